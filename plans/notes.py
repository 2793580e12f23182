"""What the plan says of its newest change: one line, what became of each task, a way back."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from .agenda import Agenda
from .domain.words import in_words
from .mending import Shift

NAMED_DAYS = 2
WORDS = {
    "new": "new",
    "changed": "put differently",
    "moved": "moved",
    "back": "found room",
    "dropped": "left out",
    "removed": "taken out",
}


@dataclass(frozen=True)
class Note:
    """A change in one line; `change` is its id, "" where it is not kept yet; `shifts` as kept."""

    said: str
    change: str = ""
    shifts: tuple[dict, ...] = ()


def note_of(agenda: Agenda) -> Note | None:
    """What changed today, or since one was here last; None where nothing did."""
    if agenda.mended:
        return Note(said_of_missed(agenda), shifts=tuple(details_of(agenda.mended.shifts)))
    kept = agenda.plan.note
    if kept and kept["day"] == agenda.today.isoformat():
        return Note(kept["said"], kept["change"])
    return None


def said_of_missed(agenda: Agenda) -> str:
    """What went by, and what that moved, in one line."""
    days = sorted(agenda.missed)
    if len(days) > NAMED_DAYS:
        went = f"{in_words(len(days)).capitalize()} days"
    else:
        went = " and ".join(f"{day:%A}" for day in days)
    return said_of(f"{went} went by", details_of(agenda.mended.shifts))


def said_of(because: str, details: Iterable[Mapping]) -> str:
    """What a change did, in one line: "For the round on 3 December: 2 tasks new, 1 moved."."""
    sorts = [each["sort"] for each in details]
    parts = [f"{sorts.count(sort)} {word}" for sort, word in WORDS.items() if sort in sorts]
    if not parts:
        return f"{because}: the plan stays as it is."
    first, *others = parts
    count, _, word = first.partition(" ")
    first = f"{count} task{'s' * (count != '1')} {word}"
    return f"{because}: {', '.join([first, *others])}."


def details_of(shifts: Iterable[Shift], new: Mapping[str, str] | None = None) -> list[dict]:
    """What became of each task; `new` are titles that were not there before, with why."""
    new = new or {}
    rows = []
    for shift in shifts:
        sort, why = shift.sort, shift.why
        if sort == "back" and shift.title in new:
            sort, why = "new", new[shift.title]
        row = {"sort": sort, "title": shift.title, "part": shift.count if shift.part else None}
        rows.append(row | {"why": why, "before": shift.before, "day": shift.day})
    return rows


def as_shown(details: Iterable[Mapping]) -> list[dict]:
    """What was kept of a change, with its days as days again."""
    return [
        {**each, "day": date.fromisoformat(each["day"]) if each.get("day") else None}
        for each in details
    ]
