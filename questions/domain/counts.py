"""How many entries of each kind there are: a number that only grows, and how they are spread.

`counts.yaml` beside the kinds' folders has a line a kind, {least, goal, topics}. A kind with
fewer entries than `least` has lost some; one with more must raise it, so that the file says
what is there and a loss shows in its difference. `topics` are all the topics of a kind with
the entries that each has at least, and `mistakes` at the end says the same of the six.

Difficulty is held by the rule itself: about a quarter easy, a half medium, a quarter hard.
"""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import yaml

from .entry import Entry
from .problems import Problem
from .vocabulary import BANDS, KINDS, MISTAKES, band

FILE = "counts.yaml"
SHARES = {"easy": 0.25, "medium": 0.5, "hard": 0.25}
# How far a kind's share may be from that, and from how many entries on it is looked at.
ABOUT = 0.13
MANY = 8


@dataclass(frozen=True)
class Kept:
    """The file: its numbers, and the line of each of its first words."""

    file: str
    numbers: dict
    lines: dict[str, int]

    def problem(self, key: str, message: str) -> Problem:
        """A problem at the line that begins with a word."""
        return Problem(self.file, self.lines.get(key, 1), key, message)


def check_counts(entries: list[Entry], folder: Path) -> list[Problem]:
    """Hold the entries against the file; a bank without one counts nothing."""
    file = Path(folder) / FILE
    if not file.exists():
        return []
    text = file.read_text("utf-8")
    lines = {line.split(":")[0]: place for place, line in enumerate(text.splitlines(), start=1)}
    kept = Kept(str(file), yaml.safe_load(text), lines)
    problems = []
    for kind in KINDS:
        mine = [entry for entry in entries if entry.kind == kind]
        said = kept.numbers.get(kind, {})
        problems += check_kind(kind, len(mine), said.get("least", 0), kept)
        problems += check_topics(kind, mine, said.get("topics", {}), kept)
        problems += check_difficulty(kind, mine, kept)
    return problems + check_mistakes(entries, kept)


def check_kind(kind: str, found: int, least: int, kept: Kept) -> list[Problem]:
    """A kind has as many entries as the file says."""
    if found == least:
        return []
    mend = "an entry was lost: bring it back" if found < least else "raise it"
    message = f"{kind} has {found} entries and `least` says {least}: {mend}"
    return [kept.problem(kind, message)]


def check_topics(kind: str, mine: list[Entry], least: dict[str, int], kept: Kept) -> list[Problem]:
    """A kind with topics has no others, and enough of each."""
    if not least:
        return []
    found = Counter(entry.topic for entry in mine)
    known = ", ".join(least)
    odd = [entry for entry in mine if entry.topic not in least]
    problems = [
        kept.problem(kind, f'{each.slug}: "topic: {each.topic}" is none of {kind}: use {known}')
        for each in odd
    ]
    short = [topic for topic, number in least.items() if found[topic] < number]
    return problems + [
        kept.problem(kind, f"{kind} has {found[each]} on {each}, it needs {least[each]}: add some")
        for each in short
    ]


def check_difficulty(kind: str, mine: list[Entry], kept: Kept) -> list[Problem]:
    """About a quarter easy, a half medium, a quarter hard, in a kind of some size."""
    if len(mine) < MANY:
        return []
    found = Counter(band(entry.difficulty) for entry in mine)
    return [
        kept.problem(
            kind,
            f"{found[each]} of {len(mine)} entries of {kind} are {each}, it should be about"
            f" {SHARES[each]:.0%}: look at their difficulty again",
        )
        for each in BANDS
        if abs(found[each] / len(mine) - SHARES[each]) > ABOUT
    ]


def check_mistakes(entries: list[Entry], kept: Kept) -> list[Problem]:
    """Each of the six is linked from enough entries."""
    found = Counter(mistake for entry in entries for mistake in entry.mistakes)
    least = kept.numbers.get("mistakes", {})
    return [
        kept.problem(
            "mistakes",
            f"{each} is linked from {found[each]} entries, it needs {least[each]}: look for"
            " questions that tempt into it",
        )
        for each in MISTAKES
        if found[each] < least.get(each, 0)
    ]
