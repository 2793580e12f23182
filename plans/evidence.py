"""What practice knows, as the plan's rules take it: rows in, dataclasses out."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, Value

from interviewprep.accounts.models import Candidate
from practice.models.stories import STAR
from practice.models.worksheets import SECTIONS
from practice.queue import Queue, read_queue
from questions.models import Question

from .domain.fulfilment import ONCE, Deed
from .models import Plan


@dataclass(frozen=True)
class Waiting:
    """What review holds: what is due by now, and when the next comes if nothing is."""

    due: Queue
    next_at: datetime | None


@dataclass(frozen=True)
class Drafted:
    """How far stories and worksheets are: pieces begun, and what of them is written."""

    stories: int = 0
    stories_whole: int = 0
    worksheets: int = 0
    sections: int = 0
    sections_of: int = 0


def deeds_for(candidate: Candidate, plan: Plan) -> list[Deed]:
    """Everything practised that may count for the plan, in one query."""
    counted = Q(at__gte=plan.counts_from)
    if plan.takes_earlier:
        counted |= Q(what__in=ONCE)
    rows = candidate.deeds.standing().filter(counted)
    fields = ("local_day", "what", "kind", "subject", "seconds", "question")
    return [Deed(*row) for row in rows.values_list(*fields)]


def bank_sizes() -> dict[str, int]:
    """How many questions of each kind the bank has, in one query."""
    rows = Question.objects.asked().order_by().values_list("kind")
    return dict(rows.annotate(Count("pk")))


def waiting(candidate: Candidate, now: datetime) -> Waiting:
    """Read what is to be met again today, and the next date if nothing is."""
    due = read_queue(candidate, now)
    if due.count or due.known:
        return Waiting(due, due.known and due.known.next_due)
    later = candidate.cards.kept().filter(due_at__gt=now).order_by("due_at")
    return Waiting(due, later.values_list("due_at", flat=True).first())


def drafted(candidate: Candidate) -> Drafted:
    """Read how far stories and worksheets are, in one query."""
    stories, worksheets = (
        rows.annotate(
            holder=Value(name),
            written=Count("texts", filter=Q(texts__part__in=parts, texts__body__gt="")),
        )
        .order_by()
        .values_list("holder", "written")
        for rows, name, parts in (
            (candidate.stories.all(), "story", STAR),
            (candidate.worksheets.all(), "worksheet", SECTIONS),
        )
    )
    found = {"story": [], "worksheet": []}
    for holder, written in stories.union(worksheets, all=True):
        found[holder].append(written)
    return Drafted(
        stories=len(found["story"]),
        stories_whole=sum(written == len(STAR) for written in found["story"]),
        worksheets=len(found["worksheet"]),
        sections=sum(found["worksheet"]),
        sections_of=len(found["worksheet"]) * len(SECTIONS),
    )
