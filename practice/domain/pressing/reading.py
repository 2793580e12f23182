"""A worksheet read once: one text in small letters, whose places lead back to the words.

Sentences end in a line break there, so that a pattern's gap can't reach over a stop. All that
is replaced keeps its length, so a place in the text read is a place in the text written.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

READ_AT_MOST = 20_000  # characters a part
READ_IN_ALL = 60_000  # ten times what a full worksheet has
WRITTEN = 10  # words: an area this long has been written in
WELL_FILLED = 220  # words in at least four parts: room for everything that matters
QUOTED_AT_MOST = 130  # characters
HEAD = ("summary", "numbers")  # what a project is called says nothing of it
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
ABBREVIATION = re.compile(r"\b(?:e\.g|i\.e|vs|cf|approx|incl|resp|etc|fig|al|no)\.\Z")
CUT = re.compile(r",? (?:and|but|so|because|which|while) |, |: | – | — | \(|\) ")
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


class Reading:
    """What a worksheet says, to be searched by the patterns of the rules."""

    def __init__(self, sheet: Sheet):
        self.project = sheet.project
        self.parts = PAPER_PARTS if sheet.project == "paper" else PROJECT_PARTS
        self.written, left = {}, READ_IN_ALL
        for part in self.parts:
            self.written[part] = sheet.parts.get(part, "")[: min(READ_AT_MOST, left)]
            left -= len(self.written[part])
        self.words = {part: len(text.split()) for part, text in self.written.items()}
        parts_written = sum(count >= WRITTEN for count in self.words.values())
        self.well_filled = parts_written >= 4 and sum(self.words.values()) >= WELL_FILLED
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
        """Yield where a pattern stands in these parts, in the order they are named; () is all."""
        for part in parts or self.parts:
            if part in self.written:
                yield from pattern.finditer(self.text, *self._span(self.parts.index(part)))

    def part_at(self, place: int) -> str:
        """Return the part that a place belongs to."""
        return self.parts[bisect_right(self.starts, place) - 1]

    def lines(self, part: str) -> list[str]:
        """Return the sentences of a part, as they are read."""
        start, end = self._span(self.parts.index(part))
        return self.text[start:end].split("\n")

    def near(self, place: int) -> str:
        """Return the sentence at a place with its neighbours in the same part."""
        first, last = self._span(bisect_right(self.starts, place) - 1)
        start, end = self.sentence(place)
        if start > first:
            start = self.sentence(start - 1)[0]
        if end < last:
            end = self.sentence(end + 1)[1]
        return self.text[max(start, first) : min(end, last)]

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

    def _span(self, number: int) -> tuple[int, int]:
        """Return where the part of this number begins and ends in the text read."""
        later = self.starts[number + 1 :]
        return self.starts[number], later[0] - 1 if later else len(self.text)

    def _clip(self, first: int, start: int, end: int, last: int) -> tuple[int, int]:
        """Return the clauses round start to end that fit, or else the whole words that do."""
        room = max(QUOTED_AT_MOST - (end - start), 0)
        low, high = max(first, start - room // 2), last
        if low > first:
            cut = CUT.search(self.text, low, start)
            low = cut.end() if cut else self.text.find(" ", low, start) + 1 or start
        if high > low + QUOTED_AT_MOST:
            high = max(low + QUOTED_AT_MOST, end)
            ends = [cut.start() for cut in CUT.finditer(self.text, end, high)]
            whole = [cut for cut in ends if cut - low >= QUOTED_AT_MOST // 2]
            high = whole[-1] if whole else max(self.text.rfind(" ", end, high), end)
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
