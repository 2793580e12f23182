"""What a plan is made of: the days that it is laid over, and what it puts on them."""

from dataclasses import dataclass
from datetime import date

from plans.domain.seed_days import COUNTED, SeedTask

LIGHT_MINUTES = 30
REVIEW_STEP = 5


@dataclass(frozen=True)
class Day:
    """A day of the candidate's: its minutes, and whether it is one of rest."""

    date: date
    minutes: int
    rest: bool = False


@dataclass(frozen=True)
class Placed:
    """A task, or `count` units of it, on a day. (key, day) is unique; a key alone is not.

    `repeat` marks a review on a day more than the seed has: it is no part of the seed's sum.
    `in_gap` marks what stands out of the seed's order, for else it had been left out.
    """

    key: str
    day: date
    minutes: int
    count: int
    repeat: bool = False
    in_gap: bool = False


@dataclass(frozen=True)
class LeftOut:
    """What of a task was not kept, in minutes and units, and why, in plain words.

    A review that was shortened leaves minutes out, but no unit.
    """

    key: str
    minutes: int
    count: int
    why: str


@dataclass(frozen=True)
class Layout:
    """The plan: what is on each day, what was left out, and each day's theme."""

    placed: tuple[Placed, ...]
    left_out: tuple[LeftOut, ...]
    themes: dict[date, str]


def units(task: SeedTask) -> list[int]:
    """Return the minutes of each unit of a task, smallest first; their sum is the task's."""
    if task.fulfil.by == "review":
        return shares(task.minutes, max(1, task.minutes // REVIEW_STEP))
    return shares(task.minutes, count_of(task))


def count_of(task: SeedTask) -> int:
    """Return how many units of a task are counted; of a review it is one, however long."""
    return task.fulfil.count if task.fulfil.by in COUNTED else 1


def light(minutes: int) -> int:
    """Return how many of a last day's minutes are planned."""
    return min(minutes, max(LIGHT_MINUTES, minutes // 3))


def why_left(
    task: SeedTask, minutes: int, count: int, longest: int, kept_light: tuple[int, int] | None
) -> str:
    """Say why only `count` units, `minutes`, were kept; the longest day has `longest` minutes.

    `kept_light` is what of a last day's minutes was planned, and what it has, where it is light.
    """
    if longest == 0:
        return "No day has minutes."
    if task.fulfil.by == "review":
        if count:
            return f"No minutes left for all of it: {minutes} of {task.minutes} min kept."
        return "No day for it: there are fewer days of review, or its day is full."
    least = units(task)[count if count < count_of(task) else 0]
    if least > longest:
        return f"It takes {least} min in one go, and your longest day has {longest}."
    no_minutes = "No minutes left"
    if kept_light and least <= kept_light[1] - kept_light[0]:
        no_minutes += (
            " before the last day, which is kept light "
            f"({kept_light[0]} of its {kept_light[1]} min)"
        )
    if count:
        return (
            f"{no_minutes} for all of it: {count} of {task.fulfil.count} kept, "
            f"{minutes} of {task.minutes} min."
        )
    return f"{no_minutes} where it comes in the order: what is kept counts more or comes first."


def shares(whole: int, parts: int) -> list[int]:
    """Cut minutes into whole parts that differ by one at most, smallest first."""
    share, over = divmod(whole, parts)
    return [share] * (parts - over) + [share + 1] * over
