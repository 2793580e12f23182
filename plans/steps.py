"""A task as it stands, and the minutes of some tasks: the one sum behind every number shown."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from questions.domain.primers import Primer
from questions.primers import primer_pages

from .domain.fulfilment import Progress
from .domain.seed_days import COUNTED
from .models import Task
from .seed import primers_of

DONE_WORDS = {
    "answered": "answered",
    "timed": "done under the clock",
    "section": "sections filled",
    "sheet": "parts of the research sheet filled",
    "asks": "chosen",
    "story": "drafted",
    "review": "reviewed",
}
# What is done in one go.
WHOLE = {"timed", "review", "rest"}


@dataclass(frozen=True)
class Minutes:
    """Minutes of some tasks: all of them, those of what is done, and what is left."""

    planned: int
    done: int

    @property
    def left(self) -> int:
        """What is still to do."""
        return self.planned - self.done

    @classmethod
    def of(cls, steps: Iterable["Step"]) -> "Minutes":
        """Add up; a task counts when it is done, not by halves."""
        steps = list(steps)
        return cls(
            planned=sum(step.task.minutes for step in steps),
            done=sum(step.task.minutes for step in steps if step.done),
        )


@dataclass(frozen=True)
class Step:
    """A task with how far practice brought it (None: practice can't tell)."""

    task: Task
    progress: Progress | None
    today: date

    @property
    def fulfilled(self) -> bool:
        """Whether it is done as far as practice tells; a day of rest ends by itself."""
        if self.task.by == "rest":
            return self.task.day is not None and self.task.day < self.today
        return self.progress is not None and self.progress.fulfilled

    @property
    def done(self) -> bool:
        """Whether it is done: a person's word wins."""
        if self.task.verdict:
            return self.task.verdict == Task.Verdict.DONE
        return self.fulfilled

    @property
    def units_done(self) -> int:
        """How many of its units are done."""
        if self.done:
            return self.task.count
        if self.task.verdict or not self.progress:
            return 0
        return min(self.progress.done, self.task.count)

    @property
    def measure(self) -> str:
        """How far it is, in words: "2 of 5 answered"; "" where nothing is counted.

        Where the bank has fewer questions than the task asks, it says so.
        """
        ahead = self.task.by == "review" and self.task.day > self.today
        if self.progress is None or ahead:
            return ""
        if self.progress.of == 0:
            return "Nothing is due"
        words = f"{self.progress.done} of {self.progress.of} {DONE_WORDS[self.task.by]}"
        short = self.task.kinds and self.progress.of < self.task.count
        return f"{words}: the bank has no more of this kind" if short else words

    @property
    def is_counted(self) -> bool:
        """Whether it has pieces; all else is divided by minutes."""
        return self.task.by in COUNTED

    @property
    def parts(self) -> int:
        """Into how many parts what is open of it can be cut at most; 1: not at all."""
        if self.done or self.task.by in WHOLE:
            return 1
        return self.task.count - self.units_done if self.is_counted else self.task.minutes

    @property
    def half(self) -> int:
        """What of these goes to another day, unless one says otherwise."""
        return self.parts // 2

    @property
    def primers(self) -> list[Primer]:
        """What to read first, if one needs to."""
        pages = primer_pages()
        return [
            pages[slug].primer
            for slug in primers_of(self.task.key, self.task.plan.leaning)
            if slug in pages
        ]

    @property
    def by_practice(self) -> bool:
        """Whether it ticked itself."""
        return self.done and not self.task.verdict and self.progress is not None
