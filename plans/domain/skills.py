"""The skills that posts for AI engineers ask for, and where a text names them.

`skills.yaml` beside this says what each is called, by what words, and what of the bank it belongs
to. A text is read word by word against them, so its length costs in proportion.
"""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path

import yaml

FILE = Path(__file__).with_name("skills.yaml")
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the first is written in C
WORD = re.compile(r"[^\W_]+(?:\+\+|#)?")
# What may stand between two words of one name: "A/B testing", "fine-\ntuning", "W&B".
JOINT = re.compile(r"\.|[ \t\xa0]*[-‐‑–/&'’_]?[ \t\xa0]*\r?\n?[ \t\xa0]*")
LONGEST_JOINT = 6
PLURAL = re.compile(r"[^sui]s$|^(?:api|kpi|[cgt]pu)s$")
IZE = re.compile(r"is(ation|ing|e|ed|er)$")
# "Go" and "R" count where they stand among others or after such words.
LISTED_BEFORE = re.compile(r"(?:[,/(•:]|\b(?:in|or|and|with|of|know|like|use|using))\s*$")
LISTED_AFTER = re.compile(r"\s*(?:[,/)]|(?:or|and)\s+[A-Z])")


@dataclass(frozen=True)
class Skill:
    """A skill by its one name; `about` says what of the bank it belongs to (kind, kind/topic)."""

    name: str
    words: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    but_not: tuple[str, ...] = ()
    about: tuple[str, ...] = ()


@dataclass(frozen=True)
class Mention:
    """A skill that a text names from `start` to `end`."""

    skill: Skill
    start: int
    end: int


@dataclass(frozen=True)
class Phrase:
    """Folded words that say a skill, or with `means` unset hide it."""

    words: tuple[str, ...]
    skill: Skill
    capital: bool = False
    means: bool = True


@cache
def all_skills() -> dict[str, Skill]:
    """Every skill by its name, in the file's order."""
    rows = yaml.load(FILE.read_text("utf-8"), Loader=LOADER)
    skills = (
        Skill(**{key: value if key == "name" else tuple(value) for key, value in row.items()})
        for row in rows
    )
    return {skill.name: skill for skill in skills}


@cache
def phrases() -> dict[str, list[Phrase]]:
    """Every phrase by its first word, the longest first."""
    found: dict[str, list[Phrase]] = {}
    for skill in all_skills().values():
        said = [Phrase(folded(text), skill) for text in skill.words]
        said += [Phrase(folded(text), skill, capital=True) for text in skill.names]
        said += [Phrase(folded(text), skill, means=False) for text in skill.but_not]
        for phrase in said:
            found.setdefault(phrase.words[0], []).append(phrase)
    for rows in found.values():
        rows.sort(key=lambda phrase: (-len(phrase.words), phrase.means))
    return found


def folded(text: str) -> tuple[str, ...]:
    """Return the words of a phrase, folded."""
    return tuple(fold(word) for word in WORD.findall(text))


@lru_cache(maxsize=8192)
def fold(word: str) -> str:
    """Return a word in small letters, American and singular."""
    word = word.lower()
    if len(word) > 3 and PLURAL.search(word):
        word = word[:-1]
    if "is" in word:
        word = IZE.sub(r"iz\1", word)
    return word.replace("elling", "eling").replace("elled", "eled")


def mentions(text: str) -> list[Mention]:
    """Return where a text names skills, in its order; two skills may share words."""
    tokens = list(WORD.finditer(text))
    words = [fold(token.group()) for token in tokens]
    joined = [is_joint(text[a.end() : b.start()]) for a, b in pairwise(tokens)]
    hidden: dict[str, int] = {}  # a skill's name → the token up to which it is spoken for
    found = []
    for place, word in enumerate(words):
        for phrase in phrases().get(word, ()):
            last = place + len(phrase.words) - 1
            if (
                not is_said(phrase, words, joined, place)
                or hidden.get(phrase.skill.name, -1) >= place
            ):
                continue
            start, end = tokens[place].start(), tokens[last].end()
            if phrase.capital and not is_named(text, start, end):
                continue
            hidden[phrase.skill.name] = last
            if phrase.means:
                found.append(Mention(phrase.skill, start, end))
    return found


def is_said(phrase: Phrase, words: list[str], joined: list[bool], place: int) -> bool:
    """Whether the words from a place on, of which the first is right, make a phrase."""
    size = len(phrase.words)
    if size == 1:
        return True
    said = tuple(words[place : place + size]) == phrase.words
    return said and all(joined[place : place + size - 1])


def is_joint(between: str) -> bool:
    """Whether two words with this between them may belong together."""
    return between in (" ", "-") or (
        len(between) <= LONGEST_JOINT and JOINT.fullmatch(between) is not None
    )


def is_named(text: str, start: int, end: int) -> bool:
    """Whether a word of every day stands here as a name."""
    if not text[start].isupper():
        return False
    if end - start > 2 or text[start:end] == "RL":
        return True
    if text[end : end + 1] == "&":
        return False
    before, after = text[max(start - 12, 0) : start], text[end : end + 12]
    return bool(LISTED_BEFORE.search(before) or LISTED_AFTER.match(after)) or not after.strip()
