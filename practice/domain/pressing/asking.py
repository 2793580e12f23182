"""Which questions hold for a worksheet, and in which order an interviewer would ask them."""

import re
from collections import Counter
from dataclasses import dataclass
from itertools import islice

from .reading import WRITTEN, Reading, Sheet
from .ruling import Rule, Want, rules

AT_MOST = 5
GOOD_AT_MOST = 4
LOOKED_AT = 12  # places that may hold the words of a rule: a flood of them is one finding
# Questions about the same words; also about absences, of which no rule can be as sure.
AT_MOST_OF_A_QUOTE = 2
ASKED_AT_ONCE = 3  # things that words should have come with
# What a question loses in rank for each one before it of the same family, on the same words,
# or about the same part.
SAME_FAMILY, SAME_QUOTE, SAME_PART = 40, 45, 9
ABSENT = 8  # and for resting on what isn't there, which may stand there in other words

# A word that a line of numbers shares with a sentence if both speak of one thing.
THING = re.compile(
    r"\b(?!percent|point|improv|increas|reduc|faster|higher|lower|fewer)[a-z]{5,20}\b"
)


@dataclass(frozen=True)
class Pressing:
    """A question to be expected; it has a quote (in the part's own words) or names an absence."""

    rule: str
    ask: str
    part: str
    quote: str
    absent: str
    good: tuple[str, ...]
    mistake: str
    weight: int


def press(sheet: Sheet) -> list[Pressing]:
    """Return the questions that hold, hardest first, never two of a family in a row."""
    return _ranked(holding(sheet))


def holding(sheet: Sheet) -> list[tuple[str, Pressing]]:
    """Return every question that holds with its rule's family, in the order of the rules."""
    reading = Reading(sheet)
    if not any(reading.words.values()):
        return []
    return [
        (rule.family, pressing)
        for rule in rules()
        if rule.fits(sheet.project) and (pressing := _held(rule, reading))
    ]


def _held(rule: Rule, reading: Reading) -> Pressing | None:
    """Return what a rule asks of a sheet, or None if it has nothing to ask."""
    if rule.given and not reading.has(rule.given):
        return None
    if any(next(reading.find(says, (part,)), None) for part, says in rule.unless_in.items()):
        return None
    if not rule.says:
        return None if reading.has(rule.unless) else _absence(rule, reading)
    places = list(islice(reading.find(rule.says, rule.parts), LOOKED_AT))
    if not places or (not rule.near and reading.has(rule.unless)):
        return None
    found = None
    for match in places:
        if rule.but.search(reading.text, *reading.sentence(match.start())):
            continue
        around = _around(match, reading) if rule.near else []
        if any(rule.unless.search(text) for text in around):
            continue
        missing = [want for want in rule.wants if not _met(want, around, rule, reading)]
        if rule.wants and len(missing) < rule.least:
            continue
        if found is None or len(missing) > len(found[1]):
            found = match, missing
        if not rule.wants:
            break
    return _quoting(rule, *found, reading) if found else None


def _around(match: re.Match, reading: Reading) -> list[str]:
    """Return what is said next to a match, and of the same figure or thing in another place."""
    around = [reading.near(match.start())]
    if number := _number(match):
        same = re.compile(rf"(?<![\d.,]){re.escape(number)}(?!\d|[.,]\d)")
        places = islice(same.finditer(reading.text), LOOKED_AT)
        around += [reading.near(again.start()) for again in places]
        start, end = reading.sentence(match.start())
        things = set(THING.findall(reading.text, start, end))
        around += [line for line in reading.lines("numbers") if things & {*THING.findall(line)}]
    return around


def _met(want: Want, around: list[str], rule: Rule, reading: Reading) -> bool:
    if rule.near:
        return any(want.unless.search(text) for text in around)
    return reading.has(want.unless)


def _quoting(rule: Rule, match: re.Match, missing: list[Want], reading: Reading):
    quote = reading.quote(match.start(), match.end())
    return Pressing(
        rule=rule.id,
        ask=rule.ask.format(
            quote=quote,
            number=_number(match),
            wants=", ".join(want.ask for want in missing[:ASKED_AT_ONCE]),
        ),
        part=reading.part_at(match.start()),
        quote=quote,
        absent="",
        good=(*(want.good for want in missing), *rule.good)[:GOOD_AT_MOST],
        mistake=rule.mistake,
        weight=rule.weight,
    )


def _absence(rule: Rule, reading: Reading) -> Pressing | None:
    """Return the question after something absent, if there was room to write it in."""
    written = [part for part in rule.parts if reading.words.get(part, 0) >= WRITTEN]
    if not written and not reading.well_filled:
        return None
    return Pressing(
        rule=rule.id,
        ask=rule.ask.format(absent=rule.absent),
        part=(written or rule.parts)[0],
        quote="",
        absent=rule.absent,
        good=rule.good,
        mistake=rule.mistake,
        weight=rule.weight,
    )


def _number(match: re.Match) -> str:
    """Return the figure that a pattern caught, or ""."""
    return next((number for number in match.groupdict().values() if number), "")


def _ranked(held: list[tuple[str, Pressing]]) -> list[Pressing]:
    """Return them in order of weight and variety.

    What could only follow its own family is left out, and so are a third question about the
    same words and a third absence.
    """
    ranked, last = [], ""
    seen: Counter[tuple[str, str]] = Counter()
    while able := [
        (family, pressing)
        for family, pressing in held
        if family != last and seen["quote", pressing.quote] < AT_MOST_OF_A_QUOTE
    ]:
        best = max(able, key=lambda each: _rank(*each, seen))
        held.remove(best)
        last, pressing = best
        seen.update([("family", last), ("part", pressing.part), ("quote", pressing.quote)])
        ranked.append(pressing)
    return ranked


def _rank(family: str, pressing: Pressing, seen: Counter[tuple[str, str]]) -> int:
    """Return how hard a question is, less what the ones before it have pressed on already."""
    return (
        pressing.weight
        - SAME_FAMILY * seen["family", family]
        - SAME_PART * seen["part", pressing.part]
        - (SAME_QUOTE if pressing.quote else SAME_PART) * seen["quote", pressing.quote]
        - ABSENT * bool(pressing.absent)
    )
