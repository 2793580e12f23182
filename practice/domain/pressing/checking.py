"""What every deep dive should hold: found, with its words, or missing, with what would mend it."""

import re
from dataclasses import dataclass
from functools import cache

from .reading import WRITTEN, Reading, Sheet
from .ruling import FOLDER, load, pattern


@dataclass(frozen=True)
class Check:
    """One thing that a worksheet should hold; `quote` is "" where it does not."""

    name: str
    label: str
    part: str
    quote: str
    mend: str
    mistake: str


def inspect(sheet: Sheet) -> list[Check]:
    """Return what is there and what isn't; a place not written in yet draws no complaint."""
    reading = Reading(sheet)
    return [check for each in checks() if (check := _look(each, reading))]


@cache
def checks() -> tuple[dict, ...]:
    """Return what is looked for, as `checks.yaml` says it."""
    return tuple(load(FOLDER / "checks.yaml"))


def _look(wanted: dict, reading: Reading) -> Check | None:
    """Return a check as it came out, or None where it has no place yet."""
    if wanted.get("paper", False) != (reading.project == "paper"):
        return None
    parts = tuple(wanted["parts"])
    found = _best(pattern(wanted["says"]), parts, reading)
    room = reading.well_filled or any(reading.words.get(part, 0) >= WRITTEN for part in parts)
    if not found and not room:
        return None
    return Check(
        name=wanted["name"],
        label=wanted["label"],
        part=reading.part_at(found.start()) if found else parts[0],
        quote=reading.quote(found.start(), found.end()) if found else "",
        mend=wanted["mend"],
        mistake="" if found else wanted.get("mistake", ""),
    )


def _best(says: re.Pattern, parts: tuple[str, ...], reading: Reading) -> re.Match | None:
    """Return where it is said, where it belongs if it is said there too."""
    return next(reading.find(says, parts), None) or next(reading.find(says), None)
