"""The amounts of money that a spoken line names, so that a range can be told from a figure.

People say "90 to 110k", "between eighty-two and ninety-eight thousand" or "88 to 98": the scale
stands once, or not at all. What is only counted (years, levels, days, per cent) is no amount,
nor is a bonus beside the salary.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

CURRENCY = (
    r"(?:€|\$|£|¥|₹|zł|Kč|(?:kr|CHF|EUR|USD|GBP|SEK|NOK|DKK|PLN|CZK|CAD|AUD|SGD|INR|JPY|euros?|dollars?"
    r"|pounds?|francs?|kronor|rupees?|yen)\b)"
)
UP_TO_19 = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
    " sixteen seventeen eighteen nineteen"
)
UP_TO_90 = "twenty thirty forty fifty sixty seventy eighty ninety"
SMALL = {word: number for number, word in enumerate(UP_TO_19.split(), 1)}
TENS = {word: 10 * number for number, word in enumerate(UP_TO_90.split(), 2)}
_SMALL, _TENS = ("|".join(sorted(names, key=len, reverse=True)) for names in (SMALL, TENS))
_BELOW_100 = rf"(?:(?:{_TENS})(?:[ -](?:{_SMALL}))?|(?:{_SMALL}))"
_SPOKEN = rf"\b(?:(?:an?|{_SMALL}) hundred(?:(?: and)?[ -]{_BELOW_100})?|{_BELOW_100})\b"
_DIGITS = (
    r"(?<![\w.,])\d{1,3}(?:[,.'’\u00a0\u202f ]\d{3})+(?!\d)"
    r"|(?<![\w.,])\d{1,9}(?:[.,]\d{1,2})?(?!\d)"
)
NUMBER = re.compile(
    rf"(?P<before>{CURRENCY}\s?)?(?P<number>{_DIGITS}|{_SPOKEN})"
    rf"(?P<scale>\s?(?:k|thousand|grand)\b)?(?P<after>\s?{CURRENCY})?",
    re.IGNORECASE,
)
BETWEEN = re.compile(r"\s*(?:-|–|—|to|and|or)\s*(?:up to\s*)?", re.IGNORECASE)
COUNTED = re.compile(
    r"\s?(?:%|per ?cent|years?|months?|weeks?|days?|hours?|minutes?|people|engineers?|reports?"
    r"|posts?|postings?|listings?|surveys?|offers?|companies|levels?|times|st\b|nd\b|rd\b|th\b)",
    re.IGNORECASE,
)
LEVEL = re.compile(r"\b(?:level|grade|band|top|step)\s*$", re.IGNORECASE)
STANDS_ALONE = re.compile(
    r"\s*(?:$|[.,;:?!)\n]|(?:base|gross|net|fixed|plus|or|in|for|if|but|at|with|without)\b)",
    re.IGNORECASE,
)
PERIOD = re.compile(
    r"[^.;\d]{0,20}?(?:\b(?:a|an|per|each) |/ ?)(year|month|day|hour)\b", re.IGNORECASE
)
_BESIDE = r"(?:bonus|equity|options|shares|stock|relocation|budget|allowance)"
BESIDE_BEFORE = re.compile(rf"\b{_BESIDE}\s+(?:of|worth|around|about)?\s*$", re.IGNORECASE)
BESIDE_AFTER = re.compile(
    rf"\s*(?:(?:in|of|as)\s+)?(?:an?\s+)?(?:sign(?:ing|-on)\s+)?{_BESIDE}\b", re.IGNORECASE
)
NEAR = 40  # characters
READ = 5_000  # characters; twenty seconds of speech are 300
SHORT = ("day", "hour")
YEARLY_FROM = 10_000  # what is less may be for a month or a day


@dataclass(frozen=True)
class Amount:
    """`text[start:end]` names `value`, for a "year", "month", "day", "hour" or, unsaid, ""."""

    start: int
    end: int
    value: float
    per: str
    has_currency: bool

    @property
    def yearly(self) -> tuple[str, float]:
        """The period that it can be compared in, and the value for it."""
        if self.per == "month":
            return "year", self.value * 12
        return ("year" if not self.per and self.value >= YEARLY_FROM else self.per), self.value


def amounts(text: str) -> list[Amount]:
    """Return the amounts that a text names in its first READ characters, in order."""
    text = text[:READ]
    numbers = [each for each in NUMBER.finditer(text) if not is_counted(text, each)]
    found = {}
    for number, later in zip(numbers, [*numbers[1:], None], strict=False):
        is_range = later and BETWEEN.fullmatch(text, number.end(), later.start())
        for each, other in ((number, later), (later, number)) if is_range else ((number, None),):
            if each.start() not in found and (amount := amount_of(text, each, other)):
                found[each.start()] = amount
    return [found[start] for start in sorted(found)]


def given_away(said: Sequence[Amount], floor: Sequence[Amount]) -> list[Amount]:
    """Return those said that are a figure of the floor, or lower than all of it."""
    return [each for each in said if _is_at_or_below(each, floor)]


def _is_at_or_below(amount: Amount, floor: Sequence[Amount]) -> bool:
    """Whether it equals a figure of the floor, or is below the least in its period."""
    per, value = amount.yearly
    same = [kept.yearly[1] for kept in floor if kept.yearly[0] in (per, "") or not per]
    return bool(same) and (value in same or value < min(same))


def is_counted(text: str, number: re.Match) -> bool:
    """Whether what stands beside a number makes it something else than the salary."""
    return bool(
        (not number["scale"] and COUNTED.match(text, number.end()))
        or LEVEL.search(text[max(0, number.start() - NEAR) : number.start()])
        or BESIDE_BEFORE.search(text[max(0, number.start() - NEAR) : number.start()])
        or BESIDE_AFTER.match(text, number.end())
    )


def amount_of(text: str, number: re.Match, other: re.Match | None) -> Amount | None:
    """Return a number as money, read with the other end of its range; None if it isn't money."""
    ends = [each for each in (number, other) if each]
    value, *rest = (value_of(each["number"]) for each in ends)
    has_currency = any(each["before"] or each["after"] for each in ends)
    is_scaled = any(each["scale"] for each in ends)
    period = PERIOD.match(text, max(each.end() for each in ends))
    per = period[1].lower() if period else ""
    is_year = number["number"].isdigit() and 1900 <= value <= 2100
    if value < 1000 and not is_scaled:
        stands_alone = has_currency or rest or STANDS_ALONE.match(text, number.end())
        if value < 20 or not (stands_alone or per in SHORT):
            return None
        is_scaled = per not in SHORT
    elif is_year and not has_currency:
        return None
    if is_scaled and value < 1000:
        value *= 1000
    return Amount(number.start(), number.end(), value, per, has_currency)


def value_of(number: str) -> float:
    """Return the value of digits ("85,000", "1.5") or of words up to 999 ("a hundred and ten")."""
    if number[0].isdigit():
        whole = re.sub(r"[,.'’\u00a0\u202f ](?=\d{3}(?:\D|$))", "", number)
        return float(whole.replace(",", "."))
    head, is_hundred, tail = number.lower().partition(" hundred")
    below = sum(SMALL.get(word, 0) + TENS.get(word, 0) for word in re.split(r"[ -]", tail or head))
    return (SMALL.get(head, 1) * 100 + (below if tail else 0)) if is_hundred else float(below)
