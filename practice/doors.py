"""The one door to each of a candidate's objects: a stranger's id is as good as none."""

from datetime import datetime
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404

from interviewprep.accounts.models import Candidate
from interviewprep.ids import to_id
from questions.models import Probe, Question

from .beside import with_beside
from .models import (
    Attempt,
    Card,
    Claim,
    Comment,
    OwnQuestion,
    Pitch,
    Share,
    Story,
    Submission,
    Take,
    Text,
    Worksheet,
)
from .models.pitches import KINDS


def get_question(candidate: Candidate, slug: str) -> Question | OwnQuestion:
    """A question of the bank, or one's own by its id; a retired one only for who answered it."""
    if pk := to_id(slug):
        return get_own_question(candidate, pk)
    question = get_object_or_404(Question, slug=slug)
    if question.retired_at and not candidate.attempts.at(question).exists():
        raise Http404
    return question


def get_own_question(candidate: Candidate, pk: UUID, deleted: bool = False) -> OwnQuestion:
    """A question that one wrote down oneself."""
    return get_object_or_404(kept(OwnQuestion, deleted), candidate=candidate, pk=pk)


def get_probe(primer: str, key: str) -> Probe:
    """A probe of a primer."""
    return get_object_or_404(Probe, primer=primer, key=key, retired_at=None)


def get_attempt(candidate: Candidate, pk: UUID) -> Attempt:
    """One's own attempt, answered."""
    attempts = candidate.attempts.answered().filter(own__deleted_at=None)
    return get_object_or_404(attempts.select_related("question", "own"), pk=pk)


def get_submission(candidate: Candidate, pk: UUID) -> Submission:
    """One's own submission."""
    kept = candidate.submissions.filter(attempt__own__deleted_at=None)
    return get_object_or_404(kept.select_related("attempt__question", "attempt__own"), pk=pk)


def get_code(candidate: Candidate, slug: str) -> Question | OwnQuestion:
    """A question that is answered in code."""
    question = get_question(candidate, slug)
    if not question.is_code:
        raise Http404
    return question


def get_card(candidate: Candidate, pk: UUID) -> Card:
    """One's own card."""
    return get_object_or_404(candidate.cards.with_subject(), pk=pk)


def get_story(candidate: Candidate, pk: UUID, deleted: bool = False) -> Story:
    """One's own story."""
    return get_object_or_404(kept(Story, deleted), candidate=candidate, pk=pk)


def get_story_beside(candidate: Candidate, pk: UUID) -> Story:
    """One's own story, with what its page needs beside it."""
    return get_object_or_404(with_beside(Story.objects), candidate=candidate, pk=pk)


def get_worksheet(candidate: Candidate, pk: UUID, deleted: bool = False) -> Worksheet:
    """One's own worksheet."""
    return get_object_or_404(kept(Worksheet, deleted), candidate=candidate, pk=pk)


def get_pitch(candidate: Candidate, kind: str) -> Pitch:
    """One's own pitch of a kind, or one not yet written; 404 for a kind that there isn't."""
    if kind not in KINDS:
        raise Http404
    return candidate.pitches.filter(kind=kind).first() or Pitch(candidate=candidate, kind=kind)


def get_take(candidate: Candidate, pk: UUID) -> Take:
    """One's own take of what is still there."""
    kept = candidate.takes.filter(
        story__deleted_at=None, worksheet__deleted_at=None, own__deleted_at=None
    )
    related = ("story", "worksheet", "pitch", "question", "own")
    return get_object_or_404(kept.select_related(*related), pk=pk)


def get_claim(candidate: Candidate, pk: UUID) -> Claim:
    """One's own claim."""
    return get_object_or_404(candidate.claims, pk=pk)


def get_text(candidate: Candidate, pk: UUID) -> Text:
    """One's own text."""
    related = ("attempt__question", "attempt__own", "story", "worksheet", "own", "card__question")
    related = (*related, "notebook", "pitch")
    texts = candidate.texts.select_related(*related)
    there = texts.filter(
        story__deleted_at=None,
        worksheet__deleted_at=None,
        own__deleted_at=None,
        notebook__deleted_at=None,
        attempt__own__deleted_at=None,
    )
    return get_object_or_404(there, pk=pk)


def get_share(candidate: Candidate, pk: UUID) -> Share:
    """One's own link, of something not deleted."""
    kept = candidate.shares.filter(story__deleted_at=None, worksheet__deleted_at=None)
    return get_object_or_404(kept.select_related("story", "worksheet"), pk=pk)


def get_shared(token: str, now: datetime) -> Share:
    """The link at a secret address: whoever knows it may read on while it is open."""
    links = Share.objects.open(now).select_related("story", "worksheet")
    return get_object_or_404(links, token=token)


def get_comment(candidate: Candidate, pk: UUID) -> Comment:
    """What somebody said of one's own story or worksheet."""
    kept = candidate.comments.filter(
        share__story__deleted_at=None, share__worksheet__deleted_at=None
    )
    return get_object_or_404(kept.select_related("share__story", "share__worksheet"), pk=pk)


def kept(model, deleted: bool):
    """What can be opened: all of it, too, where a deletion is to be undone."""
    return model.everything if deleted else model.objects
