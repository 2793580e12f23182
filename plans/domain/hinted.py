"""Which of the five stages of interviews a post hints at, and with which words.

Some words mean a stage wherever they stand ("take-home assignment"); others ("on site", "case
study") only where the post tells how it hires.
"""

import re
from functools import cache
from pathlib import Path

import yaml

from questions.domain.vocabulary import STAGES

from .posting import Piece
from .scopes import denied, within
from .skills import LOADER

FILE = Path(__file__).with_name("hints.yaml")
# A sentence that tells how a company hires, under whichever heading.
TELLS = re.compile(
    r"\b(?:(?:interview|hiring|selection|recruit(?:ment|ing)|application) (?:process"
    r"|steps|stages|loop)"
    r"|(?:our|the) (?:process|loop|interviews?)\b|interviews? (?:is|are|consists?|starts?|begins?)"
    r"|(?:first|next|second|final|last) (?:stage|round|step|interview)|finalists"
    r"|how we (?:hire|interview)|(?:selection|interviews?|process):)",
)
# Such words are not said of interviews.
ELSEWHERE = re.compile(
    r"\b(?:report(?:s|ing)? to|conferences?|agenc(?:y|ies)|days? (?:a|per) week|hybrid|unsolicited"
    r"|external recruiters?|please contact|for questions)\b",
)
# In a day of several interviews, coding is a part of the day.
DAY = re.compile(r"site|loop|day|final|panel")
AFAR = re.compile(r"phone|screen|online|live|video")


@cache
def patterns() -> dict[str, dict[str, re.Pattern]]:
    """The patterns of each stage, {"sure" or "told": {stage: pattern}}."""
    data = yaml.load(FILE.read_text("utf-8"), Loader=LOADER)
    return {
        kind: {stage: compiled(rows, data["words"]) for stage, rows in data[kind].items()}
        for kind in ("sure", "told")
    }


def compiled(rows: list[str], words: dict[str, str]) -> re.Pattern:
    """One pattern of several, in which capital names stand for lists of words."""
    joined = "|".join(rf"\b(?:{row})(?!\w)" for row in rows)
    for name, listed in words.items():
        joined = joined.replace(name, listed)
    return re.compile(joined)


@cache
def any_sure() -> re.Pattern:
    """All that mean a stage anywhere in one pattern, to be quick with a sentence of none."""
    return re.compile("|".join(each.pattern for each in patterns()["sure"].values()))


def hinted(pieces: list[Piece]) -> dict[str, list[tuple[int, int]]]:
    """Each stage that is hinted at, in the order of a loop, with where its words stand."""
    found: dict[str, list[tuple[int, int]]] = {}
    for piece in pieces:
        if piece.zone in ("must", "nice"):
            continue
        text = piece.small
        process = piece.zone == "process" or bool(TELLS.search(text))
        if not process and not any_sure().search(text):
            continue
        if piece.zone != "process" and ELSEWHERE.search(text):
            continue
        for stage, (start, end) in stages_in(text, process).items():
            found.setdefault(stage, []).append((piece.start + start, piece.start + end))
    return {stage: found[stage] for stage in STAGES if stage in found}


def stages_in(text: str, process: bool) -> dict[str, tuple[int, int]]:
    """The stages that a sentence names, each by its first words."""
    no, found = denied(text), {}
    for stage in STAGES:
        words = patterns()["sure"][stage].search(text)
        if not words and process:
            words = patterns()["told"][stage].search(text)
        if words and not within(no, *words.span()):
            found[stage] = words.span()
    if {"phone", "onsite"} <= set(found):
        start, end = found["phone"]
        day, after = found["onsite"]
        if after <= start and DAY.search(text, day, after) and not AFAR.search(text, start, end):
            del found["phone"]
    return found
