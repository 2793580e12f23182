"""What a candidate confirmed of the points of each answer: the newest verdict on each counts."""

from uuid import UUID

from interviewprep.accounts.models import Candidate

from .models.attempts import Mark

ATTEMPTS_READ = 2_000

# Per point: its weight (of 100) and a verdict of Mark.Verdict.
Verdicts = dict[str, tuple[int, str]]


def read_verdicts(candidate: Candidate) -> dict[UUID, Verdicts]:
    """By the question's id, the bank's or one's own, in one query; suggestions count nothing."""
    newest = candidate.attempts.answered().values("pk")[:ATTEMPTS_READ]
    marks = Mark.objects.filter(attempt__in=newest).exclude(verdict="")
    found: dict[UUID, Verdicts] = {}
    rows = marks.order_by("attempt__answered_at").values_list(
        "attempt__question_id", "attempt__own_id", "point", "weight", "verdict"
    )
    for question, own, point, weight, verdict in rows:
        found.setdefault(question or own, {})[point] = (weight, verdict)
    return found
