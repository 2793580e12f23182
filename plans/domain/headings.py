"""Which part of a job description a heading begins, in the words of many companies.

The parts: `must` and `nice` (what is asked for), `duties` (the work), `about` (the company),
`offer` (what one gets, and the small print), `process` (how they hire).
"""

import re
from functools import cache, lru_cache
from pathlib import Path

import yaml

from .skills import LOADER

FILE = Path(__file__).with_name("headings.yaml")
# "Requirements: five years of …" and "Nice to have – Kafka", in the run of a text.
INLINE = re.compile(r"([^:.;,!?]{3,45}?)\s*(?::|\s[–—-])\s+(?=\S)")
LONGEST = 90


@cache
def patterns() -> dict[str, re.Pattern]:
    """A pattern of all headings of each part, in the order in which they are asked."""
    parts = yaml.load(FILE.read_text("utf-8"), Loader=LOADER)
    return {
        part: re.compile("|".join(f"(?:{each})" for each in rows)) for part, rows in parts.items()
    }


@lru_cache(maxsize=2048)
def zone_of(heading: str) -> str | None:
    """The part that a heading begins; None if it is not known."""
    if len(heading) > LONGEST:
        return None
    words = heading.lower().replace("’", "'").replace("`", "'")
    words = re.sub(r"[^\w\s'&/,().:–—-]", " ", words)
    words = re.sub(r"' +(?=(?:ll|re|d|ve|s)\b)", "'", " ".join(words.split()))
    words = words.strip(" :-–—.0123456789")
    head = re.sub(r" ?\([^()]{0,40}\)$", "", words)
    return next(
        (
            part
            for part, known in patterns().items()
            if known.fullmatch(words) or known.fullmatch(head)
        ),
        None,
    )
