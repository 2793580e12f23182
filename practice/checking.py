"""What an answer seems to say of its key points: a suggestion beside each, for a person to decide.

The rule is `domain/coverage.py`; here it gets the points' embeddings and its result is kept.
"""

from collections import Counter
from collections.abc import Iterable

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from questions.domain.vocabulary import MISTAKES
from questions.vectors import texts_of as texts_embedded
from questions.vectors import vectors_for

from .domain.coverage import Found, check
from .domain.hints import order_hints
from .domain.points import points_of
from .models import Attempt, Mark
from .models.attempts import ANSWER
from .texts import texts_of

HINTS_AT_MOST = 5
SAID = {"hedged": "It sounds unsure", "no number": "The point has a figure, this has none"}


def suggest(attempt: Attempt) -> None:
    """Keep what a written answer seems to cover, and what one might look at in it."""
    body = texts_of(attempt, [ANSWER])[ANSWER].body
    marks = list(attempt.marks.order_by("place"))
    if not body.strip() or not marks or attempt.asked.is_code:
        return
    entry = attempt.asked.parsed
    vectors = vectors_for(texts_embedded(entry))
    found = {p.point.id: p for p in check(points_of(entry.key_points), body, vectors=vectors)}
    for mark in marks:
        if each := found.get(mark.point):
            mark.suggestion, mark.evidence = each.state, each.evidence or ""
    Mark.objects.bulk_update(marks, ["suggestion", "evidence"])
    by_words = any(each.lexical for each in found.values())
    attempt.checked_by = Attempt.Basis.WORDS if by_words else Attempt.Basis.MODEL
    attempt.hints = hints_of(found.values(), body)
    attempt.save(update_fields=["checked_by", "hints"])


def hints_of(found: Iterable[Found], body: str) -> list[str]:
    """What an interviewer might notice beside the points, in words."""
    hints = [
        f"{SAID[hint]}: “{each.evidence}”"
        for each in found
        for hint in each.hints
        if each.state != Mark.Suggestion.MISSING
    ]
    hints += [
        f"{MISTAKES[hint.mistake]}? The order of it: “{body[hint.start : hint.end]}”"
        for hint in order_hints(body)
    ]
    return list(dict.fromkeys(hints))[:HINTS_AT_MOST]


def tally(marks: Iterable[Mark]) -> dict[str, int]:
    """How many points were found, are to be checked, and were not found."""
    counts = Counter(mark.suggestion for mark in marks)
    return {state.value: counts[state] for state in Mark.Suggestion}


def with_evidence(body: str, marks: Iterable[Mark]) -> SafeString:
    """The answer with the words marked that cover a point; the rest is shown as it was typed."""
    places = []
    for mark in marks:
        at = body.find(mark.evidence) if mark.evidence else -1
        if at >= 0 and mark.suggestion == Mark.Suggestion.COVERED:
            places.append((at, at + len(mark.evidence)))
    shown, last = [], 0
    for start, end in merged(places):
        shown += [escape(body[last:start]), f"<mark>{escape(body[start:end])}</mark>"]
        last = end
    return mark_safe("".join([*shown, escape(body[last:])]))  # escaped piece by piece


def merged(places: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Stretches in order, those that overlap made one."""
    whole: list[tuple[int, int]] = []
    for start, end in sorted(places):
        if whole and start < whole[-1][1]:
            whole[-1] = (whole[-1][0], max(end, whole[-1][1]))
        else:
            whole.append((start, end))
    return whole
