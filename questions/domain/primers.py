"""A primer: a page of 400-800 words on what the first days review and no question teaches.

One Markdown file, fixtures/primers/<slug>.md, read as strictly as an entry of the bank: the
formulas, one worked example with numbers, the usual confusion, and three quick probes.
"""

import re
from dataclasses import dataclass
from pathlib import Path

from .entry import cut, line_of
from .problems import EntryErrors, Problem
from .records import Review, Source
from .schema import SOURCE
from .sections import split, spoken_words
from .shapes import Record, day, list_of, slug, sound, text, whole
from .yaml_lines import read_yaml

EXAMPLE, CONFUSION = "Worked example", "The usual confusion"
FEWEST_WORDS, MOST_WORDS = 400, 800
FORMULA = re.compile(r"\$[^$\n]+\$|\$\$.+?\$\$", re.S)


@dataclass(frozen=True)
class Probe:
    """A question whose answer takes a sentence; it becomes a card."""

    id: str
    ask: str
    answer: str


@dataclass(frozen=True)
class Primer:
    """One page; `body` and `numbers` are Markdown, `practise` are slugs of the bank."""

    slug: str
    title: str
    topic: str
    order: int
    summary: str
    practise: tuple[str, ...]
    numbers: tuple[str, ...]
    probes: tuple[Probe, ...]
    sources: tuple[Source, ...]
    reviewed: Review
    body: str


FRONT = Record(
    dict,
    {
        "title": text,
        "topic": text,
        "order": whole(1, 99),
        "summary": text,
        "practise": list_of(slug, 1),
        "numbers": list_of(text, 2, 8),
        "probes": list_of(
            Record(Probe, {"id": slug, "ask": text, "answer": text}), 3, 3, unique="id"
        ),
        "sources": list_of(SOURCE, 1, unique="url"),
        "reviewed": Record(Review, {"by": text, "on": day, "note": text}),
    },
)


def primer_files(folder: Path) -> list[Path]:
    """The primers' files in a fixed order."""
    return sorted(Path(folder).glob("*.md"))


def read_primer(path: Path) -> Primer:
    """Read one primer. Raises EntryErrors with all that is wrong."""
    problems: list[Problem] = []

    def report(line: int, key: str, message: str) -> None:
        problems.append(Problem(str(path), line, key, message))

    said = path.read_text("utf-8").replace("\r\n", "\n")
    front, body, body_line = cut(said, report)
    data, lines = read_yaml(front, 2, report)
    values = {}
    if isinstance(data, dict):
        values = FRONT.partial(
            data, "", lambda key, message: report(line_of(key, lines), key, message)
        )
    check_body(body, body_line, report)
    if problems or not sound(values):
        raise EntryErrors(sorted(problems, key=lambda each: each.line))
    return Primer(slug=path.stem, body=body.strip(), **values)


def check_body(body: str, line: int, report) -> None:
    """A page of the right length, with a formula, an example and a confusion."""
    count = spoken_words(FORMULA.sub(" x ", body))
    if not FEWEST_WORDS <= count <= MOST_WORDS:
        report(line, "", f"the page has {count} words, it needs {FEWEST_WORDS} to {MOST_WORDS}")
    names = {section.name for section in split(body, line)}
    for name in (EXAMPLE, CONFUSION):
        if name not in names:
            report(line, f"## {name}", f'the section "## {name}" is missing: add it')


def read_primers(folder: Path, slugs: set[str]) -> tuple[list[Primer], list[Problem]]:
    """Read all primers by their order; `slugs` are the bank's, to which they may link."""
    primers, problems = [], []
    for path in primer_files(folder):
        try:
            primers.append(read_primer(path))
        except EntryErrors as errors:
            problems += errors.problems
    for each in primers:
        file = str(Path(folder) / f"{each.slug}.md")
        problems += [
            Problem(file, 1, "practise", f'"practise" names {name}, which is no entry: mend it')
            for name in each.practise
            if name not in slugs
        ]
    return sorted(primers, key=lambda each: (each.order, each.slug)), problems
