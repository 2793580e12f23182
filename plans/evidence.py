"""What practice knows, as the plan's rules take it: rows in, dataclasses out."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Case, CharField, Count, DateField, Q, QuerySet, Value, When
from django.db.models.functions import Cast, TruncDate

from interviewprep.accounts.models import Candidate
from practice.known import Known, read_known
from practice.models.stories import STAR
from practice.models.worksheets import SECTIONS, Worksheet
from practice.queue import Queue, queue_of

from .domain.fulfilment import ONCE, Deed
from .models import Plan
from .models.interviews import RESEARCH

DEED = ("local_day", "what", "kind", "subject", "seconds", "question")
ROW = (*DEED, "counts")  # whether it counts for the plan
# What a row of these says instead of a deed's name.
STORY, WORKSHEET = TEXTS = ("a story", "a worksheet")
RECENT = 7  # days that are looked back on


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


@dataclass(frozen=True)
class Work:
    """What was practised: deeds that may count for the plan, those of the last seven days, and
    how far texts are."""

    deeds: list[Deed]
    recent: list[Deed]
    drafted: Drafted


def read_work(candidate: Candidate, plan: Plan, today: date) -> Work:
    """Everything practised that the plan and its pages ask for, in one query."""
    counted, first = Q(at__gte=plan.counts_from), today - timedelta(days=RECENT - 1)
    if plan.takes_earlier:
        counted |= Q(what__in=ONCE)
    rows = candidate.deeds.standing().filter(counted | Q(local_day__gte=first)).order_by()
    deeds = rows.annotate(counts=Case(When(counted, then=True), default=False)).values_list(*ROW)
    others = (
        written(candidate.stories.all(), STORY, STAR),
        # A paper to present is no project of one's own to be asked about.
        written(candidate.worksheets.exclude(project=Worksheet.Project.PAPER), WORKSHEET, SECTIONS),
        *prepared(candidate, plan),
    )
    found = [(Deed(*row), counts) for *row, counts in deeds.union(*others, all=True)]
    parts = {what: [row.seconds for row, _ in found if row.what == what] for what in TEXTS}
    return Work(
        deeds=[row for row, counts in found if row.day and counts],
        recent=[row for row, _ in found if row.day and row.day >= first],
        drafted=drafted(parts[STORY], parts[WORKSHEET]),
    )


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
        counts=Value(True),
    )
    return named.order_by().values_list(*ROW)


def prepared(candidate: Candidate, plan: Plan) -> Iterator[QuerySet]:
    """The research of interviews and the questions to ask, each as a row like a deed's.

    No log keeps them: what is filled, or chosen, stands where it is written.
    """
    sheets = candidate.texts.filter(notebook__deleted_at=None, part__in=RESEARCH, body__gt="")
    asks = candidate.toasks.filter(interview__deleted_at=None)
    for what, rows, at in (("sheet", sheets, "saved_at"), ("asks", asks, "created_at")):
        earlier = Q() if plan.takes_earlier else Q(**{f"{at}__gte": plan.counts_from})
        named = rows.filter(earlier).annotate(
            local_day=TruncDate(at),
            what=Value(what),
            kind=Value(""),
            subject=Cast("pk", CharField()),
            seconds=Value(0),
            question=Value(""),
            counts=Value(True),
        )
        yield named.order_by().values_list(*ROW)


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
