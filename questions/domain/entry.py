"""An entry of the bank: one Markdown file, read strictly.

Whoever writes an entry learns here everything that is wrong with it at once, each with its
file, line, key and the mend; whoever reads one can rely on every part being there.
"""

import hashlib
from dataclasses import MISSING, dataclass, field, fields
from pathlib import PurePosixPath
from typing import Self

from .fences import check_fences
from .problems import EntryErrors, Problem
from .records import (
    AskBack,
    Compare,
    CurveCard,
    FollowUp,
    Frequency,
    KeyPoint,
    Misconception,
    Phase,
    Review,
    Source,
)
from .rules import check_rules
from .schema import front_matter
from .sections import check_sections, split
from .shapes import SLUG, sound
from .vocabulary import CODE_KINDS, KINDS, RESERVED_SLUGS
from .yaml_lines import read_yaml

__all__ = ["Entry", "EntryErrors", "Parsed", "Problem", "parse", "parse_entry"]

LISTS = {
    "ask_back": AskBack,
    "key_points": KeyPoint,
    "follow_ups": FollowUp,
    "misconceptions": Misconception,
    "sources": Source,
    "phases": Phase,
    "curve_cards": CurveCard,
}
SINGLES = {"frequency": Frequency, "reviewed": Review, "compare": Compare}


@dataclass(frozen=True)
class Entry:
    """One question with all that the bank knows of it; `sections` and `prompt` are Markdown.

    What a kind does not have is empty. `dataclasses.asdict` gives JSON, `from_dict` reads it.
    """

    slug: str
    kind: str = ""
    title: str = ""
    topic: str = ""
    stages: tuple[str, ...] = ()
    dimensions: dict[str, int] = field(default_factory=dict)
    difficulty: int = 3
    minutes: int = 0
    frequency: Frequency | None = None
    mistakes: dict[str, str] = field(default_factory=dict)
    prompt: str = ""
    sections: dict[str, str] = field(default_factory=dict)
    testing: str = ""
    say_first: str = ""
    ask_back: tuple[AskBack, ...] = ()
    key_points: tuple[KeyPoint, ...] = ()
    follow_ups: tuple[FollowUp, ...] = ()
    misconceptions: tuple[Misconception, ...] = ()
    levels: dict[str, str] = field(default_factory=dict)
    numbers: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    reviewed: Review | None = None
    theme: str = ""
    parts: dict[str, str] = field(default_factory=dict)
    probes: tuple[str, ...] = ()
    next_level: str = ""
    phases: tuple[Phase, ...] = ()
    curve_cards: tuple[CurveCard, ...] = ()
    signature: str = ""
    compare: Compare | None = None
    needs: str = ""
    hints: tuple[str, ...] = ()
    say_while_coding: str = ""
    complexity: str = ""
    hash: str = ""

    @classmethod
    def from_dict(cls, data: dict) -> Self:
        """Read what `dataclasses.asdict` wrote, also by a version with fewer or more parts."""
        known = {each.name: each for each in fields(cls)}
        values = {name: data[name] for name in known if name in data}
        for name, value in values.items():
            if name in LISTS:
                values[name] = tuple(record(LISTS[name], each) for each in value)
            elif name in SINGLES:
                values[name] = record(SINGLES[name], value) if value else None
            elif isinstance(value, list):
                values[name] = tuple(value)
        return cls(**values)

    @property
    def is_code(self) -> bool:
        """Whether it is answered in code."""
        return self.kind in CODE_KINDS

    @property
    def deep(self) -> bool:
        """Whether every part of the format is there, with a source and a review."""
        return bool(self.sources and self.reviewed and (self.is_code or self.key_points))


@dataclass(frozen=True)
class Parsed:
    """An entry with what its JSON has no use for: its file and the line of each key."""

    entry: Entry
    file: str
    lines: dict[str, int]

    def problem(self, key: str, message: str) -> Problem:
        """A problem at the line of a key; "## Name" is a section."""
        return Problem(self.file, self.lines.get(key, 1), key, message)


def parse_entry(text: str, path: str) -> Entry:
    """Read an entry; the path's last two names are its kind and slug. Raises EntryErrors."""
    return parse(text, path).entry


def parse(text: str, path: str) -> Parsed:
    """Read an entry and remember its lines. Raises EntryErrors with all that is wrong."""
    problems: list[Problem] = []

    def report(line: int, key: str, message: str) -> None:
        problems.append(Problem(path, line, key, message))

    # A byte-order mark and the line ends of another system are nobody's mistake.
    body = text.removeprefix("\ufeff").replace("\r\n", "\n")
    front, body, body_line = cut(body, report)
    slug, kind = name_of(path, report)
    data, lines = read_yaml(front, 2, report)
    sections = split(body, body_line)
    lines |= {f"## {section.name}": section.line for section in sections[1:]}
    lines["prompt"] = body_line

    def at_key(key: str, message: str) -> None:
        report(line_of(key, lines), key, message)

    values: dict = {}
    if isinstance(data, dict) and (data or not problems):
        kind = kind or str(data.get("kind"))
        record = front_matter(kind)
        values = record.partial(data, "", at_key)
        if values.get("kind") in KINDS and values["kind"] != kind:
            at_key("kind", f'"kind: {values["kind"]}" stands in the folder {kind}/: move one')
        check_rules(values, kind, slug, at_key)
    elif data is not None and not problems:
        report(2, "", 'the front matter must be lines of "key: value"')
    needs = values.get("needs") if kind in CODE_KINDS else ""
    check_sections(sections, kind, needs, report)
    if kind in CODE_KINDS:
        check_fences(sections[1:], needs == "sqlite", report)
    if problems or not sound(values):
        raise EntryErrors(sorted(problems, key=lambda each: each.line))
    entry = Entry(
        slug=slug,
        prompt=sections[0].text,
        sections={section.name: section.text for section in sections[1:]},
        hash=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        **values,
    )
    return Parsed(entry, path, lines)


def cut(text: str, report) -> tuple[str, str, int]:
    """Return front matter, body and the body's first line."""
    lines = text.split("\n")
    if lines[0].rstrip() == "---":
        for place, line in enumerate(lines[1:], start=1):
            if line.rstrip() == "---":
                return "\n".join(lines[1:place]), "\n".join(lines[place + 1 :]), place + 2
    report(1, "", 'the file must begin with front matter between two lines "---"')
    return "", text, 1


def name_of(path: str, report) -> tuple[str, str]:
    """Return slug and kind by the path; the kind is "" where the folder is none."""
    file = PurePosixPath(path.replace("\\", "/"))
    slug, kind = file.stem, file.parent.name
    if not SLUG.fullmatch(slug) or file.suffix != ".md" or len(slug) > 100:
        report(1, "", f'"{file.name}" must be small letters, digits and hyphens, and end in .md')
    if slug in RESERVED_SLUGS:
        report(1, "", f'"{slug}" is a word of the site: rename the file')
    if kind not in KINDS:
        report(1, "", f'"{kind}" is no kind: move the file to one of: {", ".join(KINDS)}')
        kind = ""
    return slug, kind


def line_of(key: str, lines: dict[str, int]) -> int:
    """The line of a dotted key, or of the nearest thing around it."""
    while key and key not in lines:
        key = key.rpartition(".")[0]
    return lines.get(key, 1) if key else 1


def record(make, value: dict):
    """Build a record of what its class knows; what is missing and has no default is empty."""
    known = {}
    for each in fields(make):
        if each.name in value:
            given = value[each.name]
            known[each.name] = tuple(given) if isinstance(given, list) else given
        elif each.default is MISSING:
            known[each.name] = ""
    return make(**known)
