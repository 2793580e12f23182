"""A job description read: the leaning, how senior, what is asked for, which stages it hints at.

It is a guess that a candidate corrects, so each finding carries the words that say it, as they
stand in the text. No text is refused: of one that says little, little is found.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from .hinted import hinted
from .leaning import leaning_of
from .posting import Piece, pieces, plain
from .scopes import ASKED, MUST, denied, welcome, within
from .seniority import seniority, title_of
from .skills import Mention, Skill, mentions

LONGEST = 200  # characters of evidence
DEGREES = re.compile(
    r"\b(?:(?i:bachelor|master|undergraduate|graduating|enrolled|pursuing|programme)(?:'?s)?"
    r"|B\.?Sc?|M\.?Sc?|B\.?A|MEng)\b"
)


@dataclass(frozen=True)
class Job:
    """What was read of a description.

    `leaning` is a key of LEANINGS, `confidence` 0–1 in it, `seniority` one of SENIORITIES, `must`
    and `nice` what is asked for and what is welcome, `work` what only the work itself names,
    `stages` keys of STAGES. `evidence` holds exact pieces of the text: "leaning" and "seniority"
    lists of them, "skills" one a skill's name, "stages" lists by stage.
    """

    leaning: str
    confidence: float
    seniority: str
    must: tuple[Skill, ...]
    nice: tuple[Skill, ...]
    work: tuple[Skill, ...]
    stages: tuple[str, ...]
    evidence: dict = field(hash=False)


def read(text: str) -> Job:
    """Read a job description, whatever it is."""
    parts = pieces(text)
    named = named_in(text, parts)
    leaning, level, stages = leaning_of(parts, named), seniority(parts), hinted(parts)
    wanted = sort_skills(parts, named)
    return Job(
        leaning=leaning.name,
        confidence=leaning.confidence,
        seniority=level[0] if level else "unknown",
        **{kind: tuple(each.skill for each, _ in wanted[kind]) for kind in wanted},
        stages=tuple(stages),
        evidence={
            "leaning": sentences(text, parts, leaning.evidence),
            "seniority": [around(text, parts, *level[1:])] if level else [],
            "skills": {
                each.skill.name: around(text, [piece], each.start, each.end)
                for found in wanted.values()
                for each, piece in found
            },
            "stages": {stage: sentences(text, parts, places) for stage, places in stages.items()},
        },
    )


def named_in(text: str, parts: list[Piece]) -> dict[Piece, list[Mention]]:
    """The skills that each piece names."""
    found, place = {piece: [] for piece in parts}, 0
    for each in mentions(plain(text)):
        while place < len(parts) and parts[place].end < each.end:
            place += 1
        if place < len(parts) and parts[place].start <= each.start:
            found[parts[place]].append(each)
    return found


def sort_skills(
    parts: list[Piece], named: dict[Piece, list[Mention]]
) -> dict[str, list[tuple[Mention, Piece]]]:
    """Sort what is named into `must`, `nice` and `work`, each skill once and in the text's order.

    A post that nowhere says what it asks for asks for what its work names.
    """
    found: dict[str, dict[str, tuple[Mention, Piece]]] = {"must": {}, "nice": {}, "work": {}}
    title = title_of(parts)
    for piece in parts:
        for each in named[piece]:
            kind = "work" if piece == title else kind_of(piece, each)
            if kind:
                found[kind].setdefault(each.skill.name, (each, piece))
    if not found["must"]:
        found["must"], found["work"] = found["work"], {}
    taken: set[str] = set()
    for kind in found:
        found[kind] = {name: each for name, each in found[kind].items() if name not in taken}
        taken |= set(found[kind])
    return {kind: list(each.values()) for kind, each in found.items()}


def kind_of(piece: Piece, each: Mention) -> str | None:
    """Whether a mention is of what is asked for, welcome, or part of the work; None if of none."""
    text, start, end = piece.small, each.start - piece.start, each.end - piece.start
    nice, no = welcome(text), denied(text)
    if piece.zone in ("about", "offer", "process"):
        return None
    if within(nice, start, end):
        return "nice"
    if within(no, start, end):
        return "nice" if nice else None
    if each.skill.name == "PhD" and DEGREES.search(piece.text):
        return None
    if piece.zone == "nice":
        return "must" if MUST.search(text) else "nice"
    if piece.zone == "must":
        return "must"
    asks = MUST if piece.zone == "duties" else ASKED
    return "must" if asks.search(text) else "work"


def sentences(text: str, parts: list[Piece], places: Iterable[tuple[int, int]]) -> list[str]:
    """The sentences around some places, each once."""
    return list(dict.fromkeys(around(text, parts, *place) for place in places))


def around(text: str, parts: list[Piece], start: int, end: int) -> str:
    """The sentence around a place, or what of it has room."""
    piece = next(each for each in parts if each.start <= start and end <= each.end)
    if piece.end - piece.start <= LONGEST:
        return text[piece.start : piece.end]
    room = max(LONGEST - (end - start), 0) // 2
    first, last = max(piece.start, start - room), min(piece.end, end + room)
    if first > piece.start:
        first = max(first, text.find(" ", first, start) + 1)
    if last < piece.end:
        last = max(text.rfind(" ", end, last), end)
    return text[first:last]
