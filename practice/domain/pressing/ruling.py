"""The rules as data: what they look for, what they ask, and what a strong reply claims.

Patterns are written for speed of reading: `~` stands for the rest of a word, `…` for a gap
within a sentence, `<NAME>` for a list of `words.yaml`. None has a repeat without an end or one
inside another, so that no text makes them slow; a test holds that.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from .reading import AREAS

FOLDER = Path(__file__).parent
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the first is written in C
NEVER = re.compile(r"(?!)")


@dataclass(frozen=True)
class Want:
    """A thing that what was said must come with: how it is asked for, and how it is met."""

    ask: str
    unless: re.Pattern
    good: str


@dataclass(frozen=True)
class Rule:
    """One way to press; `says` quotes what was said, a rule without it names what is absent."""

    id: str
    family: str
    kinds: tuple[str, ...]  # () is every kind but a paper
    parts: tuple[str, ...]  # where the words are looked for, or where the absent thing belongs
    says: re.Pattern | None
    but: re.Pattern  # in the same sentence, it means something else
    given: re.Pattern | None
    unless: re.Pattern
    unless_in: Mapping[str, re.Pattern]  # what answers it only if it stands in that part
    near: bool  # whether what would answer it must stand next to the words, or anywhere
    wants: tuple[Want, ...]
    least: int  # how many of the wants must be missing
    absent: str
    ask: str
    good: tuple[str, ...]
    mistake: str
    weight: int
    tries: Mapping[str, str]  # an example that it presses on, and words that mend it

    def fits(self, project: str) -> bool:
        """Return whether it is asked of this kind of project."""
        return project in self.kinds if self.kinds else project != "paper"


@cache
def rules() -> tuple[Rule, ...]:
    """Return all rules, those of every kind first: their files' names begin with `any`."""
    files = (FOLDER / "rules").glob("*.yaml")
    ordered = sorted(files, key=lambda file: (not file.stem.startswith("any"), file.stem))
    return tuple(_rule(data, file.stem) for file in ordered for data in load(file))


@cache
def words() -> dict[str, str]:
    """Return the lists that patterns name in brackets."""
    return load(FOLDER / "words.yaml")


@cache
def pattern(written: str) -> re.Pattern:
    """Return what a pattern of the files stands for; it is asked of small letters."""
    for _ in range(3):  # lists may name lists
        written = re.sub(r"<([A-Z_]+)>", lambda name: f"(?:{words()[name[1]]})", written)
    written = written.replace("~", r"\w{0,15}").replace("…", r"[^\n]{0,60}?")
    return re.compile(rf"(?<!\w)(?:{written})(?!\w)")


def load(file: Path):
    return yaml.load(file.read_text("utf-8"), Loader=LOADER)


def _rule(data: dict, stem: str) -> Rule:
    wants = tuple(
        Want(want["ask"], pattern(want["unless"]), want["good"]) for want in data.get("wants", ())
    )
    kinds = data.get("kinds", () if stem.startswith("any") else (stem,))
    return Rule(
        id=data["id"],
        family=data["family"],
        kinds=tuple(kinds),
        parts=tuple(part for name in data.get("parts", ()) for part in AREAS.get(name, (name,))),
        says=pattern(data["says"]) if "says" in data else None,
        but=pattern(data["but"]) if "but" in data else NEVER,
        given=pattern(data["given"]) if "given" in data else None,
        unless=pattern(data["unless"]) if "unless" in data else NEVER,
        unless_in={part: pattern(text) for part, text in data.get("unless_in", {}).items()},
        near=data.get("near", False),
        wants=wants,
        least=data.get("least", 2),
        absent=data.get("absent", ""),
        ask=data["ask"],
        good=tuple(data.get("good", ())),
        mistake=data.get("mistake", ""),
        weight=data["weight"],
        tries=data["tries"],
    )
