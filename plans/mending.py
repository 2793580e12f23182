"""The plan mends itself: what is open is planned anew over the days that are left.

Worked out when a plan is read, so that nobody has to ask for it, and kept with the next change.
What moves and what finds no room any more is said, each with why.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from interviewprep.accounts.models import Aim

from .laying import days_ahead, ladder, placed, rounds_ahead, works_of
from .models import Plan, Task
from .pieces import Group, Piece, minutes_taken, pieces_of, rows_after, stays
from .steps import Step


@dataclass(frozen=True)
class Shift:
    """What became of a task: so many units of it from a day to another (None: no day)."""

    title: str
    count: int
    part: bool
    before: date | None
    day: date | None
    why: str = ""

    @property
    def sort(self) -> str:
        """Whether it "moved", was "dropped", or came "back"."""
        if self.day is None:
            return "dropped"
        return "moved" if self.before else "back"


@dataclass(frozen=True)
class Mended:
    """Rows as they stand after mending, those it changed or made, and what it did."""

    rows: list[Task]
    changed: dict[UUID, Task]
    gone: set[UUID]
    shifts: list[Shift]


def is_missed(step: Step, plan: Plan, today: date) -> bool:
    """Whether a past day left it open, and nobody has looked at that day since."""
    day = step.task.day
    if day is None or day >= today or (plan.mended_to and day < plan.mended_to):
        return False
    return not step.done and step.task.by not in ("review", "rest")


def mend(
    plan: Plan, steps: Sequence[Step], aim: Aim, today: date, *, gently: bool = True
) -> Mended | None:
    """Plan what is open anew from today on; None where nothing changes.

    `gently`: what was left out when the plan was made only fills gaps. Otherwise it counts
    like all else.
    """
    days = days_ahead(plan, steps, today)
    if not days:
        return None
    free = frozenset(day.date for day in days if day.rest)
    moving = [
        step for step in steps if not stays(step, today, free) and waits_or_is_due(step, plan)
    ]
    pieces = {piece.id: piece for step in moving for piece in pieces_of(step)}
    rounds = rounds_ahead(plan, aim, today)
    places, whys = placed(
        pieces=pieces,
        works=works_of(moving, days, gently),
        ladders={
            piece.id: ladder(piece.task, rounds, today, plan.last_day) for piece in pieces.values()
        },
        today=today,
        days=days,
        rounds=rounds,
        used=minutes_taken(steps, today, free),
        ends=plan.last_day,
    )
    return result(plan, steps, moving, places, whys)


def waits_or_is_due(step: Step, plan: Plan) -> bool:
    """Whether a task is planned at all: not one that was left behind on a day long looked at."""
    day = step.task.day
    return day is None or not plan.mended_to or day >= plan.mended_to


def result(
    plan: Plan,
    steps: Sequence[Step],
    moving: Sequence[Step],
    places: dict[str, date],
    whys: dict[str, str],
) -> Mended | None:
    """The rows as they stand from now on, and the account of it; None where nothing changes."""
    groups: dict[str, Group] = defaultdict(Group)
    moves: dict[tuple, list[Piece]] = defaultdict(list)
    for step in moving:
        for piece in pieces_of(step):
            day, group = places.get(piece.id), groups[piece.group]
            group.places.setdefault(day, []).append(piece)
            if day is None:
                group.whys.append(piece.task.left_out_why or whys[piece.id])
            if day != piece.task.day or not (day or piece.task.left_out_why):
                moves[piece.group, piece.task.day, day].append(piece)
            if step not in group.steps:
                group.steps.append(step)
    if not moves:
        return None
    changed, gone = rows_after(plan, groups.values())
    kept = [changed.get(step.task.pk, step.task) for step in steps if step.task.pk not in gone]
    there = {row.pk for row in kept}
    kept += [row for row in changed.values() if row.pk not in there]
    shifts = [shift_of(those, before, day, whys) for (_, before, day), those in moves.items()]
    shifts.sort(key=lambda shift: (shift.day or date.max, shift.title))
    far = date.max
    kept.sort(key=lambda row: (row.day or far, row.place))
    return Mended(kept, changed, gone, shifts)


def shift_of(
    pieces: list[Piece], before: date | None, day: date | None, whys: dict[str, str]
) -> Shift:
    """What became of some pieces of one task that went the same way."""
    task = pieces[0].task
    return Shift(
        title=task.title,
        count=len(pieces),
        part=len(pieces) < task.whole,
        before=before,
        day=day,
        why=whys.get(pieces[0].id, "") if day is None else "",
    )
