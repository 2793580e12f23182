"""A claim that an answer may make, from whatever gave it: an entry of the bank, or JSON."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True)
class Point:
    """A claim to look for; `naming` names it without making it."""

    text: str
    id: str = ""
    phrasings: tuple[str, ...] = ()
    naming: str = ""


class KeyPoint(Protocol):
    """A key point of an entry."""

    id: str
    text: str
    phrasings: tuple[str, ...]
    naming: str


def points_of(key_points: Iterable[KeyPoint]) -> list[Point]:
    """Return the points of an entry."""
    return [Point(each.text, each.id, tuple(each.phrasings), each.naming) for each in key_points]
