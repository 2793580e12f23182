"""The cushion: minutes that one has before a round, less those that the rest needs by then.

Where the plan had to leave out what it held, that is said at once, with what would mend it:
to leave it out, to drop something else, or to add minutes on some days. Each choice is worked
out by the planner itself, so its preview is what it does.
"""

from collections.abc import Iterable, Iterator
from copy import copy
from dataclasses import dataclass
from datetime import date, timedelta

from interviewprep.accounts.models import Aim

from .agenda import Agenda
from .by_hand import DROPPED
from .domain.replanning import capacity
from .laying import days_ahead, rounds_ahead
from .mending import Mended, mend
from .models import Task
from .pieces import minutes_taken, pieces_of, stays
from .steps import Step

OTHERS_AT_MOST = 3  # tasks offered to be dropped instead
DAYS_AT_MOST, STEP, STEPS = 4, 5, 12  # days that get minutes more, and how many at most


@dataclass(frozen=True)
class Cushion:
    """What is to spare before a round: minutes, below 0 where it is short, and what was lost.

    `ends` marks the plan's own end, where no round closes it: `day` is the day after its last.
    """

    day: date
    minutes: int
    lost: tuple[Step, ...] = ()
    ends: bool = False

    @property
    def when(self) -> str:
        """For when, in words: "for 3 December"."""
        if self.ends:
            last = self.day - timedelta(days=1)
            return f"by {last.day} {last:%B}, when the plan ends"
        return f"for {self.day.day} {self.day:%B}"

    @property
    def short(self) -> int:
        """By how many minutes it is short."""
        return max(-self.minutes, sum(left(step) for step in self.lost))


@dataclass(frozen=True)
class Choice:
    """One way out: its key for the form, in words, and the plan as it would be."""

    key: str
    label: str
    rows: tuple[Task, ...]
    extra: dict[str, int]
    mended: Mended | None


def left(step: Step) -> int:
    """The minutes of a task that are still open."""
    return sum(piece.minutes for piece in pieces_of(step))


def is_lost(step: Step) -> bool:
    """Whether the plan held a task and has no room for it any more; a review gives way unsaid."""
    task = step.task
    if task.day or task.by == "review" or task.verdict == Task.Verdict.DROPPED:
        return False
    return task.moved_from is not None


def cushions(agenda: Agenda, aim: Aim) -> list[Cushion]:
    """The cushion before each round ahead, the nearest first; to the plan's end without one."""
    plan, today, steps = agenda.plan, agenda.today, agenda.steps
    days, rounds = days_ahead(plan, steps, today), rounds_ahead(plan, aim, today)
    free = frozenset(day.date for day in days if day.rest)
    whole, taken = capacity(days, rounds, today, plan.last_day), minutes_taken(steps, today, free)
    moving = [step for step in steps if not stays(step, today, free)]
    found = []
    for each in rounds:
        lost = [s for s in moving if is_lost(s) and asks(each.kind, s.task)]
        have = sum(max(0, m - taken.get(d, 0)) for d, m in whole.items() if d < each.date)
        need = sum(left(s) for s in moving if s.task.day and today <= s.task.day < each.date)
        need += sum(left(step) for step in lost)
        ends = not each.kind and each.date != plan.interview_date
        found.append(Cushion(each.date, have - need, tuple(lost), ends))
    return found


def asks(kind: str, task: Task) -> bool:
    """Whether a round of this stage asks for a task."""
    return not kind or not task.stages or kind in task.stages


def tightest(agenda: Agenda, aim: Aim) -> Cushion | None:
    """The nearest round for which something was lost; None where all has room."""
    if not any(is_lost(step) for step in agenda.steps):
        return None
    return next((each for each in cushions(agenda, aim) if each.lost), None)


def choices(agenda: Agenda, aim: Aim, cushion: Cushion) -> list[Choice]:
    """What would mend it: leave it out, drop one other, or add minutes."""
    pks = {step.task.pk for step in cushion.lost}
    leave = tuple(dropped(step.task) for step in cushion.lost)
    found = [Choice("leave", f"Leave {named(cushion.lost)} out", leave, {}, None)]
    for step in others(agenda, cushion):
        row = dropped(step.task)
        mended = tried(agenda, aim, [row], {})
        if mended and returned(mended, pks):
            label = f"Drop “{step.task.title}” ({left(step)} min) instead"
            found.append(Choice(f"drop-{step.task.pk}", label, (row,), {}, mended))
        if len(found) > OTHERS_AT_MOST:
            break
    return [*found, *more_minutes(agenda, aim, cushion, pks)]


def others(agenda: Agenda, cushion: Cushion) -> list[Step]:
    """What could be dropped instead: what counts least first, and is neither must nor begun."""
    rows = [
        step
        for step in agenda.steps
        if step.task.day
        and agenda.today <= step.task.day < cushion.day
        and not (step.done or step.units_done or step.task.must or step.task.moved_from)
        and step.task.by not in ("review", "rest")
    ]
    return sorted(rows, key=lambda step: (step.task.weight, step.task.minutes, step.task.place))


def more_minutes(agenda: Agenda, aim: Aim, cushion: Cushion, pks: set) -> Iterator[Choice]:
    """The fewest minutes more on few days that bring all of it back."""
    open_days = [
        day.date
        for day in agenda.days
        if agenda.today <= day.date < cushion.day - timedelta(days=1) and day.budget
    ]
    for days in (open_days[:DAYS_AT_MOST], open_days):
        for minutes in range(STEP, STEP * STEPS + 1, STEP) if days else ():
            extra = dict(agenda.plan.extra)
            for day in days:
                extra[day.isoformat()] = extra.get(day.isoformat(), 0) + minutes
            mended = tried(agenda, aim, [], extra)
            if mended and len(returned(mended, pks)) == len(pks):
                label = f"Add {minutes} minutes on {days_in_words(days)}"
                yield Choice(f"add-{minutes}-{len(days)}", label, (), extra, mended)
                return


def tried(agenda: Agenda, aim: Aim, rows: Iterable[Task], extra: dict) -> Mended | None:
    """The plan as it would be with these rows instead, and minutes added."""
    plan, new = copy(agenda.plan), {row.pk: row for row in rows}
    plan.extra = extra or plan.extra
    steps = [
        Step(new.get(step.task.pk, step.task), step.progress, step.today) for step in agenda.steps
    ]
    return mend(plan, steps, aim, agenda.today)


def returned(mended: Mended, pks: set) -> set:
    """Which of these stand on a day again."""
    return {row.pk for row in mended.rows if row.pk in pks and row.day}


def dropped(task: Task) -> Task:
    """A task as a person's word leaves it out."""
    row = copy(task)
    row.moved_from, row.day = row.moved_from or row.day, None
    row.left_out_why, row.verdict = DROPPED, Task.Verdict.DROPPED
    return row


def named(steps: Iterable[Step]) -> str:
    """One task by its title, several by how many they are."""
    titles = [step.task.title for step in steps]
    return f"“{titles[0]}”" if len(titles) == 1 else f"these {len(titles)}"


def days_in_words(days: list[date]) -> str:
    """Days in words: "Thursday, Friday and Saturday", or how many."""
    if len(days) > DAYS_AT_MOST:
        return f"each of {len(days)} days"
    names = [f"{day:%A}" for day in days]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
