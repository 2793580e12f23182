"""The shapes that a value of the front matter may have; each checks one and says the mend.

A shape is called with (value, key, report) and returns the clean value, or BAD after it
reported what is wrong. report(key, message) finds the line by the key.
"""

import math
import re
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import date

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
Report = Callable[[str, str], None]
Shape = Callable[[object, str, Report], object]


class Bad:
    """What stands for a value that could not be read."""

    def __repr__(self):
        return "BAD"


BAD = Bad()


def text(value, key: str, report: Report):
    """One or more words."""
    if isinstance(value, str) and value.strip():
        return value.strip()
    if value is None or isinstance(value, str):
        report(key, f'"{last(key)}" is empty: write it')
    elif isinstance(value, list | dict):
        report(key, f'"{last(key)}" must be text: put it in double quotes')
    else:
        report(key, f'"{last(key)}" must be text, not {value!r}: put it in double quotes')
    return BAD


def slug(value, key: str, report: Report):
    """Small letters, digits and single hyphens."""
    # A number is a fine id: `id: 7`.
    if isinstance(value, str | int) and SLUG.fullmatch(str(value)):
        return str(value)
    report(key, f'"{last(key)}" must be small letters, digits and hyphens, like "recall-at-k"')
    return BAD


def truth(value, key: str, report: Report):
    """True or false."""
    if isinstance(value, bool):
        return value
    report(key, f'"{last(key)}" must be true or false')
    return BAD


def day(value, key: str, report: Report):
    """A date, kept as text so that it goes into JSON."""
    try:
        if isinstance(value, str) and len(value) == 10:
            return date.fromisoformat(value).isoformat()
    except ValueError:
        pass
    report(key, f'"{last(key)}" must be a date like 2026-11-24')
    return BAD


def address(value, key: str, report: Report):
    """An address on the web."""
    if isinstance(value, str) and re.fullmatch(r"https?://[^\s/]+\.[^\s]+", value):
        return value
    report(key, f'"{last(key)}" must be an address that begins with https://, in quotes')
    return BAD


def whole(low: int, high: int) -> Shape:
    """A whole number from low to high."""

    def shape(value, key, report):
        if isinstance(value, int) and not isinstance(value, bool) and low <= value <= high:
            return value
        report(key, f'"{last(key)}" must be a whole number from {low} to {high}')
        return BAD

    return shape


def one_of(choices: Collection[str]) -> Shape:
    """One of some words."""

    def shape(value, key, report):
        if isinstance(value, str) and value in choices:
            return value
        report(key, f'"{last(key)}" must be one of: {", ".join(choices)}')
        return BAD

    return shape


def list_of(item: Shape, low: int = 0, high: float = math.inf, unique: str = "") -> Shape:
    """From low to high of the same shape; `unique` names the part of an item none shares."""

    def shape(value, key, report):
        if not isinstance(value, list):
            report(key, f'"{last(key)}" must be a list: [a, b], or a line "- …" for each')
            return BAD
        if not low <= len(value) <= high:
            report(key, f'"{last(key)}" has {len(value)}, it needs {span(low, high)}')
        items = [item(each, f"{key}.{place}", report) for place, each in enumerate(value)]
        if BAD in items or not low <= len(value) <= high:
            return BAD
        names = [getattr(each, unique) if unique else each for each in items]
        for place, name in enumerate(names):
            if name in names[:place]:
                report(f"{key}.{place}", f'"{name}" stands twice in "{last(key)}": keep one')
                return BAD
        return tuple(items)

    return shape


def map_of(keys: Collection[str], item: Shape, low: int = 0, every: bool = False) -> Shape:
    """Some (or `every`) of the keys, each with a value of the same shape."""

    def shape(value, key, report):
        if not isinstance(value, dict):
            report(key, f'"{last(key)}" must be {{key: value, …}} of: {", ".join(keys)}')
            return BAD
        good = True
        for name in value:
            if name not in keys:
                report(f"{key}.{name}", unknown(name, last(key), keys))
                good = False
        missing = [name for name in keys if every and name not in value]
        if missing:
            report(key, f'"{last(key)}" lacks {", ".join(missing)}: add each')
        elif len(value) < low:
            report(key, f'"{last(key)}" needs at least {low} of: {", ".join(keys)}')
        kept = {n: item(v, f"{key}.{n}", report) for n, v in value.items() if n in keys}
        return kept if good and not missing and len(value) >= low and sound(kept) else BAD

    return shape


@dataclass(frozen=True)
class Record:
    """A mapping of known keys that becomes `make(**values)`; what may be absent is `optional`."""

    make: Callable
    parts: dict[str, Shape]
    optional: Collection[str] = field(default=())

    def __call__(self, value, key: str, report: Report):
        """Return the made value."""
        if not isinstance(value, dict):
            report(key, f'"{last(key)}" must be {{{", ".join(self.parts)}}}')
            return BAD
        found = self.values(value, key, report)
        return BAD if found is None else self.make(**found)

    def values(self, value: dict, key: str, report: Report) -> dict | None:
        """Return the clean values, or None after reporting all that is wrong."""
        found = self.partial(value, key, report)
        complete = all(n in found for n in self.parts if n not in self.optional)
        return found if complete and sound(found) and not value.keys() - self.parts.keys() else None

    def partial(self, value: dict, key: str, report: Report) -> dict:
        """Return the values that are there, BAD where unsound; report the rest."""
        under = f"{key}." if key else ""
        name = last(key) if key else "the front matter"
        for each in value.keys() - self.parts.keys():
            report(under + each, unknown(each, name, self.parts))
        for each in self.parts:
            if each not in value and each not in self.optional:
                report(key, f'{quoted(name)} lacks "{each}": add it')
        return {
            each: shape(value[each], under + each, report)
            for each, shape in self.parts.items()
            if each in value
        }


def sound(values: dict) -> bool:
    """Whether nothing in it is BAD."""
    return not any(value is BAD for value in values.values())


def last(key: str) -> str:
    """The part of a dotted key that a person looks for: "phrasings" of "key_points.2.phrasings"."""
    names = [step for step in key.split(".") if not step.isdigit()]
    return names[-1] if names else key


def quoted(name: str) -> str:
    """A key in quotes; words of ours as they are."""
    return name if " " in name else f'"{name}"'


def unknown(name: str, where: str, known: Collection[str]) -> str:
    """The message about a key that nothing reads."""
    return f'{quoted(where)} knows no "{name}": remove it, or use one of: {", ".join(known)}'


def span(low: int, high: float) -> str:
    """A range in words."""
    if high == math.inf:
        return f"at least {low}"
    return f"{low} to {high}" if low != high else f"{low}"
