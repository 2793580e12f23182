"""Which leaning a post has: LLM products, applied ML or ML research, and how surely.

Each skill and phrase speaks for a leaning with a weight, the title loudest; the work and what is
asked for count in full, what is merely welcome and what the company says of itself little, and
benefits nothing. What a post denies ("this is not a research position") counts against.
"""

import math
import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from questions.domain.vocabulary import LEANINGS

from .posting import Piece
from .scopes import denied, within
from .seniority import title_of
from .skills import LOADER, Mention

FILE = Path(__file__).with_name("leanings.yaml")
ZONES = {"duties": 1.0, "must": 1.0, "nice": 0.3, "about": 0.3, "process": 0.3, "offer": 0.0}
# Before the first heading a post speaks of the company, but to "you" of the work.
TO_YOU, OF_THEM = 0.9, 0.45
YOU = re.compile(r"\b(?:you|your|role|position|du|dein\w*|vous|votre|tu)\b")
# What other teams do.
OTHERS = re.compile(
    r"\b(?:another|other|sister|neighbou?r\w*)(?: \w+)? (?:teams?|departments?"
    r"|groups?|labs?)\b|\bneighbou?rs\b"
    r"|\bacross the company\b|\belsewhere\b|\bone day\b|\bwe(?:'re| are) also\b"
    r"|\bis also exploring\b|\bour labs\b",
)
AGAINST = -0.7
ENOUGH = 8.0  # of weight, for a sure answer
FEW_WORDS = 60
ENGLISH = frozenset(
    [
        "the",
        "and",
        "of",
        "to",
        "a",
        "in",
        "you",
        "we",
        "with",
        "our",
        "for",
        "is",
        "are",
        "your",
        "will",
        "that",
        "on",
        "be",
        "have",
        "as",
    ]
)
ENGLISH_SHARE = 0.12
SENTENCES = 3  # of evidence


@dataclass(frozen=True)
class Cue:
    """Words that speak for a leaning: by how much, and where they stand."""

    leaning: str
    what: str
    weight: float
    start: int
    end: int


@dataclass(frozen=True)
class Leaning:
    """A key of LEANINGS, how surely (0–1), and where the words stand that say so."""

    name: str
    confidence: float
    evidence: tuple[tuple[int, int], ...]


@cache
def tables() -> tuple[dict[str, dict[str, float]], list, list, re.Pattern]:
    """The weights of skills, {skill: {leaning: weight}}, the patterns of titles and of words.

    The last pattern is of all words at once, to be quick with a sentence that holds none.
    """
    data = yaml.load(FILE.read_text("utf-8"), Loader=LOADER)
    skills: dict[str, dict[str, float]] = {}
    titles, words = [], []
    for leaning, says in data.items():
        for name, weight in says["skills"].items():
            skills.setdefault(name, {})[leaning] = weight
        for rows, place in ((says["titles"], titles), (says["words"], words)):
            for weight, text in (row.split(" ", 1) for row in rows):
                place.append((leaning, re.compile(text), float(weight)))
    return skills, titles, words, re.compile("|".join(each.pattern for _, each, _ in words))


def leaning_of(pieces: list[Piece], mentioned: dict[Piece, list[Mention]]) -> Leaning:
    """Weigh what a post says; with nothing to go by it is applied, with no confidence."""
    title = title_of(pieces)
    cues = [cue for piece in pieces for cue in cues_in(piece, mentioned[piece], piece == title)]
    sums, seen = Counter(dict.fromkeys(LEANINGS, 0.0)), Counter()
    for cue in sorted(cues, key=lambda cue: -cue.weight):
        # The same thing said again adds half as much each time.
        seen[cue.leaning, cue.what] += 1
        sums[cue.leaning] += cue.weight * 0.5 ** (seen[cue.leaning, cue.what] - 1)
    (best, most), (_, second), *_ = sums.most_common()
    if most <= 0:
        return Leaning("applied", 0.0, ())
    ahead = (most - max(second, 0)) / most
    confidence = (0.35 + 0.65 * ahead) * (1 - math.exp(-2 * most / ENOUGH)) * language(pieces)
    spoke = sorted((c for c in cues if c.leaning == best and c.weight > 0), key=lambda c: -c.weight)
    return Leaning(best, round(min(confidence, 1.0), 2), unlike(spoke))


def cues_in(piece: Piece, mentioned: list[Mention], is_title: bool) -> list[Cue]:
    """What a sentence says for and against leanings."""
    skills, titles, words, any_word = tables()
    text = piece.small
    speaks = any_word.search(text)
    if not (speaks or mentioned or is_title):
        return []
    loud = loudness(piece)
    rows = [(*row, 1.0) for row in titles] if is_title else []
    if loud and speaks:
        rows += [(*row, loud) for row in words]
    found = [
        (leaning, pattern.pattern, weight * by, *match.span())
        for leaning, pattern, weight, by in rows
        if (match := pattern.search(text))
    ]
    for each in mentioned if loud else ():
        place = each.start - piece.start, each.end - piece.start
        for leaning, weight in skills.get(each.skill.name, {}).items():
            found.append((leaning, each.skill.name, weight * loud, *place))
    no = denied(text) if found else []
    return [
        Cue(
            leaning,
            what,
            weight * (AGAINST if within(no, start, end) else 1.0),
            piece.start + start,
            piece.start + end,
        )
        for leaning, what, weight, start, end in found
    ]


def loudness(piece: Piece) -> float:
    """How much a sentence counts, by the part of the post that it stands in."""
    if OTHERS.search(piece.small):
        return 0.0
    return ZONES.get(piece.zone, TO_YOU if YOU.search(piece.small) else OF_THEM)


def language(pieces: list[Piece]) -> float:
    """How much to trust what was read: less of few words, and of another language than English."""
    words = [word for piece in pieces for word in piece.small.split()]
    english = sum(word in ENGLISH for word in words) / (len(words) or 1)
    return min(1.0, len(words) / FEW_WORDS) * (1.0 if english >= ENGLISH_SHARE else 0.5)


def unlike(cues: list[Cue]) -> tuple[tuple[int, int], ...]:
    """Where the weightiest cues stand, each kind once."""
    once = {cue.what: (cue.start, cue.end) for cue in reversed(cues)}
    weighty = [cue.what for cue in cues]
    kinds = sorted(once, key=weighty.index)[:SENTENCES]
    return tuple(once[kind] for kind in kinds)
