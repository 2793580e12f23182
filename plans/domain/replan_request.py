"""A request to replan, as JSON says it, read strictly: what it says wrongly is not guessed."""

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from plans.domain.board import Work
from plans.domain.layout import Day
from plans.domain.replanning import Replanned, RoundAhead, replan

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
DAYS, DAYS_AT_MOST = 14, 60
MINUTES_A_DAY = 24 * 60
NEEDED = ("today", "minutes", "tasks")
OF_TASK = ("id", "minutes", "weight")


@dataclass(frozen=True)
class Request:
    """What `replan` takes, as its own types."""

    today: date
    rounds: list[RoundAhead]
    minutes: dict[str, int]
    rest: set[date]
    tasks: list[Work]
    done: list[str]
    previous: dict[date, list[str]]

    def replanned(self) -> Replanned:
        """Plan from today to the eve of the last round, 60 days at most; 14 without a round."""
        last = max((each.date for each in self.rounds), default=None)
        reach = (last - self.today).days + 1 if last else DAYS
        days = [self.today + timedelta(days=n) for n in range(min(reach, DAYS_AT_MOST))]
        return replan(
            today=self.today,
            days=[Day(each, self.minutes_of(each), each in self.rest) for each in days],
            rounds=self.rounds,
            tasks=self.tasks,
            done=self.done,
            previous=self.previous,
            ends=days[-1] if days else self.today,
        )

    def minutes_of(self, day: date) -> int:
        """The minutes of a day, by its weekday."""
        return self.minutes[WEEKDAYS[day.weekday()]]


def read_request(text: str) -> Request:
    """Read a JSON text. Raises ValueError, which says what is wrong."""
    try:
        raw = json.loads(text)
    except (json.JSONDecodeError, RecursionError) as error:
        raise ValueError(f"the input is not JSON: {error}") from error
    keys(raw, "the input", NEEDED)
    rounds = [read_round(each) for each in listed(raw.get("rounds") or [], "rounds")]
    tasks = [read_task(each) for each in listed(raw["tasks"], "tasks")]
    done = [text_of(each, "done") for each in listed(raw.get("done") or [], "done")]
    known = [task.id for task in tasks]
    if len(set(known)) < len(known):
        raise ValueError("two tasks have the same id")
    missing = {each for task in tasks for each in task.after} - {*known, *done}
    if missing:
        raise ValueError(f"after: no task is called {min(missing)}")
    return Request(
        today=day_of(raw["today"], "today"),
        rounds=rounds,
        minutes=read_minutes(raw["minutes"]),
        rest={day_of(each, "rest") for each in listed(raw.get("rest") or [], "rest")},
        tasks=tasks,
        done=done,
        previous=read_previous(raw.get("previous") or {}),
    )


def read_round(raw: Any) -> RoundAhead:
    """One round."""
    keys(raw, "a round", ("date",))
    return RoundAhead(day_of(raw["date"], "a round"), text_of(raw.get("kind", ""), "kind"))


def read_task(raw: Any) -> Work:
    """One task."""
    keys(raw, "a task", OF_TASK)
    name = text_of(raw["id"], "id")
    weight, must = raw["weight"], raw.get("must", False)
    if type(weight) not in (int, float) or not math.isfinite(weight) or weight < 0:
        raise ValueError(f"{name}: weight is a number from 0 on")
    if type(must) is not bool:
        raise ValueError(f"{name}: must is true or false")
    bounds = {
        each: day_of(raw[each], f"{name}, {each}")
        for each in ("not_before", "deadline")
        if raw.get(each) is not None
    }
    after = tuple(
        text_of(each, "after") for each in listed(raw.get("after") or [], f"{name}, after")
    )
    minutes = whole(raw["minutes"], f"{name}, minutes")
    return Work(name, minutes, weight, must, after, **bounds)


def read_minutes(raw: Any) -> dict[str, int]:
    """The minutes of each weekday; one that is not named has none."""
    keys(raw, "minutes", ())
    return {day: whole(raw.get(day, 0), day) for day in WEEKDAYS}


def read_previous(raw: Any) -> dict[date, list[str]]:
    """What stood on each day."""
    if not isinstance(raw, dict):
        raise ValueError("previous is {date: [id]}")
    return {
        day_of(day, "previous"): [text_of(id, "previous") for id in listed(ids, "previous")]
        for day, ids in raw.items()
    }


def keys(raw: Any, what: str, needed: Sequence[str]) -> None:
    """Check that it is an object with these keys; more of them do no harm. Raises ValueError."""
    if not isinstance(raw, dict):
        raise ValueError(f"{what} is not an object")
    for name in needed:
        if name not in raw:
            raise ValueError(f"{what} lacks {name}")


def listed(raw: Any, what: str) -> list:
    """A list."""
    if not isinstance(raw, list):
        raise ValueError(f"{what} is not a list")
    return raw


def text_of(raw: Any, what: str) -> str:
    """A text."""
    if not isinstance(raw, str):
        raise ValueError(f"{what}: {raw!r} is not a text")
    return raw


def day_of(raw: Any, what: str) -> date:
    """A day."""
    try:
        return date.fromisoformat(text_of(raw, what))
    except ValueError:
        raise ValueError(f"{what}: {raw!r} is not a day such as 2026-12-03") from None


def whole(raw: Any, what: str) -> int:
    """Minutes of a day, or of a task: whole ones, within a day."""
    if type(raw) is not int or not 0 <= raw <= MINUTES_A_DAY:
        raise ValueError(f"{what}: {raw!r} is not a whole number of minutes of a day")
    return raw
