"""Notes what was done in the log that ticks, readiness and history read."""

from datetime import date, datetime

from interviewprep.accounts.models import Candidate

from .domain.clock import local_day
from .models import Deed


def today(candidate: Candidate, now: datetime) -> date:
    """The candidate's local day: it begins at 4 a.m. where they are."""
    return local_day(now, candidate.kept_aim.time_zone)


def note(candidate: Candidate, *, what: Deed.What, subject, now: datetime, **more) -> None:
    """Log one deed, once by what it was and what it was done to."""
    Deed.objects.bulk_create(
        [
            Deed(
                candidate=candidate,
                what=what,
                key=f"{what}:{subject}",
                subject=str(subject),
                at=now,
                local_day=today(candidate, now),
                **more,
            )
        ],
        ignore_conflicts=True,
    )
