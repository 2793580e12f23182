"""Answering a question: the draft, the moment it counts as answered, and the follow-up."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from interviewprep.accounts.models import Candidate
from interviewprep.ids import new_id
from questions.models import Question

from . import deeds
from .domain.followup import choose
from .models import Attempt, Deed

SECONDS_AT_MOST = 6 * 3600


def open_attempt(
    *, candidate: Candidate, question: Question, pk: UUID | None, now: datetime
) -> Attempt:
    """The draft that a page writes to: the one it names, else the question's only open one.

    A page whose draft was answered in another tab writes to a new one.
    """
    drafts = candidate.attempts.open().filter(question=question)
    named = drafts.filter(pk=pk).first()
    if named:
        return named
    draft = Attempt(
        id=free_id(pk),
        candidate=candidate,
        question=question,
        started_at=now,
        entry_hash=question.hash,
    )
    Attempt.objects.bulk_create([draft], ignore_conflicts=True)
    return drafts.get()


def free_id(pk: UUID | None) -> UUID:
    """The id that a page made for its attempt, or another where that one is taken."""
    return pk if pk and not Attempt.objects.filter(pk=pk).exists() else new_id()


@transaction.atomic
def speak(
    *, candidate: Candidate, question: Question, pk: UUID | None, seconds: int, now: datetime
) -> Attempt:
    """An answer said aloud: there is no draft, only that it was given."""
    attempt = Attempt.objects.create(
        id=free_id(pk),
        candidate=candidate,
        question=question,
        started_at=now,
        answered_at=now,
        entry_hash=question.hash,
    )
    finish(attempt=attempt, mode=Attempt.Mode.SPOKEN, seconds=seconds, now=now)
    return attempt


@transaction.atomic
def finish(*, attempt: Attempt, mode: str, seconds: int, now: datetime) -> None:
    """The answer is given: note its key points, and that a question was answered."""
    day = deeds.today(attempt.candidate, now)
    seconds = min(max(seconds, 0), SECONDS_AT_MOST)
    attempt.answer(now=now, day=day, seconds=seconds, mode=mode)
    attempt.note_points()
    deeds.note(
        attempt.candidate,
        what=Deed.What.ANSWERED,
        subject=attempt.pk,
        now=now,
        kind=attempt.question.kind,
        seconds=attempt.seconds,
    )


def follow_up_for(attempt: Attempt, marks) -> dict | None:
    """What the interviewer would now ask, with the reply's rule: {"id", "ask", "good"} as HTML."""
    verdicts = {mark.point: mark.verdict or None for mark in marks}
    musts = {mark.point for mark in marks if mark.must}
    ladder = attempt.question.parsed.follow_ups
    chosen = attempt.follow_up
    if not chosen and any(verdicts.values()):
        chosen = choose(ladder, verdicts, musts)
    words = attempt.question.html["follow_ups"].get(chosen)
    return {"id": chosen, **words} if words else None
