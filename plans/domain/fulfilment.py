"""What of the plan was done, told by the log of what was practised.

A task holds a quota, and deeds fill quotas. A deed is counted once: for one that asks for
this very question, for a quota of its own day if one is open, else for the earliest open one
that it fits, so work done ahead or late counts too. It never fills two, or one evening's work
would tick off the week.

Within one quota each question counts once: the same one answered over and over is no second
question. Another quota takes it again. Where the bank has fewer questions of the kinds than
a quota asks, the quota asks for those there are, or nobody could fulfil it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from plans.domain.seed_days import COUNTED

# A design answered against the clock counts as timed from 20 of its 45 minutes: shorter, and
# serving, monitoring and failures were not reached.
TIMED_FROM, TIMED_OF = 20, 45
REVIEWS_A_DAY = 10
# What is the same thing however often it is done: a section, a story, a part of a research sheet,
# a question to ask.
ONCE = {"section", "story", "sheet", "asks"}


@dataclass(frozen=True, order=True)
class Deed:
    """One thing done: "answered", "section", "story", "sheet", "asks" or "review", on a local day.

    One attempt is one deed: of an answer and its mock only one is passed in.
    """

    day: date
    what: str
    kind: str = ""
    subject: str = ""
    seconds: int = 0
    question: str = ""


@dataclass(frozen=True)
class Quota:
    """What a task of `day` asks for: `count` deeds, of one of `kinds` (none: any).

    `there` is how many questions of its kinds the bank has (None: it doesn't matter);
    `questions` are the slugs of those that alone fulfil it (none: any), from the day `since` on.
    """

    id: object
    day: date
    by: str
    kinds: tuple[str, ...] = ()
    count: int = 1
    minutes: int | None = None
    there: int | None = None
    questions: frozenset[str] = frozenset()
    since: date | None = None

    @property
    def of(self) -> int:
        """Return how many deeds fulfil it: one at least, so that none never ticks itself."""
        return self.count if self.there is None else max(1, min(self.count, self.there))

    def takes(self, deed: Deed) -> bool:
        """Say whether the deed is one of those asked for."""
        if self.kinds and deed.kind not in self.kinds:
            return False
        if self.questions and deed.question not in self.questions:
            return False
        if self.since and deed.day < self.since:
            return False
        if self.by == "timed" and deed.what == "answered":
            enough = deed.seconds * TIMED_OF >= (self.minutes or TIMED_OF) * 60 * TIMED_FROM
            return enough and bool(self.kinds)
        return deed.what == self.by and self.by in COUNTED


@dataclass(frozen=True)
class Progress:
    """How much of a quota was done: done <= of."""

    done: int
    of: int
    fulfilled: bool


@dataclass
class _Slot:
    """A quota being filled."""

    quota: Quota
    taken: list[Deed] = field(default_factory=list)

    @property
    def open(self) -> bool:
        return len(self.taken) < self.quota.of

    def wants(self, deed: Deed) -> bool:
        """Say whether the deed fits and is of no question that was counted here already."""
        again = deed.question and any(deed.question == each.question for each in self.taken)
        return self.open and not again and self.quota.takes(deed)


def tally(
    quotas: Sequence[Quota], deeds: Iterable[Deed], today: date, due_now: int
) -> dict[object, Progress]:
    """Return each quota's progress by its id; `due_now` is how many reviews are still due.

    Reading, resting and what is done by hand are never fulfilled by deeds. The order of
    `deeds` doesn't matter; that of `quotas` breaks ties within a day.
    """
    deeds = sorted(deeds)
    return _counted(quotas, deeds) | _reviews(quotas, deeds, today, due_now)


def _counted(quotas: Sequence[Quota], deeds: list[Deed]) -> dict[object, Progress]:
    """Fill the quotas that count deeds: each day's own first, then the earliest open."""
    # Of a day's quotas the choosier comes first: the others can be filled by more.
    slots = [
        _Slot(quota)
        for quota in sorted(
            (quota for quota in quotas if quota.by != "review"),
            key=lambda quota: (
                quota.day,
                not quota.questions,
                quota.by != "timed",
                len(quota.kinds) or 99,
            ),
        )
    ]
    own: dict[date, list[_Slot]] = {}
    for slot in slots:
        own.setdefault(slot.quota.day, []).append(slot)
    used: set[tuple[str, str]] = set()
    # What only certain questions fulfil comes first, whatever its day: nothing else can fill it.
    certain = [slot for slot in slots if slot.quota.questions]
    left = [deed for deed in deeds if not _fill(certain, deed, used)]
    left = [deed for deed in left if not _fill(own.get(deed.day, []), deed, used)]
    for deed in left:
        slots = [slot for slot in slots if slot.open]
        _fill(slots, deed, used)
    everyday = [slot for day in own.values() for slot in day]
    return {
        slot.quota.id: Progress(len(slot.taken), slot.quota.of, not slot.open) for slot in everyday
    }


def _fill(slots: Iterable[_Slot], deed: Deed, used: set[tuple[str, str]]) -> bool:
    """Put the deed into the first open slot that takes it; say whether one did."""
    subject = (deed.what, deed.subject)
    if subject in used:
        return False
    for slot in slots:
        if slot.wants(deed):
            slot.taken.append(deed)
            if deed.what in ONCE:
                used.add(subject)
            return True
    return False


def _reviews(
    quotas: Sequence[Quota], deeds: list[Deed], today: date, due_now: int
) -> dict[object, Progress]:
    """Return the progress of review quotas.

    Today's asks for what is due, ten at most, and with nothing due it is fulfilled; a past
    one is by any review of its day, for what was due then is not known any more.
    """
    done: dict[date, int] = {}
    for deed in deeds:
        if deed.what == "review":
            done[deed.day] = done.get(deed.day, 0) + 1
    progress = {}
    for quota in quotas:
        if quota.by != "review":
            continue
        pool = done.get(quota.day, 0)
        if quota.day > today:
            step = Progress(0, REVIEWS_A_DAY, False)
        elif quota.day == today:
            of = min(REVIEWS_A_DAY, pool + due_now)
            step = Progress(min(pool, of), of, pool >= of)
            due_now -= of - step.done
        else:
            step = Progress(min(pool, REVIEWS_A_DAY), max(1, min(pool, REVIEWS_A_DAY)), pool > 0)
        done[quota.day] = pool - step.done
        progress[quota.id] = step
    return progress
