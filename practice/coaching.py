"""What stands beside a story: what a listener would miss, shown in its own words."""

from collections.abc import Mapping
from dataclasses import dataclass

from .domain import star_signs as signs
from .domain.clock import WORDS_A_MINUTE, words
from .domain.shortening import Kept, shorten
from .domain.star import SPOKEN_AT_MOST, STAR, Issue, StoryReview, quantities, review_story
from .models import Text

SHORT_SECONDS = 30
SHOWN_AT_MOST = 6


@dataclass(frozen=True)
class Light:
    """One thing a listener waits for: there with its words, or missing with what would mend it."""

    label: str
    hit: bool
    words: tuple[str, ...] = ()
    ask: str = ""


def bodies(texts: Mapping[str, Text]) -> dict[str, str]:
    """The words of a story's four parts."""
    return {part: texts[part].body for part in STAR}


def coach(texts: Mapping[str, Text], pace: int | None = None) -> dict:
    """What the page shows of a story's words: length at one's own pace, lights, what could go."""
    told, wpm = bodies(texts), pace or WORDS_A_MINUTE
    review = review_story(told, wpm)
    issues = {issue.code: issue for issue in review.issues}
    begun = any(review.words.values())
    return {
        "review": review,
        "wpm": wpm,
        "measured": pace is not None,
        "lights": lights(told, review, issues) if begun else [],
        "others": [issue for issue in review.issues if issue.code not in LIT],
        "within": all(review.words.values()) and "too_long" not in issues,
        "too_long": "too_long" in issues,
        "could_go": going(told, wpm) if "too_long" in issues else [],
        "short": short(told, wpm) if all(review.words.values()) else [],
        "short_words": words(texts["short"].body),
    }


# What has a light of its own; any other issue is shown below them.
LIT = ("result_missing", "no_numbers_in_result", "we_not_i", "no_alternatives_considered")
LIT = (*LIT, "no_learning", "no_own_role")


def lights(
    told: Mapping[str, str], review: StoryReview, issues: Mapping[str, Issue]
) -> list[Light]:
    """The four things a listener waits for."""
    whole = "\n".join(told.values())
    after = f"{told['action']}\n{told['result']}"
    said = f"“I” {times(review.mine)}, “we” {times(review.ours)}"
    numbers = tuple(quantities(told["result"]))
    return [
        light(
            issues, "The result is in numbers", numbers, "result_missing", "no_numbers_in_result"
        ),
        light(issues, "It says what you did", (said,), "no_own_role", "we_not_i"),
        light(issues, "Options were compared", found(signs.OPTIONS, whole), LIT[3]),
        light(issues, "What you learned, what changed", found(signs.LEARNED, after), "no_learning"),
    ]


def light(issues: Mapping[str, Issue], label: str, shown: tuple[str, ...], *codes: str) -> Light:
    """One light: out where one of its issues holds, with that issue's words and question."""
    issue = next((issues[code] for code in codes if code in issues), None)
    if issue:
        return Light(issue.label, False, issue.words, issue.ask)
    return Light(label, bool(shown), tuple(dict.fromkeys(shown))[:SHOWN_AT_MOST])


def found(pattern, text: str) -> tuple[str, ...]:
    """What a pattern finds, as it stands in the text."""
    return tuple(each.group() for each in pattern.finditer(text))


def times(count: int) -> str:
    """A count in words: "once", "6 times"."""
    return "once" if count == 1 else f"{count} times"


def going(told: Mapping[str, str], wpm: int) -> list[str]:
    """The sentences that could go, so that the rest fits into two minutes."""
    return [kept.text for kept in shorten(told, SPOKEN_AT_MOST, wpm) if not kept.stays]


def short(told: Mapping[str, str], wpm: int) -> list[Kept]:
    """The sentences that would carry the story in half a minute."""
    return [kept for kept in shorten(told, SHORT_SECONDS, wpm) if kept.stays]
