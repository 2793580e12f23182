"""Facts said once: numbers of a story that its project's worksheet tells differently.

Two numbers are held against each other where they have the same unit and stand among the same
words. That they differ is a question, not an error: they may be two things.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from .figures import Figure, around, figures
from .stance import GRAMMAR, words

# How many words a number must share with the other's surroundings to be about the same thing.
SHARED = 2
NEAR = 60  # characters on each side
# How long something took is told of many things; a quantity of these is no fact of the project.
SPANS = frozenset({"day", "week", "month", "quarter", "year", "h", "min"})
CLOSE = 0.01  # of the value: "about 900" and 903 agree


@dataclass(frozen=True)
class Told:
    """A number with the words round it, and the part that it stands in."""

    figure: Figure
    part: str
    before: str
    after: str

    @property
    def among(self) -> frozenset[str]:
        """The words near it that speak of something."""
        near = words(f"{self.before} {self.after}")
        return frozenset(near) - GRAMMAR - {self.figure.unit}


@dataclass(frozen=True)
class Disagreement:
    """A number of the story, and the one that the project tells in its place."""

    story: Told
    project: Told

    @property
    def key(self) -> str:
        """Both numbers, by which they can be said to be two things."""
        return f"{self.story.figure.words} / {self.project.figure.words}"


def disagreements(story: Mapping[str, str], project: Mapping[str, str]) -> list[Disagreement]:
    """Return the numbers of a story ({part: text}) that its project tells differently.

    A number that the project has as well, wherever, agrees; each is held against the number of
    the project that shares most words with it, at least SHARED.
    """
    known = told_in(project)
    found = []
    for each in told_in(story):
        rivals = [other for other in known if other.figure.unit == each.figure.unit]
        if any(agree(each.figure, other.figure) for other in rivals):
            continue
        nearest = max(rivals, key=lambda other: len(each.among & other.among), default=None)
        if nearest and len(each.among & nearest.among) >= SHARED:
            found.append(Disagreement(each, nearest))
    return found


def told_in(texts: Mapping[str, str]) -> list[Told]:
    """The figures of some texts, each with its surroundings, but spans of time."""
    return [
        Told(figure, part, *around(text, figure, NEAR))
        for part, text in texts.items()
        for figure in figures(text)
        if figure.unit not in SPANS
    ]


def agree(one: Figure, other: Figure) -> bool:
    """Whether two figures of a unit have a value in common, within CLOSE."""
    ours = [value for value in (one.value, one.since) if value is not None]
    theirs = [value for value in (other.value, other.since) if value is not None]
    return any(abs(a - b) <= CLOSE * max(abs(a), abs(b)) for a in ours for b in theirs)
