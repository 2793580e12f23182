"""What is known now and what the plan has ahead, with or without a plan: for pages that predict."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from interviewprep.accounts.models import Candidate
from practice.known import Known, read_known

from .agenda import read_agenda
from .domain.fulfilment import Deed
from .evidence import DEED, RECENT
from .models import Task


@dataclass(frozen=True)
class NowAndAhead:
    """What practice knows, the plan's tasks from today on as pages show them, recent deeds."""

    known: Known
    tasks: list[Task]
    recent: list[Deed]


def read_now_and_ahead(candidate: Candidate, now: datetime) -> NowAndAhead:
    """Read it in four queries; without a plan in four as well."""
    agenda = read_agenda(candidate, now)
    if agenda:
        return NowAndAhead(agenda.waiting.known, agenda.ahead, agenda.work.recent)
    known = read_known(candidate, now)
    since = known.today - timedelta(days=RECENT - 1)
    rows = candidate.deeds.standing().filter(local_day__gte=since).values_list(*DEED)
    return NowAndAhead(known, [], [Deed(*row) for row in rows])
