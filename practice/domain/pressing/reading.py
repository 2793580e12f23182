"""A worksheet read once: one text in small letters, whose places lead back to the words.

Sentences end in a line break there, so that a pattern's gap can't reach over a stop. All that
is replaced keeps its length, so a place in the text read is a place in the text written.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

READ_AT_MOST = 20_000  # characters a part
WRITTEN = 10  # words: an area this long has been written in
WELL_FILLED = 220  # words: a whole worksheet this long has room for everything that matters
QUOTED_AT_MOST = 130  # characters
HEAD = ("name", "summary", "numbers")
AREAS = {
    "framing": ("framing", "ask-problem"),
    "data": ("data", "ask-data"),
    "model": ("model", "ask-model"),
    "evaluation": ("evaluation", "ask-evaluation"),
    "deployment": ("deployment", "ask-launch"),
    "impact": ("impact",),
}
PAPER = ("claim", "method", "evidence", "limits", "next", "expect")
PROJECT_PARTS = (*HEAD, *(part for parts in AREAS.values() for part in parts))
PAPER_PARTS = (*HEAD, *PAPER)
STOP = re.compile(r"[.!?…;](?=[\"')\]]{0,2}\s)|\n")
ABBREVIATION = re.compile(r"\b(?:e\.g|i\.e|vs|cf|approx|incl|resp|dr|etc|fig|al|no)\.\Z")
CUT = re.compile(r", |: | – | — | \(|\) | (?:and|but|so|because|which|while) ")
PLAIN = str.maketrans(
    {chr(n): chr(n + 32) for n in range(65, 91)}
    | dict.fromkeys("\u00a0\u202f\u2009\t\r", " ")
    | {"’": "'", "‘": "'", "“": '"', "”": '"', "‑": "-", "−": "-"}
)


@dataclass(frozen=True)
class Sheet:
    """A worksheet's words: its kind of project ("" if not said), and a text a part."""

    project: str = ""
    parts: Mapping[str, str] = field(default_factory=dict)


@lru_cache(maxsize=4)
def _plain(text: str) -> str:
    return text.translate(PLAIN)


class Reading:
    """What a worksheet says, to be searched by the patterns of the rules."""

    def __init__(self, sheet: Sheet):
        self.project = sheet.project
        self.parts = PAPER_PARTS if sheet.project == "paper" else PROJECT_PARTS
        self.written = {part: sheet.parts.get(part, "")[:READ_AT_MOST] for part in self.parts}
        self.words = {part: len(text.split()) for part, text in self.written.items()}
        self.well_filled = sum(self.words.values()) >= WELL_FILLED
        self.starts, pieces, at = [], [], 0
        for part in self.parts:
            self.starts.append(at)
            pieces.append(_sentences(self.written[part].translate(PLAIN)))
            at += len(pieces[-1]) + 1
        self.text = "\n".join(pieces)
        self._held: dict[re.Pattern, bool] = {}

    def has(self, pattern: re.Pattern) -> bool:
        """Return whether anything on the sheet says this."""
        if pattern not in self._held:
            self._held[pattern] = pattern.search(self.text) is not None
        return self._held[pattern]

    def find(self, pattern: re.Pattern, parts: tuple[str, ...] = ()) -> Iterator[re.Match]:
        """Yield where a pattern stands in these parts, in their order on the sheet; () is all."""
        for match in pattern.finditer(self.text):
            if not parts or self.part_at(match.start()) in parts:
                yield match

    def part_at(self, place: int) -> str:
        """Return the part that a place belongs to."""
        return self.parts[bisect_right(self.starts, place) - 1]

    def near(self, place: int) -> str:
        """Return the sentence at a place with its neighbours in the same part."""
        start = self.text.rfind("\n", 0, max(self.text.rfind("\n", 0, place), 0)) + 1
        end = self.text.find("\n", self.text.find("\n", place) + 1)
        part = bisect_right(self.starts, place) - 1
        last = self.starts[part + 1] - 1 if part + 1 < len(self.starts) else len(self.text)
        return self.text[max(start, self.starts[part]) : last if end < 0 else min(end, last)]

    def sentence(self, place: int) -> tuple[int, int]:
        """Return where the sentence at a place begins and ends in the text read."""
        end = self.text.find("\n", place)
        return self.text.rfind("\n", 0, place) + 1, len(self.text) if end < 0 else end

    def quote(self, start: int, end: int) -> str:
        """Return the words written from start to end with what of their sentence fits."""
        first, last = self.sentence(start)
        if last - first > QUOTED_AT_MOST:
            first, last = self._clip(first, start, end, last)
        number = bisect_right(self.starts, start) - 1
        offset = self.starts[number]
        words = self.written[self.parts[number]][first - offset : max(last, end) - offset]
        return words.strip().strip("-*•–").rstrip(".,;:!?… ").strip()

    def _clip(self, first: int, start: int, end: int, last: int) -> tuple[int, int]:
        """Return the clauses round start to end that fit, or else the whole words that do."""
        room = max(QUOTED_AT_MOST - (end - start), 0)
        low, high = max(first, start - room // 2), min(last, end + room // 2)
        cuts = [cut.end() for cut in CUT.finditer(self.text, low, start)]
        if cuts and low > first:
            low = cuts[0]
        elif low > first:
            low = self.text.rfind(" ", low, start) + 1 or start
            low = self.text.find(" ", max(first, start - room // 2), start) + 1 or low
        ends = [cut.start() for cut in CUT.finditer(self.text, end, high)]
        if high < last:
            high = ends[-1] if ends else max(self.text.rfind(" ", end, high), end)
        return low, high


def _sentences(text: str) -> str:
    """Return a text, as long as it was, in which a line break stands for each stop."""
    cuts = [
        stop.start()
        for stop in STOP.finditer(text)
        if not ABBREVIATION.search(text[max(0, stop.start() - 8) : stop.end()])
    ]
    pieces, at = [], 0
    for cut in cuts:
        pieces.append(text[at:cut])
        at = cut + 1
    return "\n".join([*pieces, text[at:]])
