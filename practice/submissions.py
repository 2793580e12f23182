"""Submitting code: what its tests said, in the candidate's browser and in their own word.

The site never runs what somebody wrote, so it can't know whether a result is true, and trusts
it no more than a rating of oneself: it moves the candidate's own numbers and nobody else's.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Case, IntegerField, OuterRef, Q, QuerySet, Subquery, When

from interviewprep.accounts.models import Candidate
from questions.domain.exercise import exercise_of
from questions.domain.vocabulary import CODE_KINDS
from questions.models import Question

from . import deeds
from .domain.coding import A_HINT, suggested_rating
from .domain.memory import Rating
from .models import Attempt, OwnQuestion, Submission
from .models.subjects import naming

SHOWN_AT_MOST = 20
READ_AT_MOST = 40
WHY_AT_MOST = 300
NOT_RUN = "not run"


@dataclass(frozen=True)
class Done:
    """What the submissions at a question came to, for the page after it.

    `last` is what counts of this attempt, `first` the version that was never run, `rating` the
    name of the rating that they suggest, "" without a submission.
    """

    last: Submission | None
    first: Submission | None
    earlier: list[Submission]
    tests: list[dict]
    rating: str


def read_results(question: Question, sent: str) -> list[dict]:
    """Return one result of each test, {id, passed, seconds, why}, of what a page sent.

    Tests that it does not name were not run. Raises ValueError where it is something else.
    """
    tests = exercise_of(question.parsed).tests
    try:
        named = {each["id"]: each for each in json.loads(sent)["tests"]}
        found = [result_of(test.id, named.pop(test.id, None)) for test in tests]
    except (TypeError, KeyError, AttributeError, OverflowError, RecursionError) as error:
        raise ValueError(f"no results: {error}") from error
    if named or not tests:
        raise ValueError(f"no tests of this question: {list(named)}")
    return found


def result_of(name: str, sent: dict | None) -> dict:
    """One test's result; raises ValueError, TypeError or KeyError for another shape."""
    if sent is None:
        return {"id": name, "passed": False, "seconds": 0.0, "why": NOT_RUN}
    seconds = float(sent["seconds"])
    if sent["passed"] not in (True, False) or not 0 <= seconds < 3600:
        raise ValueError("neither passed nor failed, or no time")
    # Half a character, or none, is what no table can keep.
    why = str(sent["why"]).encode("utf-8", "replace").decode().replace("\x00", "")[:WHY_AT_MOST]
    return {"id": name, "passed": bool(sent["passed"]), "seconds": seconds, "why": why}


@transaction.atomic
def submit(
    *, attempt: Attempt, key: UUID, code: str, results: list[dict], first: bool, now: datetime
) -> Submission:
    """Keep a submission, once by its key."""
    submission = Submission(
        candidate_id=attempt.candidate_id,
        attempt=attempt,
        key=key,
        at=now,
        local_day=deeds.today(attempt.candidate, now),
        seconds=attempt.seconds,
        code=code,
        results=results,
        passed=sum(each["passed"] for each in results),
        total=len(results),
        hints=attempt.hints_taken,
        first=first,
    )
    Submission.objects.bulk_create([submission], ignore_conflicts=True)
    return Submission.objects.get(candidate_id=attempt.candidate_id, key=key)


def submissions_at(candidate: Candidate, question: Question | OwnQuestion) -> QuerySet:
    """The submissions at a question, the newest first.

    What was never run is among them once its answer is given: until then nobody is told of it.
    """
    column, subject = next(iter(naming(question).items()))
    at = candidate.submissions.filter(**{f"attempt__{column}": subject})
    told = at.filter(Q(first=False) | Q(attempt__answered_at__isnull=False))
    return told.order_by("-at", "-pk")


def read_submissions(
    candidate: Candidate, question: Question | OwnQuestion, attempt: Attempt | None = None
) -> list[Submission]:
    """The newest that were run at a question, and an attempt's own, in one query without code."""
    newest = submissions_at(candidate, question).filter(first=False).values("pk")[:SHOWN_AT_MOST]
    wanted = Q(pk__in=newest)
    if attempt:
        own = attempt.submissions.order_by("-first", "-at", "-pk").values("pk")[:READ_AT_MOST]
        wanted |= Q(pk__in=own)
    found = candidate.submissions.filter(wanted).order_by("-at", "-pk").defer("code")
    return list(found)


def run_of(submissions: Iterable[Submission]) -> list[Submission]:
    """What is listed of them: what was never run is told of at the end, elsewhere."""
    return [each for each in submissions if not each.first][:SHOWN_AT_MOST]


def done_with(attempt: Attempt) -> Done:
    """What the page after an answer in code shows of its tests.

    What arrived after the answer was given changes nothing of what it came to.
    """
    found = read_submissions(attempt.candidate, attempt.asked, attempt)
    mine = [each for each in found if each.attempt_id == attempt.pk]
    run = [each for each in mine if not each.first]
    run = [each for each in run if each.at <= attempt.answered_at] or run
    last = run[0] if run else None
    return Done(
        last=last,
        first=next((each for each in mine if each.first), None),
        earlier=run_of(found),
        tests=told(attempt.asked, last.results) if last else [],
        rating=rating_of(attempt, run).name.capitalize() if run else "",
    )


def rating_of(attempt: Attempt, run: list[Submission]) -> Rating:
    """What an attempt's submissions, the newest first, suggest."""
    return suggested_rating(
        solved=run[0].solved,
        hints=run[0].hints,
        seconds=attempt.seconds,
        minutes=attempt.asked.minutes,
        tries=len(run),
    )


def told(question: Question, results: Iterable[dict]) -> list[dict]:
    """Results with what each test shows; a test that the bank has no more goes by its id."""
    exercise = exercise_of(question.parsed)
    shows = {test.id: test.shows for test in exercise.tests}
    hidden = {test.id for test in exercise.hidden}
    return [
        each | {"shows": shows.get(each["id"], each["id"]), "hidden": each["id"] in hidden}
        for each in results
    ]


def newest_result(candidate: Candidate) -> Case:
    """What the tests of a code question's newest answer came to, of 100."""
    given = candidate.attempts.answered().filter(question=OuterRef("pk"), score__isnull=False)
    newest = Subquery(given.values("score")[:1], output_field=IntegerField())
    return Case(When(kind__in=CODE_KINDS, then=newest), default=None)


def take_hint(attempt: Attempt) -> None:
    """Take the next hint of a draft, if there is one left."""
    count = len(attempt.asked.entry["hints"])
    more = Attempt.objects.open().filter(pk=attempt.pk, hints_taken__lt=count)
    more.update(hints_taken=attempt.hints_taken + 1)
    attempt.refresh_from_db(fields=["hints_taken"])


def hints_of(question: Question | OwnQuestion, taken: int) -> dict:
    """The hints taken so far, and what the next one is and costs."""
    hints = question.hints
    return {
        "taken": hints[:taken],
        "next": taken + 1 if taken < len(hints) else None,
        "of": len(hints),
        "costs": A_HINT,
    }
