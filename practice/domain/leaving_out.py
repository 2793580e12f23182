"""Leaving out of a text what must not be said, however it is spaced or written."""

import re
import unicodedata
from collections.abc import Iterable
from itertools import pairwise

LEFT_OUT = "[left out]"
TOKEN = re.compile(r"\d+|[^\W\d_]+|_|[^\w\s]")
DASHES = "‐‑‒–—-"  # "-" comes last, where it names no range
QUOTES = "'’‘"
GAP = rf"[\s{DASHES}]"


def leave_out(text: str, phrases: Iterable[str]) -> str:
    """Return `text` with each of the phrases replaced by LEFT_OUT.

    Letters of either size, other spaces and dashes are the same phrase, and "Acmes" is "Acme";
    within a word or a number nothing is found.
    """
    text = unicodedata.normalize("NFC", text)
    patterns = filter(None, map(pattern_of, phrases))
    spans = sorted(match.span() for pattern in patterns for match in pattern.finditer(text))
    kept, at = [], 0
    for start, end in spans:
        if start >= at:
            kept += [text[at:start], LEFT_OUT]
        at = max(at, end)
    return "".join([*kept, text[at:]])


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
