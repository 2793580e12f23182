"""A ten-minute diagnostic: which six questions place a candidate, and where they do.

Six answers are a first guess, and are called one. Code is not probed: nobody shows in ninety
seconds whether they can write it.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from questions.domain.vocabulary import CODE_KINDS, KIND_WEIGHTS

PROBES = 6
SECONDS = 90  # for each
# What would take longer than ninety seconds to begin.
MINUTES_AT_MOST = 15
# A kind in which less than this was said counts as weak, of 100.
WEAK_BELOW = 50
# What is said of itself needs no probe: it is written, not known.
UNPROBED = CODE_KINDS | {"project", "presentation", "hiring", "ask-them"}
BEHAVIOURAL = 0.1  # its share, where a leaning's table has none for it


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
    """One probe's outcome: its kind, its dimensions' shares, what was said of it (0-100)."""

    kind: str
    dimensions: Mapping[str, int]
    score: int


def choose(questions: Iterable[Candidate], leaning: str) -> list[Candidate]:
    """Return six questions, or as many as there are: spread over kinds and dimensions, by what
    the leaning's rounds ask; what was not met yet and is asked often comes first."""
    shares = KIND_WEIGHTS[leaning]
    left = [each for each in questions if each.kind not in UNPROBED]
    found: list[Candidate] = []
    while left and len(found) < PROBES:
        kinds = [each.kind for each in found]
        covered = {name for each in found for name in each.dimensions}
        best = max(
            left,
            key=lambda each: (
                not each.met,
                -kinds.count(each.kind),
                each.minutes <= MINUTES_AT_MOST,
                len(set(each.dimensions) - covered) > 0,
                shares.get(each.kind, BEHAVIOURAL),
                each.frequency,
                -each.minutes,
                each.slug,
            ),
        )
        left.remove(best)
        found.append(best)
    return found


def by_dimension(placed: Sequence[Placed]) -> dict[str, tuple[int, int]]:
    """Return for each dimension that was probed (said of 100, how many questions)."""
    sums: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0, 0])
    for each in placed:
        for name, share in each.dimensions.items():
            sums[name][0] += each.score * share
            sums[name][1] += share
            sums[name][2] += 1
    return {name: (round(said / of), count) for name, (said, of, count) in sums.items() if of}


def by_kind(placed: Sequence[Placed]) -> dict[str, tuple[int, int]]:
    """Return for each kind that was probed (said of 100, how many questions)."""
    scores: dict[str, list[int]] = defaultdict(list)
    for each in placed:
        scores[each.kind].append(each.score)
    return {kind: (round(sum(those) / len(those)), len(those)) for kind, those in scores.items()}
