"""Rehearsals aloud: takes kept once, the fillers counted later, and the pace they show."""

from datetime import datetime
from uuid import UUID

from interviewprep.accounts.models import Candidate
from questions.models import Question

from . import deeds
from .domain.clock import WORDS_A_MINUTE
from .domain.speaking import PACE_SECONDS, PACE_TAKES, PACE_WORDS, Measured, own_pace
from .models import OwnQuestion, Pitch, Story, Take, Worksheet
from .texts import field_of

Subject = Story | Worksheet | Pitch | Question | OwnQuestion


def keep_take(
    *,
    candidate: Candidate,
    subject: Subject,
    key: UUID,
    measured: Measured,
    now: datetime,
    part: str = "",
    words: int = 0,
) -> Take:
    """Keep the numbers of one rehearsal, once by its key; a pitch gets its row with its first."""
    if isinstance(subject, Pitch):
        subject, _ = candidate.pitches.get_or_create(
            kind=subject.kind, defaults={"created_at": now}
        )
    take = Take(
        candidate=candidate,
        **field_of(subject),
        key=key,
        part=part,
        at=now,
        local_day=deeds.today(candidate, now),
        seconds=measured.seconds,
        words=0 if measured.early else words,
        parts=[{"part": name, "seconds": seconds} for name, seconds in measured.parts],
        pauses=measured.pauses,
        silence=measured.silence,
        fillers=measured.fillers,
    )
    Take.objects.bulk_create([take], ignore_conflicts=True)
    return candidate.takes.get(key=key)


def note_fillers(*, take: Take, fillers: int | None) -> None:
    """Say how many fillers were counted while listening; None: not counted."""
    take.fillers = fillers
    take.save(update_fields=["fillers"])


def takes_of(*, candidate: Candidate, subject: Subject, part: str = ""):
    """One's takes of a thing, of a pitch's one part, the newest first."""
    return candidate.takes.filter(**field_of(subject), part=part).order_by("-at", "-pk")


def pace_of(candidate: Candidate) -> int | None:
    """One's own words a minute: the median of the last five takes that show it, None before two."""
    return own_pace(paced(candidate).values_list("words", "seconds"))


def wpm_of(candidate: Candidate) -> int:
    """The words a minute to reckon with: one's own, or the usual ones before they are known."""
    return pace_of(candidate) or WORDS_A_MINUTE


def paced(candidate):
    """The newest takes of a candidate (or an OuterRef to one) that are long enough for a pace."""
    fit = Take.objects.filter(candidate=candidate, words__gte=PACE_WORDS, seconds__gte=PACE_SECONDS)
    return fit.order_by("-at", "-pk")[:PACE_TAKES]
