"""What a listener would stumble over in the opening, the reasons, and the line about money.

Each remark rests on words of the candidate's and asks the question that would mend them. They
are suggestions: nothing is written for anybody, and nothing is graded.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

from .clock import WORDS_A_MINUTE, spoken_seconds, words
from .hints import NUMBER_WORD
from .money import amounts, given_away
from .phrases import (
    ANY_COMPANY,
    BIOGRAPHY,
    CONTACT,
    HEDGED,
    ILL,
    INVITES,
    LEAST,
    NAMED,
    PRAISE,
    TENURE,
    VERSION,
)
from .sentences import Sentence, split

# Seconds that a part should take aloud.
TARGETS = {
    ("about-me", "long"): 90,
    ("about-me", "short"): 30,
    ("why-company", "reason"): 60,
    ("why-leave", "reason"): 45,
    ("salary", "line"): 20,
}
ABOUT_ONESELF = ("now", "long", "short")
GREETING = 4  # words: "Sure, happy to." opens nothing yet


@dataclass(frozen=True)
class Remark:
    """What to look at: the words it rests on, each a piece of the text, and what to ask oneself."""

    code: str
    words: tuple[str, ...]
    ask: str


@dataclass(frozen=True)
class Kept:
    """A sentence of the long version that the short one could keep, and why."""

    sentence: str
    why: str


def review_pitch(
    kind: str, part: str, text: str, wpm: int = WORDS_A_MINUTE, *, floor: str = ""
) -> list[Remark]:
    """Return what to look at in one part of a pitch; `floor` is the private one, of a salary."""
    sentences = split(text)
    if not sentences or (kind, part) == ("salary", "floor"):
        return []
    found = [*too_long(text, sentences, TARGETS.get((kind, part), 0), wpm)]
    if kind == "salary":
        return [*found, *about_money(text, sentences, floor)]
    if kind == "about-me":
        found += about_me(part, text, sentences)
    if kind == "why-company":
        found += about_them(text, sentences)
    elif generic := quotes(ANY_COMPANY, text):
        found.append(Remark("fits-any", generic, "Anybody could say this. What would you do here?"))
    return [*found, *praise(text), *ill_spoken(text)]


def worth_keeping(text: str) -> list[Kept]:
    """Return the sentences that carry a number or say what is next, in order.

    Numbers in words count where none stands in digits: "twice" is seldom the one to keep.
    """
    said = [each.text for each in split(text)]
    counted = [each for each in said if in_digits(each)] or list(filter(has_figure, said))
    return [
        Kept(each, "what is next" if says_next(each) else "a number")
        for each in said
        if says_next(each) or each in counted
    ]


def too_long(text: str, sentences: list[Sentence], target: int, wpm: int) -> Iterator[Remark]:
    """Longer aloud than it should be: the sentence in which the time is up."""
    seconds = spoken_seconds(words(text), wpm)
    if not target or seconds <= target:
        return
    said = accumulate(words(each.text) for each in sentences)
    late = (
        each for each, so_far in zip(sentences, said, strict=True) if so_far * 60 > target * wpm
    )
    over = next(late, sentences[-1])
    ask = f"It takes {seconds} s aloud, for {target}: here the time is up. What can go?"
    yield Remark("too-long", (over.text,), ask)


def about_me(part: str, text: str, sentences: list[Sentence]) -> Iterator[Remark]:
    """What an opening about oneself should hold: a number first of all, and where it leads."""
    first = opening_of(sentences)
    if part in ABOUT_ONESELF and BIOGRAPHY.match(plain(first.text)):
        ask = "It begins with your past. What do you do now, for whom, and how large is it?"
        yield Remark("biography", (first.text,), ask)
    if part in ABOUT_ONESELF and not has_figure(text):
        ask = "Nothing says how large your work is. How many users, queries or people; by how much?"
        yield Remark("no-number", (first.text,), ask)
    last = sentences[-1].text
    if part in ("long", "short") and not says_next(last):
        ask = "It ends at you. What has this post to do with it, or what should they ask you next?"
        yield Remark("no-next", (last,), ask)


def about_them(text: str, sentences: list[Sentence]) -> Iterator[Remark]:
    """A reason that would fit any company: nothing of theirs is named, used or counted."""
    is_named = any(NAMED.search(sentence.text) for sentence in sentences)
    if not (is_named or has_figure(text) or CONTACT.search(plain(text))):
        generic = quotes(ANY_COMPANY, text) or (sentences[0].text,)
        ask = "It would fit any company. What of theirs did you use, read or measure? Name it."
        yield Remark("fits-any", generic, ask)


def about_money(text: str, sentences: list[Sentence], floor: str) -> Iterator[Remark]:
    """A range with a currency, said firmly, that leaves the floor out."""
    said = amounts(text)
    named = tuple(dict.fromkeys(text[each.start : each.end] for each in said))
    if not said:
        ask = "No figure yet. If they insist on one, which range would you take?"
        yield Remark("no-range", (sentences[0].text,), ask)
    elif len({each.value for each in said}) == 1:
        ask = "One figure can only be agreed to or beaten down. From what to what would you take?"
        yield Remark("single-figure", named, ask)
    if said and not any(each.has_currency for each in said):
        yield Remark("no-currency", named, "In which currency, gross, and for which period?")
    if away := given_away(said, amounts(floor)):
        ask = "This names your floor, or less. What is the lowest figure you would be glad of?"
        shown = tuple(dict.fromkeys(text[each.start : each.end] for each in away))
        yield Remark("floor", shown, ask)
    if least := quotes(LEAST, text):
        ask = "This tells them where you end, and they need to offer no more. Can it go?"
        yield Remark("floor-told", least, ask)
    if hedged := quotes(HEDGED, text):
        ask = "This hands the figure to them. What would you say if you were sure of it?"
        yield Remark("hedged", hedged, ask)


def praise(text: str) -> Iterator[Remark]:
    """Adjectives about oneself that ask to be believed."""
    if bare := quotes(PRAISE, text):
        ask = "A claim about yourself. What did you do from which they would conclude it?"
        yield Remark("adjective", bare, ask)


def ill_spoken(text: str) -> Iterator[Remark]:
    """What speaks ill of the present employer, with the question about where to instead."""
    for pattern, ask in ILL:
        if found := quotes(pattern, text):
            yield Remark("speaks-ill", found, ask)


def opening_of(sentences: list[Sentence]) -> Sentence:
    """The sentence that opens, after a greeting of a few words."""
    is_greeting = len(sentences) > 1 and words(sentences[0].text) <= GREETING
    return sentences[1] if is_greeting and not has_figure(sentences[0].text) else sentences[0]


def says_next(sentence: str) -> bool:
    """Whether a sentence points at the post or invites a question."""
    return bool(INVITES.search(plain(sentence))) and not ANY_COMPANY.search(plain(sentence))


def has_figure(text: str) -> bool:
    """Whether a quantity is named: years of experience, dates and versions are none."""
    return in_digits(text) or bool(NUMBER_WORD.search(quantities(text)))


def in_digits(text: str) -> bool:
    """Whether a quantity is named in digits."""
    return bool(re.search(r"\d", quantities(text)))


def quantities(text: str) -> str:
    """The text without what is a number and no quantity."""
    return VERSION.sub(" ", TENURE.sub(" ", plain(text)))


def quotes(pattern: re.Pattern, text: str) -> tuple[str, ...]:
    """What a pattern finds, as it stands in the text, each once."""
    found = (text[each.start() : each.end()] for each in pattern.finditer(plain(text)))
    return tuple({said.lower(): said for said in found}.values())


def plain(text: str) -> str:
    """The text with straight apostrophes, letter for letter as long."""
    return text.replace("’", "'")
