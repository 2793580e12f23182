"""What practice knows, as the plan's rules take it: rows in, dataclasses out."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, DateField, Q, QuerySet, Value

from interviewprep.accounts.models import Candidate
from practice.known import Known, read_known
from practice.models.stories import STAR
from practice.models.worksheets import SECTIONS
from practice.queue import Queue, queue_of

from .domain.fulfilment import ONCE, Deed
from .models import Plan

DEED = ("local_day", "what", "kind", "subject", "seconds", "question")
# What a row of these says instead of a deed's name.
STORY, WORKSHEET = "a story", "a worksheet"


@dataclass(frozen=True)
class Waiting:
    """What review holds: all that is known, what is due by now, and when the next comes."""

    known: Known
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


def read_work(candidate: Candidate, plan: Plan) -> tuple[list[Deed], Drafted]:
    """Everything practised that may count for the plan, and how far texts are, in one query."""
    counted = Q(at__gte=plan.counts_from)
    if plan.takes_earlier:
        counted |= Q(what__in=ONCE)
    deeds = candidate.deeds.standing().filter(counted).order_by().values_list(*DEED)
    texts = (
        written(candidate.stories.all(), STORY, STAR),
        written(candidate.worksheets.all(), WORKSHEET, SECTIONS),
    )
    rows = [Deed(*row) for row in deeds.union(*texts, all=True)]
    parts = {what: [row.seconds for row in rows if row.what == what] for what in (STORY, WORKSHEET)}
    return [row for row in rows if row.day], drafted(parts[STORY], parts[WORKSHEET])


def written(holders, name: str, parts) -> QuerySet:
    """Each holder as a row like a deed's: how many of its parts are written, for its seconds."""
    count = Count("texts", filter=Q(texts__part__in=parts, texts__body__gt=""))
    empty = Value("")
    named = holders.annotate(
        local_day=Value(None, output_field=DateField()),
        what=Value(name),
        kind=empty,
        subject=empty,
        seconds=count,
        question=empty,
    )
    return named.order_by().values_list(*DEED)


def drafted(stories: list[int], worksheets: list[int]) -> Drafted:
    """From how many parts each story and each worksheet has."""
    return Drafted(
        stories=len(stories),
        stories_whole=sum(parts == len(STAR) for parts in stories),
        worksheets=len(worksheets),
        sections=sum(worksheets),
        sections_of=len(worksheets) * len(SECTIONS),
    )


def waiting(candidate: Candidate, now: datetime) -> Waiting:
    """Read what is to be met again today, and when the next is if nothing is, in two queries."""
    known = read_known(candidate, now)
    return Waiting(known, queue_of(known, now), known.next_due)
