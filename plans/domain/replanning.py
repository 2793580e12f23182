"""Plans the work that is left anew, moving as little as it can, and says what no longer fits.

How is placing.py's. Decided here: the last day and the eve of each round are light (see
layout.light), unless there is no other day. A round's own day is free. Nothing goes beyond
the last round.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from plans.domain.board import Work
from plans.domain.layout import Day, light
from plans.domain.placing import place

ONE = timedelta(days=1)


@dataclass(frozen=True)
class RoundAhead:
    """A round of an interview, by its day and its kind."""

    date: date
    kind: str = ""


@dataclass(frozen=True)
class Dropped:
    """A task that finds no room, and why, in plain words."""

    id: str
    why: str


@dataclass(frozen=True)
class Replanned:
    """Each day's work in its order, what finds no room, minutes to spare by each round's date,
    and the ids of what stands on another day than before."""

    days: dict[date, tuple[Work, ...]]
    dropped: tuple[Dropped, ...]
    cushion: dict[date, int]
    moved: tuple[str, ...]


def capacity(
    days: Sequence[Day], rounds: Sequence[RoundAhead], today: date, ends: date | None = None
) -> dict[date, int]:
    """Return the minutes that may be planned on each day from today on, by date.

    Days of rest and of rounds have none, the last day and eves of rounds are light.
    """
    last_round = max((each.date for each in rounds), default=None)
    end = min(day for day in (last_round, ends and ends + ONE, date.max) if day)
    rows = {
        day.date: 0 if day.rest else max(0, day.minutes)
        for day in sorted(days, key=lambda day: day.date)
        if day.date >= today
    }
    free = {each.date for each in rounds}
    open_days = [day for day, minutes in rows.items() if minutes and day < end and day not in free]
    if not open_days:
        # All there is may be the round's own day.
        open_days = [day for day, minutes in rows.items() if minutes and day <= end][:1]
    within = [day for day in rows if day < end]
    eves = {each.date - ONE for each in rounds} | set(within[-1:])
    if len(open_days) > 1:
        return {
            day: light(minutes) if day in eves else minutes
            for day, minutes in rows.items()
            if day in open_days
        }
    return {day: rows[day] for day in open_days}


def replan(
    *,
    today: date,
    days: Sequence[Day],
    rounds: Sequence[RoundAhead],
    tasks: Sequence[Work],
    done: Collection[str] = (),
    previous: Mapping[date, Sequence[str]] | None = None,
    used: Mapping[date, int] | None = None,
    ends: date | None = None,
) -> Replanned:
    """Plan `tasks` that are not `done` over `days` (each date once), as they stood in `previous`.

    `used` are minutes of a day that are taken already; `ends` is the last day to plan on.
    """
    done, used = set(done), used or {}
    stood = {id: day for day, ids in (previous or {}).items() for id in ids}
    whole = capacity(days, rounds, today, ends)
    room = {day: max(0, minutes - used.get(day, 0)) for day, minutes in whole.items()}
    asked = {task.id: task for task in tasks if task.id not in done}
    placing = place(asked, room, stood)
    day_of = placing.day_of
    rows: dict[date, list[Work]] = {}
    for id in placing.order:
        if id in day_of:
            rows.setdefault(day_of[id], []).append(asked[id])
    return Replanned(
        days={day: tuple(rows[day]) for day in sorted(rows)},
        dropped=tuple(Dropped(id, placing.why(id)) for id in asked if id not in day_of),
        cushion=cushion_of(rounds, whole, used, asked.values(), today),
        moved=tuple(
            id for id in asked if stood.get(id, day_of.get(id)) != day_of.get(id, stood.get(id))
        ),
    )


def cushion_of(
    rounds: Sequence[RoundAhead],
    whole: Mapping[date, int],
    used: Mapping[date, int],
    tasks: Collection[Work],
    today: date,
) -> dict[date, int]:
    """Return by each round's date the minutes before it, less those that the rest needs by then.

    What has a deadline before a round is needed by then; all of it by the last round.
    """
    ahead = sorted({each.date for each in rounds if each.date >= today})
    found = {}
    for day in ahead:
        # A round's own day has minutes only where there is no other.
        have = sum(max(0, m - used.get(each, 0)) for each, m in whole.items() if each <= day)
        need = sum(
            task.minutes
            for task in tasks
            if day == ahead[-1] or (task.deadline and task.deadline < day)
        )
        found[day] = have - need
    return found
