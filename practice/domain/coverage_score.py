"""How well the matcher does on labelled answers: the figures that its claims rest on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from .coverage import Found, check
from .labelled import ORDER, Labelled


@dataclass(frozen=True)
class Figures:
    """Figures over pairs of an answer and a point; what can't be worked out is None.

    Called is what is `covered`. `wrong_covered` is the share of points not made that are
    called; `auc` the chance that a point made scores above one that was not; `sentence` the
    share of points made whose quoted sentence is the labelled one.
    """

    pairs: int
    precision: float | None
    recall: float | None
    f1: float | None
    accuracy: float | None
    auc: float | None
    wrong_covered: float | None
    sentence: float | None


@dataclass(frozen=True)
class _Pair:
    """One answer's label and finding for one point."""

    made: bool
    evidence: str | None
    found: Found


def score(
    cases: Sequence[Labelled],
    left_out: frozenset[str] | set[str] = frozenset(),
    vectors: Mapping[str, np.ndarray] | None = None,
) -> dict[str, Figures]:
    """Return the figures of "all" and of each kind of answer that there is.

    `left_out` takes "phrasings" or "naming" from the points before.
    """
    pairs: dict[str, list[_Pair]] = {"all": []}
    for kind in (*ORDER, *(case.kind for case in cases)):
        if any(case.kind == kind for case in cases):
            pairs.setdefault(kind, [])
    for case in cases:
        found = check(case.less(left_out).points, case.text, vectors=vectors)
        mine = [_Pair(*each) for each in zip(case.covered, case.evidence, found, strict=True)]
        pairs["all"] += mine
        pairs[case.kind] += mine
    return {kind: _figures(each) for kind, each in pairs.items()}


def _figures(pairs: Sequence[_Pair]) -> Figures:
    """Return the figures of some pairs."""
    called = [pair.found.state == "covered" for pair in pairs]
    made = [pair.made for pair in pairs]
    hits = sum(one and other for one, other in zip(called, made, strict=True))
    wrong = sum(called) - hits
    marked = [pair for pair in pairs if pair.made and pair.evidence]
    return Figures(
        pairs=len(pairs),
        precision=_share(hits, sum(called)),
        recall=_share(hits, sum(made)),
        f1=_share(2 * hits, sum(called) + sum(made)) if sum(made) else None,
        accuracy=_share(sum(a == b for a, b in zip(called, made, strict=True)), len(pairs)),
        auc=_auc(
            [pair.found.score for pair in pairs if pair.made],
            [pair.found.score for pair in pairs if not pair.made],
        ),
        wrong_covered=_share(wrong, len(pairs) - sum(made)),
        sentence=_share(
            sum(_same(pair.found.evidence, pair.evidence) for pair in marked), len(marked)
        ),
    )


def _share(part: int, whole: int) -> float | None:
    """Return part of whole, None of nothing."""
    return part / whole if whole else None


def _same(quoted: str | None, labelled: str) -> bool:
    """Whether two sentences are one, spaces and the stop at the end aside."""
    return quoted is not None and _plain(quoted) == _plain(labelled)


def _plain(sentence: str) -> str:
    return " ".join(sentence.split()).rstrip(".!? ")


def _auc(made: Sequence[float], not_made: Sequence[float]) -> float | None:
    """Return the area under the ROC curve (Mann–Whitney, a tie counting half)."""
    if not made or not not_made:
        return None
    high, low = np.array(made)[:, None], np.array(not_made)
    return float((high > low).mean() + (high == low).mean() / 2)
