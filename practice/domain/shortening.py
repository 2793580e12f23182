"""A story in less time: which of its own sentences to keep. Nothing is put in other words."""

from collections.abc import Mapping
from dataclasses import dataclass

from . import star_signs as signs
from .clock import WORDS_A_MINUTE, words
from .sentences import split
from .star import STAR, quantities

# Without these a listener has no story; in this order they are given room.
FIRST = ("result", "action", "situation", "task")


@dataclass(frozen=True)
class Kept:
    """A sentence of one part, and whether it stays; `text` stands so in the part."""

    part: str
    text: str
    words: int
    stays: bool


def shorten(parts: Mapping[str, str], seconds: int, wpm: int = WORDS_A_MINUTE) -> list[Kept]:
    """Say of every sentence, in order, whether it stays where there are so many seconds.

    What stays takes no longer than that. First the weightiest sentence of each part that still
    fits, then what says most a word.
    """
    told = [(part, s.text) for part in STAR for s in split(parts.get(part, ""))]
    sizes = [words(text) for _, text in told]
    order = sorted(range(len(told)), key=lambda n: (-worth(*told[n]) / max(sizes[n], 1), n))
    heads = [
        min(own, key=lambda n: (-worth(*told[n]), sizes[n], n))
        for part in FIRST
        if (own := [n for n, (of, _) in enumerate(told) if of == part])
    ]
    left, staying = seconds * wpm // 60, set()
    for n in dict.fromkeys([*heads, *order]):
        if sizes[n] <= left:
            staying.add(n)
            left -= sizes[n]
    return [Kept(part, text, sizes[n], n in staying) for n, (part, text) in enumerate(told)]


def worth(part: str, text: str) -> float:
    """How much a sentence carries: quantities, own doing, a choice, what was learned."""
    return (
        1.0
        + 2.0 * bool(quantities(text))
        + 1.0 * (part == "action" and bool(signs.MINE.search(text)))
        + 1.0 * bool(signs.OPTIONS.search(text))
        + 1.0 * (part == "result")
        + 0.5 * (part == "result" and bool(signs.LEARNED.search(text)))
        - 1.0 * bool(signs.VAGUE.search(text))
    )
