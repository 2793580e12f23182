"""Which sentence of an answer speaks of which point, by words and by vectors.

An answer spends about a sentence a point, so points compete for sentences and sentences for
points: a sentence's margin over its next best point says more than its nearness does.
"""

import math
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from threading import local

import numpy as np
import snowballstemmer

from .stance import GRAMMAR, words

PHRASING_WEIGHT = 0.8  # of a stem that only a phrasing has, beside 1 for the point's own
_own = local()


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """Return a word's English stem (Snowball)."""
    # A stemmer holds the word at work, so two threads can't share one.
    if not hasattr(_own, "stemmer"):
        _own.stemmer = snowballstemmer.stemmer("english")
    return _own.stemmer.stemWord(word)


def stems(text: str) -> list[str]:
    """Return the stems of a text's words but for those of grammar."""
    return [stem(word) for word in words(text) if word not in GRAMMAR]


def bags(texts: Sequence[str], phrasings: Sequence[Sequence[str]]) -> list[dict[str, float]]:
    """Return each point's stems with their weights, a stem of fewer points weighing more."""
    raw = []
    for text, others in zip(texts, phrasings, strict=True):
        bag = dict.fromkeys((each for other in others for each in stems(other)), PHRASING_WEIGHT)
        raw.append(bag | dict.fromkeys(stems(text), 1.0))
    points_with = Counter(each for bag in raw for each in bag)
    top = math.log(len(raw) + 1)
    rarity = {
        each: 1 + math.log((len(raw) + 1) / (count + 0.5)) / top
        for each, count in points_with.items()
    }
    return [{each: weight * rarity[each] for each, weight in bag.items()} for bag in raw]


def overlap(said: Sequence[set[str]], bags: Sequence[dict[str, float]], texts: Sequence[str]):
    """Return the share of each point's weight that a sentence has: (sentences, points), >= 0.

    The share is of the point's own words, so phrasings can raise it above 1.
    """
    shares = np.zeros((len(said), len(bags)))
    for column, (bag, text) in enumerate(zip(bags, texts, strict=True)):
        own = sum(bag[each] for each in set(stems(text))) or 1.0
        for row, sentence in enumerate(said):
            shares[row, column] = sum(bag[each] for each in sentence if each in bag) / own
    return shares


def bag_cosine(said: Sequence[set[str]], bags: Sequence[dict[str, float]]) -> np.ndarray:
    """Return the cosine of sentences and points over their stems: (sentences, points), 0 to 1."""
    rarity: dict[str, float] = {}
    for bag in bags:
        for each, weight in bag.items():
            rarity[each] = max(rarity.get(each, 0.0), weight)
    result = np.zeros((len(said), len(bags)))
    for row, sentence in enumerate(said):
        length = math.sqrt(sum(rarity.get(each, 1.5) ** 2 for each in sentence)) or 1.0
        for column, bag in enumerate(bags):
            size = math.sqrt(sum(weight**2 for weight in bag.values())) or 1.0
            shared = sum(rarity[each] * bag[each] for each in sentence if each in bag)
            result[row, column] = shared / length / size
    return result


def best_other(near: np.ndarray) -> np.ndarray:
    """Return, for each sentence and point, the sentence's nearness to its best other point."""
    if near.shape[1] < 2:
        return np.zeros_like(near)
    order = np.argsort(-near, axis=1, kind="stable")
    top = np.take_along_axis(near, order[:, :2], axis=1)
    result = np.repeat(top[:, :1], near.shape[1], axis=1)
    result[np.arange(len(near)), order[:, 0]] = top[:, 1]
    return result


def assign(logits: np.ndarray, none: float = -2.0, rounds: int = 10) -> np.ndarray:
    """Return the logarithm of how much of each sentence goes to each point: the same shape.

    Rows and columns are brought to 1 in turn (Sinkhorn), with `none` as the logit of a
    sentence that is about no point.
    """
    kernel = np.exp(np.clip(logits, -40, 40))
    column = np.ones(logits.shape[1])
    row = np.ones(logits.shape[0])
    for _ in range(rounds):
        row = 1 / (kernel @ column + math.exp(none))
        column = 1 / (kernel.T @ row + 1e-9)
    return np.log(np.maximum(kernel * row[:, None], 1e-9))
