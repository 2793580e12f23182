"""What a candidate confirmed of the points of each answer: the newest verdict on each counts."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from interviewprep.accounts.models import Candidate

from .models.attempts import Mark

ATTEMPTS_READ = 2_000

# Per point: its weight (of 100), a verdict of Mark.Verdict, and the local day of the answer.
Verdicts = dict[str, tuple[int, str, date]]


@dataclass(frozen=True)
class Missed:
    """A point that the newest verdict on it says was not said, or by halves; `text` is HTML."""

    about: UUID
    point: str
    text: str
    must: bool
    verdict: str


def read_verdicts(candidate: Candidate) -> dict[UUID, Verdicts]:
    """By the question's id, the bank's or one's own, in one query; suggestions count nothing."""
    return verdicts_of(confirmed(candidate).values(*VERDICT))


def read_marks(candidate: Candidate) -> tuple[dict[UUID, Verdicts], list[Missed]]:
    """The same, and what was missed with its words, in one query."""
    rows = list(confirmed(candidate).values(*VERDICT, "text", "must"))
    newest = {(about(row), row["point"]): row for row in rows}
    missed = [
        Missed(key, point, row["text"], row["must"], row["verdict"])
        for (key, point), row in newest.items()
        if row["verdict"] != Mark.Verdict.SAID
    ]
    return verdicts_of(rows), missed


VERDICT = (
    *("attempt__question_id", "attempt__own_id", "attempt__local_day"),
    *("point", "weight", "verdict"),
)


def confirmed(candidate: Candidate) -> QuerySet:
    """The marks with a verdict of the newest answers, the newest last."""
    newest = candidate.attempts.answered().values("pk")[:ATTEMPTS_READ]
    marks = Mark.objects.filter(attempt__in=newest).exclude(verdict="")
    return marks.order_by("attempt__answered_at", "place")


def about(row: dict) -> UUID:
    """Which question a mark is about."""
    return row["attempt__question_id"] or row["attempt__own_id"]


def verdicts_of(rows: Iterable[dict]) -> dict[UUID, Verdicts]:
    """The newest verdict on each point, by question; `rows` with the newest last."""
    found: dict[UUID, Verdicts] = {}
    for row in rows:
        verdict = (row["weight"], row["verdict"], row["attempt__local_day"])
        found.setdefault(about(row), {})[row["point"]] = verdict
    return found
