"""Answering a question: the draft, the moment it counts as answered, and the follow-up."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from interviewprep.accounts.models import Candidate
from interviewprep.ids import new_id
from questions.models import Question

from . import deeds
from .checking import suggest
from .domain.coding import coding_score
from .domain.followup import choose
from .models import Attempt, Deed, Mark, OwnQuestion
from .models.subjects import naming

SECONDS_AT_MOST = 6 * 3600
# What a follow-up may go by until the candidate has ticked a point.
SUGGESTED = {Mark.Suggestion.COVERED: Mark.Verdict.SAID, Mark.Suggestion.MISSING: Mark.Verdict.NOT}


def open_attempt(
    *, candidate: Candidate, question: Question | OwnQuestion, pk: UUID | None, now: datetime
) -> Attempt:
    """The draft that a page writes to: the one it names, else the question's only open one.

    A page whose draft was answered in another tab writes to a new one.
    """
    drafts = candidate.attempts.open().at(question)
    named = drafts.filter(pk=pk).first() if pk else None
    if named:
        return named
    draft = Attempt(
        id=free_id(pk),
        candidate=candidate,
        **naming(question),
        started_at=now,
        entry_hash=question.hash,
    )
    Attempt.objects.bulk_create([draft], ignore_conflicts=True)
    kept = drafts.first()
    # None: another tab's draft was in the way, and was answered in this very moment.
    return kept or open_attempt(candidate=candidate, question=question, pk=None, now=now)


def free_id(pk: UUID | None) -> UUID:
    """The id that a page made for its attempt, or another where that one is taken."""
    return pk if pk and not Attempt.objects.filter(pk=pk).exists() else new_id()


@transaction.atomic
def speak(
    *, candidate: Candidate, question: Question | OwnQuestion, pk: UUID, seconds: int, now: datetime
) -> Attempt:
    """An answer said aloud: there is no draft, only that it was given; once by its id."""
    attempt = Attempt(
        id=pk,
        candidate=candidate,
        **naming(question),
        mode=Attempt.Mode.SPOKEN,
        started_at=now,
        answered_at=now,
        local_day=deeds.today(candidate, now),
        seconds=bounded(seconds),
        entry_hash=question.hash,
    )
    Attempt.objects.bulk_create([attempt], ignore_conflicts=True)
    given = candidate.attempts.filter(pk=pk).first()
    if given is None:  # somebody else's: the page's id was no fresh one
        return speak(candidate=candidate, question=question, pk=new_id(), seconds=seconds, now=now)
    note_answer(given, now)
    return given


@transaction.atomic
def finish(*, attempt: Attempt, seconds: int, now: datetime) -> Attempt:
    """A written answer is given: the draft stays as it stands. Once, however often it is said."""
    attempt = (
        Attempt.objects.select_for_update(of=("self",))
        .select_related("question", "own")
        .get(pk=attempt.pk)
    )
    if attempt.answered_at is None:
        attempt.answer(now=now, day=deeds.today(attempt.candidate, now), seconds=bounded(seconds))
        if attempt.asked.is_code:
            attempt.take_score(score_of(attempt))
        note_answer(attempt, now)
    return attempt


def score_of(attempt: Attempt) -> int | None:
    """What a code answer's last submission comes to, of 100; None without one."""
    last = attempt.submissions.filter(first=False).order_by("-at", "-pk").first()
    return coding_score(last.passed, last.total, last.hints) if last else None


def note_answer(attempt: Attempt, now: datetime) -> None:
    """Keep the key points, suggest which are said, and log that a question was answered."""
    attempt.note_points()
    suggest(attempt)
    deeds.note(
        attempt.candidate,
        what=Deed.What.ANSWERED,
        subject=attempt.pk,
        now=now,
        kind=attempt.asked.kind,
        question=attempt.asked.slug,
        seconds=attempt.seconds,
        result=attempt.score,
    )


def bounded(seconds: int) -> int:
    """What a page's clock says, within reason."""
    return min(max(seconds, 0), SECONDS_AT_MOST)


def follow_up_for(attempt: Attempt, marks) -> dict | None:
    """What the interviewer would now ask, with the reply's rule: {"id", "ask", "good"} as HTML."""
    verdicts = {mark.point: mark.verdict or SUGGESTED.get(mark.suggestion) for mark in marks}
    musts = {mark.point for mark in marks if mark.must}
    ladder = attempt.asked.parsed.follow_ups
    chosen = attempt.follow_up
    if not chosen and (any(verdicts.values()) or attempt.asked.is_code):
        chosen = choose(ladder, verdicts, musts)
    words = attempt.asked.html["follow_ups"].get(chosen)
    return {"id": chosen, **words} if words else None
