"""The model behind "which points does this answer make?": features and four small classifiers.

    p = P(said | an honest answer) · P(asserted)

The first factor is fitted on honest answers and knows only nearness; the second is fitted on
all of them and knows only stance: whether the sentence, and the answer round it, denies, lists
or turns the claim round. A sum of both in one classifier did worse, since there a firm voice
makes up for a point that was never mentioned.

With the encoder a sentence is its vector, without the direction that all points share (so that
the classifiers learn stance and not topics), beside the surface of `stance`. Without it the
same model runs on words alone, with weights of its own.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from questions.domain.encoder import encode

from .points import Point
from .sentences import Sentence, split
from .similarity import assign, bag_cosine, bags, best_other, overlap, stems
from .stance import NEGATES, SHRUGS, surface

WEIGHTS = Path(__file__).with_name("coverage_weights.json")
STRETCH = Path(__file__).with_name("coverage_stretch.json")
PHRASINGS = 2.0  # weight of the mean of the phrasings' vectors beside the text's own


@dataclass(frozen=True)
class Measured:
    """An answer held against points: n sentences, m points; the encoder's width is w, or 0."""

    sentences: list[Sentence]
    vectors: np.ndarray  # (n, w) sentences, without the points' common direction
    reversal: list[np.ndarray]  # m times (n, w): sentences without the point's own direction
    near: np.ndarray  # (n, m) cosine to a point and its phrasings
    words: np.ndarray  # (n, m) share of the point's words
    naming: np.ndarray  # (n, m) how much nearer a sentence is to the naming, at least 0
    surface: np.ndarray  # (n, 15)
    claims: np.ndarray  # (m, 15) the surface of the points
    rich: np.ndarray  # (m,) whether a point has phrasings


def measure(
    points: Sequence[Point],
    answer: str,
    vectors: Mapping[str, np.ndarray] | None = None,
    lexical: bool = False,
) -> Measured:
    """Hold an answer of at least a sentence against points. Raises EncoderError if not lexical."""
    sentences = split(answer)
    texts = [point.text for point in points]
    bag = bags(texts, [point.phrasings for point in points])
    said = [set(stems(sentence.text)) for sentence in sentences]
    size = (len(sentences), len(points))
    naming = np.zeros(size)
    if lexical:
        near, words = bag_cosine(said, bag), overlap(said, bag, texts)
        spoken, reversal = np.zeros((size[0], 0)), [np.zeros((size[0], 0))] * size[1]
    else:
        known = _vectors(points, sentences, vectors or {})
        spoken = np.array([known[sentence.text] for sentence in sentences])
        claims = np.array([known[text] for text in texts])
        said_there, words = bend(spoken), overlap(said, bag, texts)
        near = said_there @ bend(np.array([_centre(point, known) for point in points])).T
        for column, point in enumerate(points):
            if point.naming:
                named = said_there @ bend(known[point.naming])
                naming[:, column] = np.maximum(named - near[:, column], 0)
        reversal = [without(spoken, claim) for claim in claims]
        spoken = without(spoken, claims.mean(axis=0))
    return Measured(
        sentences=sentences,
        vectors=spoken,
        reversal=reversal,
        near=near,
        words=words,
        naming=naming,
        surface=np.array([surface(sentence.text) for sentence in sentences]),
        claims=np.array([surface(text) for text in texts]),
        rich=np.array([bool(point.phrasings) for point in points]),
    )


def _vectors(points, sentences, known: Mapping[str, np.ndarray]) -> dict[str, np.ndarray]:
    """Return the vector of every text, those not known from the encoder. Raises EncoderError."""
    texts = [sentence.text for sentence in sentences]
    for point in points:
        texts += [point.text, *point.phrasings, *([point.naming] if point.naming else [])]
    new = [text for text in dict.fromkeys(texts) if text not in known]
    found = dict(zip(new, encode(new), strict=True))
    return {text: np.asarray(known.get(text, found.get(text)), dtype=float) for text in texts}


def _centre(point: Point, known: Mapping[str, np.ndarray]) -> np.ndarray:
    """Return the direction of a point's text and phrasings together: (w,), of length 1."""
    vector = known[point.text]
    if point.phrasings:
        vector = vector + PHRASINGS * np.mean([known[each] for each in point.phrasings], axis=0)
    return vector / (np.linalg.norm(vector) or 1.0)


def bend(vectors: np.ndarray) -> np.ndarray:
    """Return vectors (…, 384) stretched to where phrasings lie by their points, of length 1."""
    bent = vectors * stretch()
    return bent / np.maximum(np.linalg.norm(bent, axis=-1, keepdims=True), 1e-9)


@cache
def stretch() -> np.ndarray:
    """Return the factor of each direction: (384,); scripts/fit_stretch.py writes them."""
    return np.array(json.loads(STRETCH.read_text("utf-8")))


def without(vectors: np.ndarray, direction: np.ndarray) -> np.ndarray:
    """Return the vectors less what they have of a direction: the same shape."""
    unit = direction / (np.linalg.norm(direction) or 1.0)
    return vectors - np.outer(vectors @ unit, unit)


def logit(features: np.ndarray, weights: Sequence[float]) -> np.ndarray:
    """Return features (…, k) times the first k weights, plus the last one: (…)."""
    return features @ np.asarray(weights[:-1]) + weights[-1]


def share(logits: np.ndarray) -> np.ndarray:
    """Return the logistic function."""
    return 1 / (1 + np.exp(-np.clip(logits, -30, 30)))


def pair_features(it: Measured) -> np.ndarray:
    """Return what says that a sentence is the one on a point: (n, m, 7)."""
    near, words = it.near, it.words
    columns = [
        near,
        words,
        near - best_other(near),
        words - best_other(words),
        near - near.mean(axis=1, keepdims=True),
        words - words.mean(axis=1, keepdims=True),
        near - near.max(axis=0, keepdims=True),
    ]
    return np.stack(columns, axis=-1) * 5


def sentence_features(it: Measured) -> np.ndarray:
    """Return what says that a sentence denies, or lists: (n, w + 15)."""
    return np.concatenate([it.vectors, it.surface], axis=1)


def claim_features(it: Measured, best: np.ndarray) -> np.ndarray:
    """Return what says that the best sentence turns its point round: (m, w + 17)."""
    rows = []
    for column, row in enumerate(best):
        sentence, claim = it.surface[row], it.claims[column]
        swapped = [
            claim[NEGATES] * (1 - sentence[NEGATES]),
            sentence[NEGATES] * (1 - claim[NEGATES]),
        ]
        rows.append(np.concatenate([it.reversal[column][row], sentence, swapped]))
    return np.array(rows)


def said_features(it: Measured, pairs: np.ndarray) -> np.ndarray:
    """Return what says that an honest answer makes a point, `pairs` the pairs' logits: (m, 7)."""
    near, words = it.near.max(axis=0), it.words.max(axis=0)
    columns = [
        (it.near - best_other(it.near)).max(axis=0) * 5,
        (near - near.mean()) * 5,
        words * 5,
        (it.words - best_other(it.words)).max(axis=0) * 5,
        (words - words.mean()) * 5,
        np.minimum(near - 0.3, 0) * 10,
        pairs.max(axis=0) / 2,
    ]
    return np.stack(columns, axis=-1)


def stance_features(it: Measured, best, denies, lists, reverses) -> np.ndarray:
    """Return what says that the best sentence asserts its point, from logits: (m, 8).

    `denies` and `lists` are of sentences (n,), `reverses` is of points (m,).
    """
    rows = []
    for column, row in enumerate(best):
        rest = [other for other in range(len(denies)) if other != row] or [row]
        rows.append(
            [
                denies[row] * 0.4,
                lists[row] * 0.4,
                denies[rest].mean() * 0.4,
                lists[rest].mean() * 0.4,
                reverses[column] * 0.4,
                it.surface[row][SHRUGS],
                it.surface[rest][:, SHRUGS].mean() * 2,
                it.naming[row, column] * 5,
            ]
        )
    return np.array(rows)


@cache
def weights(lexical: bool = False) -> dict:
    """Return the fitted weights; scripts/fit_coverage.py writes them."""
    return json.loads(WEIGHTS.read_text("utf-8"))["lexical" if lexical else "dense"]


def judge(it: Measured, fitted: dict) -> tuple[np.ndarray, np.ndarray]:
    """Return each point's best sentence (its row) and the logit that it is made: (m,), (m,).

    At 0 of the logit the measure of precision and recall (F1) was best in cross-validation.
    """
    pairs = logit(pair_features(it), fitted["pair"])
    best = assign(pairs).argmax(axis=0)
    sentences = sentence_features(it)
    said = said_features(it, pairs)
    stance = stance_features(
        it,
        best,
        logit(sentences, fitted["denies"]),
        logit(sentences, fitted["lists"]),
        logit(claim_features(it, best), fitted["reverses"]),
    )
    made = np.zeros(len(best))
    for column, rich in enumerate(it.rich):
        head = fitted["rich" if rich else "bare"]
        both = share(logit(said[column], head["said"])) * share(
            logit(stance[column], head["stance"])
        )
        made[column] = np.log(both / (1 - both)) - head["shift"]
    return best, made
