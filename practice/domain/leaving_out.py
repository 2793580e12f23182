"""Leaving out of a text what must not be said, however it is spaced or written."""

import re
import unicodedata
from collections.abc import Iterable
from itertools import pairwise

from .figures import Figure, figures

LEFT_OUT = "[left out]"
TOKEN = re.compile(r"\d+|[^\W\d_]+|_|[^\w\s]")
DASHES = "‐‑‒–—-"  # "-" comes last, where it names no range
QUOTES = "'’‘"
GAP = rf"[\s{DASHES}]"


def leave_out(text: str, phrases: Iterable[str], instead: str = LEFT_OUT) -> str:
    """Return `text` with each of the phrases replaced.

    Letters of either size, other spaces and dashes are the same phrase, and "Acmes" is "Acme";
    within a word or a number nothing is found. A phrase that is a number with its unit is found
    however that number is written.
    """
    text = unicodedata.normalize("NFC", text)
    kept, at = [], 0
    for start, end, _ in places_of(text, phrases):
        if start >= at:
            kept += [text[at:start], instead]
        at = max(at, end)
    return "".join([*kept, text[at:]])


def standing(text: str, phrases: Iterable[str]) -> list[str]:
    """Return those of the phrases that stand in a text, in its order, each once."""
    found = places_of(unicodedata.normalize("NFC", text), phrases)
    return list(dict.fromkeys(phrase for *_, phrase in found))


def places_of(text: str, phrases: Iterable[str]) -> list[tuple[int, int, str]]:
    """Where phrases stand in a text (NFC): (start, end, phrase), by their start."""
    found, numbers = [], None
    for phrase in phrases:
        if figure := figure_of(phrase):
            numbers = figures(text) if numbers is None else numbers
            alike = (each for each in numbers if is_alike(each, figure))
            found += [(each.start, each.end, phrase) for each in alike]
        elif pattern := pattern_of(phrase):
            found += [(*match.span(), phrase) for match in pattern.finditer(text)]
    return sorted(found)


def figure_of(phrase: str) -> Figure | None:
    """The number that a phrase is, where it is nothing else."""
    found = figures(phrase.strip())
    return found[0] if len(found) == 1 and found[0].words == phrase.strip() else None


def is_alike(one: Figure, other: Figure) -> bool:
    """Whether a figure tells the other's value, in its unit where it has one."""
    values = {other.value, other.since} - {None}
    return other.unit in ("", one.unit) and bool({one.value, one.since} & values)


def pattern_of(phrase: str) -> re.Pattern | None:
    """What finds a phrase; None where it has neither words nor signs."""
    tokens = TOKEN.findall(unicodedata.normalize("NFC", phrase))
    tokens = [token for token in tokens if token not in DASHES]
    if not tokens:
        return None
    found = written(tokens[0])
    for before, token in pairwise(tokens):
        apart = "+" if before.isalpha() and token.isalpha() else "*"
        found += f"{GAP}{apart}{written(token)}"
    start = r"(?<![^\W_])" if tokens[0].isalnum() else ""
    end = r"[^\W\d_]*" if tokens[-1].isalpha() else r"(?!\d)" if tokens[-1].isdigit() else ""
    return re.compile(start + found + end, re.IGNORECASE)


def written(token: str) -> str:
    """What finds one token."""
    return f"[{QUOTES}]" if token in QUOTES else re.escape(token)
