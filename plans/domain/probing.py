"""A ten-minute diagnostic: which six questions place a candidate, and where they do.

Six answers are a first guess, and are called one. Code is not probed, nor coding by the way: nobody
shows in ninety seconds whether they can write it. A design of forty-five minutes is not either.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from questions.domain.vocabulary import CODE_KINDS, KIND_WEIGHTS

PROBES = 6
SECONDS = 90  # for each
# Of a whole answer: what takes longer has no short one.
MINUTES_AT_MOST = 10
# A kind in which less than this was said counts as weak, of 100.
WEAK_BELOW = 50
# What is said of itself needs no probe: it is written, not known.
UNPROBED = CODE_KINDS | {"project", "presentation", "hiring", "ask-them"}
UNPROBED_DIMENSIONS = frozenset({"coding"})


@dataclass(frozen=True)
class Candidate:
    """A question that may be a probe: dimensions with their shares, how often it is asked."""

    id: object
    slug: str
    kind: str
    dimensions: Mapping[str, int]
    frequency: int
    minutes: int
    met: bool = False


@dataclass(frozen=True)
class Placed:
    """One probe's outcome: its score by weight (0-100), and how many points were said of all."""

    kind: str
    dimensions: Mapping[str, int]
    score: int
    said: int
    partly: int
    points: int


@dataclass(frozen=True)
class Heard:
    """What was said of a kind or dimension: of 100 by weight, and points of so many questions."""

    score: int
    said: int
    partly: int
    points: int
    questions: int


def choose(questions: Iterable[Candidate], leaning: str) -> list[Candidate]:
    """Return six questions, or as many as there are: spread over kinds and dimensions, by what
    the leaning's rounds ask; what was not met yet and is asked often comes first."""
    shares = KIND_WEIGHTS[leaning]
    left = [each for each in questions if each.kind not in UNPROBED]
    found: list[Candidate] = []
    while left and len(found) < PROBES:
        kinds = [each.kind for each in found]
        covered = UNPROBED_DIMENSIONS.union(*(each.dimensions for each in found))
        best = max(
            left,
            key=lambda each: (
                not each.met,
                -kinds.count(each.kind),
                each.minutes <= MINUTES_AT_MOST,
                len(set(each.dimensions) - covered) > 0,
                shares.get(each.kind, 0.0),
                each.frequency,
                -each.minutes,
                each.slug,
            ),
        )
        left.remove(best)
        found.append(best)
    return found


def by_dimension(placed: Sequence[Placed]) -> dict[str, Heard]:
    """Return what was heard of each dimension that was probed, each probe by its share in it."""
    shares: dict[str, list[tuple[Placed, int]]] = defaultdict(list)
    for each in placed:
        for name, share in each.dimensions.items():
            if share and name not in UNPROBED_DIMENSIONS:
                shares[name].append((each, share))
    return {name: heard(those) for name, those in shares.items()}


def by_kind(placed: Sequence[Placed]) -> dict[str, Heard]:
    """Return what was heard of each kind that was probed."""
    shares: dict[str, list[tuple[Placed, int]]] = defaultdict(list)
    for each in placed:
        shares[each.kind].append((each, 1))
    return {kind: heard(those) for kind, those in shares.items()}


def heard(shares: Sequence[tuple[Placed, int]]) -> Heard:
    """Add up probes, each by its share (above 0) in the score."""
    whole = sum(share for _, share in shares)
    return Heard(
        score=round(sum(each.score * share for each, share in shares) / whole),
        said=sum(each.said for each, _ in shares),
        partly=sum(each.partly for each, _ in shares),
        points=sum(each.points for each, _ in shares),
        questions=len(shares),
    )


def unprobed_kinds(placed: Sequence[Placed], leaning: str) -> list[str]:
    """Return the kinds that the leaning's rounds ask and no probe was of, the most asked first."""
    probed, shares = {each.kind for each in placed}, KIND_WEIGHTS[leaning]
    return sorted(shares.keys() - probed, key=lambda kind: (-shares[kind], kind))
