"""Which question an interviewer would ask next, given what the answer held.

They press first on what can't be missing, then on what was claimed, then on the rest. A
point half said counts as missed, after those not said at all; a point not ticked counts as
neither, so no follow-up rests on it.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Protocol

from practice.domain.score import Mark


class FollowUp(Protocol):
    """A rung of an entry's ladder; `when` is "missed <id>", "made <id>", "made all" or "any"."""

    id: str
    when: str


def choose(
    follow_ups: Sequence[FollowUp],
    verdicts: Mapping[str, str | None],
    musts: Collection[str],
    used: Collection[str] = (),
) -> str | None:
    """Return the id of the follow-up to ask, or None if none that is left has its trigger.

    `verdicts` has every key point's, None where it was not ticked. In order: a must that was
    missed, everything made, a point made, another point missed, any; within each the
    ladder's own order. Raises ValueError for a `when` of another form.
    """
    fitting = [
        (rank, rung, follow_up.id)
        for rung, follow_up in enumerate(follow_ups)
        if follow_up.id not in used
        for rank in _ranks(follow_up.when, verdicts, musts)
    ]
    return min(fitting)[2] if fitting else None


def _ranks(when: str, verdicts: Mapping[str, str | None], musts: Collection[str]) -> Iterator[int]:
    """Yield how urgent a follow-up is (0 the most), or nothing if its trigger is false."""
    event, _, point = when.partition(" ")
    verdict = verdicts.get(point)
    match event, point:
        case "any", "":
            yield 6
        case "made", "all":
            if verdicts and all(verdicts.get(id) == Mark.SAID for id in {*verdicts, *musts}):
                yield 2
        case "made", str(id) if id:
            if verdict == Mark.SAID:
                yield 3
        case "missed", str(id) if id:
            if verdict in (Mark.NOT, Mark.PARTLY):
                yield (0 if id in musts else 4) + (verdict == Mark.PARTLY)
        case _:
            raise ValueError(f"a follow-up's when can't be {when!r}")
