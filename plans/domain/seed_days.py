"""The fourteen days as data: read strictly, so that a slip in the file is found at once.

The file is fixtures/plan/days.yaml; what its fields mean stands at its head.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from urllib.parse import urlencode

import yaml

from questions.domain.vocabulary import STAGES

# What may tick a task off, and whether it says how many of them.
COUNTED = {"answered", "timed", "section", "story", "sheet", "asks"}
OF_KINDS = {"answered", "timed"}
BY = COUNTED | {"review", "read", "hand", "rest"}
MUST = 5  # the priority of what nobody else can prepare
LISTS = ("primers", "after", "stages")  # a task's lists of slugs
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class SeedError(ValueError):
    """The file is wrong; the message names the day, the task and the key."""


@dataclass(frozen=True)
class Fulfil:
    """What ticks a task off: `count` deeds `by` one way, for questions of one of `kinds`.

    `minutes` is the clock of a timed task; `href` where a task to read or do by hand is.
    """

    by: str
    kinds: tuple[str, ...] = ()
    count: int = 1
    minutes: int | None = None
    href: str = ""


@dataclass(frozen=True)
class SeedTask:
    """A task of a seed day; `leanings` multiply its priority (1-5) for that leaning.

    `primers` are read before it, by whoever needs to: they are no tasks of their own. `after`
    are keys of tasks that come before it, `stages` those whose rounds ask for it (none: all),
    `for_leaning` what it says instead to whom; what is `late` is of use on the last days only.
    The last four fields are tailoring's: what speaks for it in one candidate's case, the
    questions that alone fulfil it, from which day on, and by how much it counts more or less.
    """

    key: str
    day: int
    theme: str
    title: str
    why: str
    minutes: int
    priority: int
    fulfil: Fulfil
    href: str = ""
    primers: tuple[str, ...] = ()
    leanings: Mapping[str, float] = field(default_factory=dict, hash=False)
    after: tuple[str, ...] = ()
    stages: tuple[str, ...] = ()
    for_leaning: Mapping[str, Mapping] = field(default_factory=dict, hash=False)
    late: bool = False
    because: str = ""
    questions: tuple[str, ...] = ()
    since: date | None = None
    factor: float = 1.0

    @property
    def must(self) -> bool:
        """Whether nothing else can stand for it, and a round ahead may ask for it."""
        return self.priority == MUST and self.factor >= 1

    @property
    def link(self) -> str:
        """Return where it is practised: for a quota of kinds, the questions of those kinds."""
        if self.href or not self.fulfil.kinds:
            return self.href or self.fulfil.href
        return f"/questions/?{urlencode([('kind', kind) for kind in self.fulfil.kinds])}"

    def weight(self, leaning: str | None) -> float:
        """Return how much the task counts for a candidate of this leaning."""
        return self.priority * self.factor * self.leanings.get(leaning, 1)


@dataclass(frozen=True)
class SeedDay:
    """A day of the seed, from 1, with its tasks in their order."""

    day: int
    theme: str
    tasks: tuple[SeedTask, ...]


@dataclass(frozen=True)
class Leaning:
    """A direction of the posts one may apply for."""

    key: str
    label: str
    say: str


@dataclass(frozen=True)
class Seed:
    """The whole file."""

    leanings: tuple[Leaning, ...]
    days: tuple[SeedDay, ...]

    @property
    def tasks(self) -> tuple[SeedTask, ...]:
        """All tasks, in the seed's order."""
        return tuple(task for day in self.days for task in day.tasks)


def parse_seed(text: str) -> Seed:
    """Read the text of days.yaml; raises SeedError, which says where and what to mend."""
    try:
        raw = yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise SeedError(f"not YAML: {error}") from error
    top = _keys(raw, "the file", {"leanings": dict, "days": list})
    leanings = tuple(_leaning(key, each) for key, each in top["leanings"].items())
    known = {leaning.key for leaning in leanings}
    days = tuple(_day(number, each, known) for number, each in enumerate(top["days"], 1))
    seen: set[str] = set()
    for task in (task for day in days for task in day.tasks):
        if task.key in seen:
            raise SeedError(f"day {task.day}, {task.key}, key: already used by another task")
        if late := set(task.after) - seen:
            raise SeedError(f"day {task.day}, {task.key}, after: {min(late)} is no task before it")
        seen.add(task.key)
    return Seed(leanings, days)


def _leaning(key: str, raw: Any) -> Leaning:
    known = _keys(raw, f"leanings, {key}", {"label": str, "say": str})
    return Leaning(key, known["label"], known["say"])


def _day(number: int, raw: Any, leanings: set[str]) -> SeedDay:
    where = f"day {number}"
    known = _keys(raw, where, {"day": int, "theme": str, "tasks": list})
    if known["day"] != number:
        raise SeedError(f"{where}, day: days count from 1 without a gap, not {known['day']}")
    tasks = (_task(number, known["theme"], each, leanings) for each in known["tasks"])
    return SeedDay(number, known["theme"], tuple(tasks))


def _task(day: int, theme: str, raw: Any, leanings: set[str]) -> SeedTask:
    where = f"day {day}, {raw.get('key', 'a task without key') if type(raw) is dict else raw}"
    known = _keys(
        raw,
        where,
        {"key": str, "title": str, "why": str, "minutes": int, "priority": int, "fulfil": dict},
        {"href": str, "leanings": dict, "for_leaning": dict, "late": bool}
        | dict.fromkeys(LISTS, list),
    )
    if not SLUG.fullmatch(known["key"]):
        raise SeedError(f"{where}, key: use a-z, 0-9 and hyphens")
    if not 1 <= known["priority"] <= 5:
        raise SeedError(f"{where}, priority: must be 1 to 5, not {known['priority']}")
    for leaning, factor in known.get("leanings", {}).items():
        if leaning not in leanings:
            raise SeedError(f"{where}, leanings, {leaning}: not one of {sorted(leanings)}")
        if type(factor) not in (int, float) or factor <= 0:
            raise SeedError(f"{where}, leanings, {leaning}: must be a number above 0")
    fulfil = _fulfil(known["fulfil"], f"{where}, fulfil")
    if known["minutes"] < 0 or (fulfil.by == "rest") != (known["minutes"] == 0):
        raise SeedError(f"{where}, minutes: 0 for a rest, above 0 for all else")
    if known["minutes"] < fulfil.count and fulfil.by in COUNTED:
        raise SeedError(f"{where}, minutes: less than a minute for each of {fulfil.count}")
    _path(known.get("href"), f"{where}, href")
    if fulfil.kinds and "href" in known and (fulfil.count > 1 or "?" in known["href"]):
        raise SeedError(f"{where}, href: leave it out, it is made of the kinds; or name a question")
    lists = {name: _slugs(known.get(name, []), f"{where}, {name}") for name in LISTS}
    if unknown := [stage for stage in lists["stages"] if stage not in STAGES]:
        raise SeedError(f"{where}, stages, {unknown[0]}: not one of {', '.join(STAGES)}")
    for leaning, raw_version in known.get("for_leaning", {}).items():
        _version(raw_version, f"{where}, for_leaning, {leaning}", leaning in leanings, fulfil)
    return SeedTask(day=day, theme=theme, **{**known, **lists, "fulfil": fulfil})


def _version(raw: Any, where: str, is_known: bool, fulfil: Fulfil) -> None:
    if not is_known:
        raise SeedError(f"{where}: not one of the leanings")
    known = _keys(raw, where, {"title": str, "why": str}, {"kinds": list, "primers": list})
    if "kinds" in known and fulfil.by not in OF_KINDS:
        raise SeedError(f"{where}, kinds: what it asks has none")
    _kinds(known, where)
    _slugs(known.get("primers", []), f"{where}, primers")


def _slugs(raw: list, where: str) -> tuple[str, ...]:
    if not all(type(slug) is str and SLUG.fullmatch(slug) for slug in raw):
        raise SeedError(f"{where}: a list of slugs")
    return tuple(raw)


def _fulfil(raw: dict, where: str) -> Fulfil:
    by = raw.get("by")
    if type(by) is not str or by not in BY:
        raise SeedError(f"{where}, by: must be one of {', '.join(sorted(BY))}, not {by!r}")
    required: dict[str, type] = {"by": str}
    required |= {"count": int} if by in COUNTED else {}
    required |= {"kinds": list} if by in OF_KINDS else {}
    required |= {"minutes": int} if by == "timed" else {}
    known = _keys(raw, where, required, {} if by in COUNTED else {"href": str})
    for key in ("count", "minutes"):
        if known.get(key, 1) < 1:
            raise SeedError(f"{where}, {key}: must be at least 1")
    _path(known.get("href"), f"{where}, href")
    return Fulfil(**{**known, "kinds": _kinds(known, where)})


def _kinds(known: dict, where: str) -> tuple[str, ...]:
    kinds = known.get("kinds", [])
    if any(type(kind) is not str for kind in kinds) or ("kinds" in known and not kinds):
        raise SeedError(f"{where}, kinds: a list of kinds of question, at least one")
    return tuple(kinds)


def _keys(
    raw: Any, where: str, required: dict[str, type], optional: dict[str, type] | None = None
) -> dict[str, Any]:
    """Return the mapping `raw` if it has exactly these keys, of these types."""
    if type(raw) is not dict:
        raise SeedError(f"{where}: must be a mapping")
    types = required | (optional or {})
    for key in required:
        if key not in raw:
            raise SeedError(f"{where}, {key}: missing")
    for key, value in raw.items():
        if key not in types:
            raise SeedError(f"{where}, {key}: unknown; known are {', '.join(types)}")
        if type(value) is not types[key] or value == "":
            raise SeedError(f"{where}, {key}: must be {types[key].__name__}, not {value!r}")
    return raw


def _path(href: str | None, where: str) -> None:
    if href is not None and not href.startswith("/"):
        raise SeedError(f"{where}: must begin with /, not {href!r}")
