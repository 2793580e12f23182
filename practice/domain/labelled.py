"""Answers labelled by people, point by point: what the matcher is fitted and scored on.

A file holds either questions with their points, or the answers to one entry of the bank, whose
points are read from the entry. Of tests/domain/coverage_cases the matcher is fitted on
given.json (eight questions, short points), written.json (eighteen more in that form, by the
hand that wrote the matcher, with middling answers in far-off images) and fit/ (entries); it is
only ever scored on score/. Labels come from reading, never from a matcher.
"""

import json
from dataclasses import dataclass, replace
from pathlib import Path

from questions.domain.entry import EntryErrors, parse_entry

from .points import Point, points_of

# The same kind has two names in files of different hands.
KINDS = {"stuffing": "stuffed", "contradict": "contradicting"}
ORDER = ("excellent", "middling", "stuffed", "contradicting")


@dataclass(frozen=True)
class Labelled:
    """One answer to one question; `evidence` has a sentence of it a covered point, or None."""

    question: str
    points: tuple[Point, ...]
    kind: str
    text: str
    covered: tuple[bool, ...]
    evidence: tuple[str | None, ...]

    def less(self, left_out: frozenset[str] | set[str]) -> "Labelled":
        """Return the case without "phrasings" or "naming" of its points."""
        gone = {"phrasings": (), "naming": ""}
        changes = {name: gone[name] for name in left_out}
        return replace(self, points=tuple(replace(point, **changes) for point in self.points))


def read_cases(path: Path, bank: Path) -> list[Labelled]:
    """Return the answers of a file, or of a folder's files by name. Raises ValueError."""
    files = sorted(path.glob("*.json")) if path.is_dir() else [path]
    if not files:
        raise ValueError(f"{path}: no .json file in it")
    return [case for file in files for case in _read(file, bank)]


def _read(file: Path, bank: Path) -> list[Labelled]:
    """Return the answers of one file. Raises ValueError."""
    try:
        data = json.loads(file.read_text("utf-8"))
        records = data if isinstance(data, list) else [data]
        return [
            _case(record["question"], points, answer)
            for record in records
            for points in [_points(record, bank)]
            for answer in record["answers"]
        ]
    except (OSError, UnicodeError, EntryErrors) as error:
        raise ValueError(f"{file}: {error}") from error
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise ValueError(f"{file}: not labelled answers: {error!r}") from error


def _points(record: dict, bank: Path) -> tuple[Point, ...]:
    """Return the points of a record, or those of the entry that it names. Raises ValueError."""
    if "points" in record:
        return tuple(read_point(each) for each in record["points"])
    entries = sorted(bank.glob(f"*/{record['question']}.md"))
    if not entries:
        raise ValueError(f"no entry {record['question']!r} in the bank")
    entry = parse_entry(entries[0].read_text("utf-8"), str(entries[0]))
    return tuple(points_of(entry.key_points))


def read_point(record) -> Point:
    """Return the point of a text, or of {text, phrasings?, naming?}. Raises ValueError."""
    if isinstance(record, str):
        record = {"text": record}
    if not isinstance(record, dict) or not isinstance(record.get("text"), str):
        raise ValueError("a point is {text, phrasings?, naming?}")
    phrasings, naming = record.get("phrasings") or [], record.get("naming") or ""
    if not isinstance(phrasings, list) or not all(isinstance(each, str) for each in phrasings):
        raise ValueError("phrasings are a list of texts")
    if not isinstance(naming, str):
        raise ValueError("naming is a text")
    return Point(record["text"], str(record.get("id") or ""), tuple(phrasings), naming)


def _case(question: str, points: tuple[Point, ...], answer: dict) -> Labelled:
    """Return one labelled answer. Raises ValueError where its labels don't fit its points."""
    covered, evidence = answer["covered"], answer["evidence"]
    if not len(covered) == len(evidence) == len(points):
        raise ValueError(f"{question}, {answer['kind']}: one label and one evidence a point")
    return Labelled(
        question=question,
        points=points,
        kind=KINDS.get(answer["kind"], answer["kind"]),
        text=answer["text"],
        covered=tuple(bool(each) for each in covered),
        evidence=tuple(each.strip() if each else None for each in evidence),
    )
