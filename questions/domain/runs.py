"""Runs of eight words: how a sentence taken over from the seed document is found.

The seed's text is not shipped, only the hashes of its runs (scripts/hash_seed.py makes
them). The hash rolls, so that a thousand entries take under two seconds: with v(w) the first
eight bytes of a word's BLAKE2b, the hash of w1 … w8 is Σ v(wi)·B^(8-i) mod 2^61 - 1.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path

RUN = 8
BASE = 1_000_003
PRIME = 2**61 - 1
LEAVING = pow(BASE, RUN, PRIME)
WORD = re.compile(r"[^\W_]+")
SEED_HASHES = Path(__file__).with_name("seed_hashes.txt")


def words(text: str) -> list[str]:
    """Return the words in small letters; punctuation is dropped, also within a word."""
    return WORD.findall(text.lower().replace("'", "").replace("’", ""))


@lru_cache(maxsize=100_000)
def value(word: str) -> int:
    """Return a word's number, the same in every process."""
    return int.from_bytes(blake2b(word.encode("utf-8", "replace"), digest_size=8).digest()) % PRIME


def run_hashes(sequence: list[str]) -> Iterator[int]:
    """Yield the hash of each run of eight words, by the place of its first word."""
    rolling = 0
    for place, word in enumerate(sequence):
        rolling = (rolling * BASE + value(word)) % PRIME
        if place >= RUN:
            rolling = (rolling - LEAVING * value(sequence[place - RUN])) % PRIME
        if place >= RUN - 1:
            yield rolling


@lru_cache(maxsize=1)
def seed_hashes() -> frozenset[int]:
    """Return the hashes of the seed's runs."""
    return frozenset(int(line, 16) for line in SEED_HASHES.read_text().split())


def taken_over(text: str, known: frozenset[int]) -> list[tuple[int, str]]:
    """Return (line, words) of each stretch of a text whose runs are all known."""
    placed = [
        (word, line) for line, each in enumerate(text.split("\n"), start=1) for word in words(each)
    ]
    sequence = [word for word, _ in placed]
    found: list[tuple[int, int]] = []
    for place, hashed in enumerate(run_hashes(sequence)):
        if hashed in known:
            if found and place < found[-1][1]:
                found[-1] = (found[-1][0], place + RUN)
            else:
                found.append((place, place + RUN))
    return [(placed[start][1], " ".join(sequence[start:end])) for start, end in found]
