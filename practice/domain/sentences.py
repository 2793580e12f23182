"""An answer cut into sentences that keep their place in it, so that the page can mark them.

Answers are typed in a hurry or dictated, so a line is a sentence too, a small letter may
begin one, and a flood of words without a stop is cut at its commas.
"""

import re
from dataclasses import dataclass

LONGEST = 90  # words; the encoder reads no more of one sentence
STOP = re.compile(r"[.!?…]+[\"'”’)\]]*(?=\s)|\n|[。！？]")
ABBREVIATION = re.compile(
    r"\b(?:(?:e\.g|i\.e|vs|cf|approx|incl|resp|dr|mr|mrs|ms|prof)|(?-i:[A-Z]))\.$", re.IGNORECASE
)
NUMBERED = re.compile(r"\s*\d{1,2}\.")
BULLET = re.compile(r"(?:[-*•–]\s+|\d{1,2}[.)]\s+)?")
CLAUSE = re.compile(r"[,;:]\s+|\s+[–—-]\s+|\s+(?:and|but|so|because|then|which)\s+", re.IGNORECASE)


@dataclass(frozen=True)
class Sentence:
    """A piece of a text: `text == whole[start:end]`, without white space round it."""

    text: str
    start: int
    end: int


def split(whole: str) -> list[Sentence]:
    """Return the sentences of a text in order, none of them empty."""
    found, start = [], 0
    for stop in STOP.finditer(whole):
        near = max(start, stop.end() - 12)
        if ABBREVIATION.search(whole, near, stop.end()) or NUMBERED.fullmatch(
            whole, start, stop.end()
        ):
            continue
        found += _pieces(whole, start, stop.end())
        start = stop.end()
    return found + _pieces(whole, start, len(whole))


def _pieces(whole: str, start: int, end: int) -> list[Sentence]:
    """Return what stands from start to end as sentences of at most LONGEST words."""
    text = whole[start:end]
    start += len(text) - len(text.lstrip())
    text = text.strip()
    start, text = start + BULLET.match(text).end(), text[BULLET.match(text).end() :]
    if not any(char.isalnum() for char in text):
        return []
    if len(text.split()) > LONGEST and (cut := _cut(text)):
        return [
            *_pieces(whole, start, start + cut),
            *_pieces(whole, start + cut, start + len(text)),
        ]
    return [Sentence(text, start, start + len(text))]


def _cut(text: str) -> int:
    """Return where to cut a long text, nearest its middle: after a clause, else a word, or 0."""
    middle = len(text) / 2
    ends = [clause.end() for clause in CLAUSE.finditer(text, 1) if clause.end() < len(text)]
    ends = ends or [gap.end() for gap in re.finditer(r"\s+", text)]
    return min(ends, key=lambda end: abs(end - middle), default=0)
