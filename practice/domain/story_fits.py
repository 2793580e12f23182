"""How well a story answers a behavioural question: a suggestion, from three signs.

Whether the candidate says that it serves such a theme, whether it uses the words in which such
stories are told, and how much of the question's key points it makes by the coverage rule. The
points of behavioural entries are about how a story is told, so that alone they would suit many.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import yaml

from .coverage import check
from .points import KeyPoint, points_of

WELL, PARTLY, NO = "well", "partly", "no"
FEW_WORDS, MANY_WORDS = 2, 4  # different ones: the story is about it
MANY = 0.25  # of the weight of a question's points
SOME = 0.1
SHORTEST = 40  # words: less is no story yet


@dataclass(frozen=True)
class Sign:
    """What a theme of the bank is told by: themes of stories, and words."""

    themes: frozenset[str]
    words: re.Pattern


@dataclass(frozen=True)
class Asked:
    """A behavioural question: its slug, its theme in the bank, and its key points."""

    slug: str
    theme: str
    points: Sequence[KeyPoint]


@cache
def signs() -> dict[str, Sign]:
    """The signs of each theme of the bank."""
    read = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text("utf-8"))
    return {
        theme: Sign(frozenset(each["themes"]), pattern(each["words"]))
        for theme, each in read.items()
    }


def pattern(words: Iterable[str]) -> re.Pattern:
    """A pattern for these words; `*` stands for any ending."""
    said = (re.escape(word).replace(r"\*", r"\w*").replace("'", "['’]") for word in words)
    return re.compile(rf"(?<!\w)(?:{'|'.join(said)})(?!\w)", re.IGNORECASE)


def words_of(theme: str, text: str) -> list[str]:
    """The different words of a text that tell a theme of the bank, in order, as they stand."""
    found = signs()[theme].words.finditer(text) if theme in signs() else ()
    return list({each.group().lower(): each.group() for each in found}.values())


def fit(*, theme: str, serves: Iterable[str], text: str, share: float) -> str:
    """Say how well a story answers: "well", "partly" or "no".

    `theme` is the question's in the bank, `serves` the story's own, `share` (0–1) what the story
    covers of the weight of the question's points.
    """
    if len(text.split()) < SHORTEST:
        return NO
    named = theme in signs() and bool(signs()[theme].themes & set(serves))
    told = len(words_of(theme, text))
    strength = 2 * named + (told >= 1) + (told >= FEW_WORDS) + (told >= MANY_WORDS)
    strength += (share >= SOME) + (share >= MANY)
    if strength >= 4 or (named and told):
        return WELL
    return PARTLY if strength >= 2 and (named or told) else NO


def fits(
    asked: Iterable[Asked],
    *,
    serves: Iterable[str],
    text: str,
    vectors: Mapping[str, np.ndarray] | None = None,
) -> dict[str, str]:
    """Say of each question, by its slug, how well a story with these themes answers it.

    The points of all are looked for at once, so the story is encoded once. `vectors` as in
    `coverage.check`.
    """
    asked, serves = list(asked), set(serves)
    points = [point for each in asked for point in points_of(each.points)]
    scores = iter(found.score for found in check(points, text, vectors=vectors))
    return {
        each.slug: fit(theme=each.theme, serves=serves, text=text, share=share(each, scores))
        for each in asked
    }


def share(asked: Asked, scores: Iterable[float]) -> float:
    """How much of the weight of a question's points is made, 0–1; takes their scores."""
    weight = sum(point.weight for point in asked.points) or 1
    return sum(point.weight * next(scores) for point in asked.points) / weight
