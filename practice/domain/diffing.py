"""What changed from one code to the next, line by line."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

CONTEXT = 2


@dataclass(frozen=True)
class Line:
    """A line of a comparison; `sign` is "+", "-", " ", or "…" where lines are left out."""

    sign: str
    text: str


def compare_codes(old: str, new: str, context: int = CONTEXT) -> list[Line]:
    """Return the lines that went and came, with `context` unchanged lines around them.

    Empty where nothing changed but the spaces at the ends of lines.
    """
    before, after = lines_of(old), lines_of(new)
    groups = list(SequenceMatcher(None, before, after, autojunk=False).get_grouped_opcodes(context))
    found: list[Line] = []
    for place, group in enumerate(groups):
        if place or group[0][1]:
            found.append(Line("…", ""))
        for what, from_old, to_old, from_new, to_new in group:
            if what == "equal":
                found += signed(" ", before[from_old:to_old])
            else:
                found += signed("-", before[from_old:to_old])
                found += signed("+", after[from_new:to_new])
    if groups and groups[-1][-1][2] < len(before):
        found.append(Line("…", ""))
    return found


def lines_of(code: str) -> list[str]:
    """The lines of a code without the spaces that nobody sees."""
    return [line.rstrip() for line in code.rstrip().split("\n")]


def signed(sign: str, lines: Sequence[str]) -> list[Line]:
    """Lines with their sign."""
    return [Line(sign, line) for line in lines]
