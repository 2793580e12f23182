"""What a STAR story leaves out, as a listener would notice it.

Rules, not a model: each issue shows the words that it rests on and asks the question that would
mend it. Nothing is written for the candidate. A part that is still empty is not complained
about, but for the result, without which there is no story.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from . import star_signs as signs
from .clock import WORDS_A_MINUTE, spoken_seconds, words
from .sentences import split

STAR = ("situation", "task", "action", "result")
SPOKEN_AT_MOST = 120  # seconds
SITUATION_AT_MOST = 1 / 3
SHOWN_AT_MOST = 4
# An outcome takes some words; fewer say that there was one.
OUTCOME_WORDS = 6

ASKS = {
    "result_missing": "How did it end? Say what was different afterwards, and for whom.",
    "no_numbers_in_result": "What changed, from what to what, and over how long?",
    "we_not_i": "Which of these steps were yours? Say “I” for them, and “we” for the rest.",
    "no_own_role": "What were you asked to do, or decided to do, yourself?",
    "no_alternatives_considered": "What else could you have done, and why did you turn it down?",
    "no_learning": "What do you do differently since, or what was changed so that it lasts?",
    "situation_too_long": "Which two facts must a listener know before you act?",
    "vague_action": "What did you do there, step by step: measured, wrote, asked, ran?",
    "too_long": "Which sentence could go without the result losing its reason?",
}
LABELS = {
    "result_missing": "No result yet",
    "no_numbers_in_result": "The result has no number",
    "we_not_i": "“We” where a listener waits for “I”",
    "no_own_role": "Your own part is not said",
    "no_alternatives_considered": "No option was compared",
    "no_learning": "Nothing learned, nothing changed afterwards",
    "situation_too_long": "The situation takes over a third",
    "vague_action": "Vague about what was done",
    "too_long": "Longer than two minutes",
}


@dataclass(frozen=True)
class Issue:
    """One thing a listener would miss: a code of ASKS, the part it is in, the words that show it.

    Each of `words` stands so in that part; there are none where the issue is an absence.
    """

    code: str
    part: str
    words: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """What is the matter, in words."""
        return LABELS[self.code]

    @property
    def ask(self) -> str:
        """The question that would mend it."""
        return ASKS[self.code]


@dataclass(frozen=True)
class StoryReview:
    """Words and spoken seconds of each part and of all; "I" and "we" counted where one acts."""

    words: dict[str, int]
    seconds: dict[str, int]
    total: int
    mine: int
    ours: int
    issues: tuple[Issue, ...]

    @property
    def codes(self) -> list[str]:
        """The codes of its issues."""
        return [issue.code for issue in self.issues]


def review_story(parts: Mapping[str, str], wpm: int = WORDS_A_MINUTE) -> StoryReview:
    """Hold a story's four parts (missing ones are empty) against what a listener waits for."""
    told = {part: parts.get(part, "") for part in STAR}
    counts = {part: words(told[part]) for part in STAR}
    acting = f"{told['task']}\n{told['action']}"
    found = [
        *result_issues(told["result"]),
        *acting_issues(told),
        *absences(told),
        *length_issues(counts, wpm),
    ]
    return StoryReview(
        words=counts,
        seconds={part: spoken_seconds(counts[part], wpm) for part in STAR},
        total=spoken_seconds(sum(counts.values()), wpm),
        mine=len(signs.MINE.findall(acting)),
        ours=len(signs.OURS.findall(acting)),
        issues=tuple(found) if any(counts.values()) else (),
    )


def result_issues(result: str) -> list[Issue]:
    """An outcome that is missing, or that has no quantity."""
    numbers = quantities(result)
    if words(result) < (1 if numbers else OUTCOME_WORDS) or is_open(result, numbers):
        return [Issue("result_missing", "result")]
    return [] if numbers else [Issue("no_numbers_in_result", "result", (first_of(result),))]


def is_open(result: str, numbers: list[str]) -> bool:
    """Whether a short result only says that there is none yet."""
    return (
        not numbers and words(result) <= 3 * OUTCOME_WORDS and bool(signs.OPEN_END.search(result))
    )


def quantities(text: str) -> list[str]:
    """The numbers of a text that say how much: digits and number words, not dates or names."""
    return [found.group().strip() for found in signs.NUMBER.finditer(signs.NAMES.sub("", text))]


def acting_issues(told: Mapping[str, str]) -> list[Issue]:
    """Who acts, and how concretely, in task and action."""
    acting = f"{told['task']}\n{told['action']}"
    if not acting.strip():
        return []
    ours = [found.group() for found in signs.OURS.finditer(acting)]
    mine = len(signs.MINE.findall(acting))
    bare = len(signs.BARE.findall(acting))
    issues = []
    if len(ours) >= 2 and len(ours) > mine + bare:
        issues.append(Issue("we_not_i", "action", sentences_with(signs.OURS, told["action"])))
    own = len(signs.MINE.findall(signs.BESIDE.sub(" ", acting)))
    if not own and not bare and not signs.ROLE.search(acting):
        issues.append(Issue("no_own_role", "task", sentences_with(signs.BESIDE, told["task"])))
    vague = tuple(found.group() for found in signs.VAGUE.finditer(told["action"]))
    if len(vague) >= 2 or len(vague) * 2 > len(split(told["action"])):
        issues.append(Issue("vague_action", "action", vague[:SHOWN_AT_MOST]))
    return issues


def absences(told: Mapping[str, str]) -> list[Issue]:
    """What nothing in the story says: options compared, and something learned."""
    whole = "\n".join(told.values())
    issues = []
    if told["action"].strip() and not signs.OPTIONS.search(whole):
        issues.append(Issue("no_alternatives_considered", "action"))
    after = f"{told['action']}\n{told['result']}"
    if after.strip() and not signs.LEARNED.search(after):
        issues.append(Issue("no_learning", "result"))
    return issues


def length_issues(counts: Mapping[str, int], wpm: int) -> list[Issue]:
    """What takes too long, once there is more than a situation."""
    total = sum(counts.values())
    issues = []
    if total > counts["situation"] > SITUATION_AT_MOST * total:
        issues.append(Issue("situation_too_long", "situation"))
    if total * 60 > SPOKEN_AT_MOST * wpm:
        issues.append(Issue("too_long", longest(counts)))
    return issues


def longest(counts: Mapping[str, int]) -> str:
    """The part with the most words."""
    return max(STAR, key=lambda part: counts[part])


def sentences_with(pattern: re.Pattern, text: str) -> tuple[str, ...]:
    """The first sentences of a text in which a pattern is found."""
    return tuple(s.text for s in split(text) if pattern.search(s.text))[:SHOWN_AT_MOST]


def first_of(text: str) -> str:
    """A text's first sentence."""
    return split(text)[0].text
