"""The plan as it stands: each task with what was done of it, each day with its minutes.

Every place that shows minutes (a task, a day, the button, the plan) reads them from one
`Minutes` (steps.py), so they agree.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cached_property

from interviewprep.accounts.models import Candidate
from practice.deeds import today as today_for

from .domain.fulfilment import Deed, tally
from .evidence import Drafted, Waiting, Work, read_work, waiting
from .left_out import LeftOutRow, left_out_rows
from .mending import Mended, is_missed, mend
from .models import Plan, Task
from .steps import DONE_WORDS, Minutes, Step
from .theming import themes_of

GLANCE = 14
# On a past day neither is still open: what was due is due today, and a rest is over.
NEVER_OPEN = {"review", "rest"}
DEED_WORDS = {
    "answered": lambda n: f"{n} question{'s' * (n != 1)} answered",
    "review": lambda n: f"{n} review{'s' * (n != 1)}",
    "story": lambda n: f"{n} stor{'y' if n == 1 else 'ies'} drafted",
    "section": lambda n: f"{n} section{'s' * (n != 1)} filled",
}


@dataclass(frozen=True)
class AgendaDay:
    """A day of the plan: what it is about, its tasks, and the minutes one has.

    `light` is how many of these are planned at most, where it is kept light.
    """

    date: date
    theme: str
    budget: int
    today: date
    steps: tuple[Step, ...]
    light: int | None = None

    @cached_property
    def minutes(self) -> Minutes:
        """The minutes of its tasks."""
        return Minutes.of(self.steps)

    @property
    def review_minutes(self) -> int:
        """The minutes that are still set aside for review."""
        return Minutes.of(step for step in self.steps if step.task.by == "review").left

    @property
    def over(self) -> int:
        """By how many minutes more was put on it than one has."""
        return max(0, self.asked - self.budget)

    @property
    def asked(self) -> int:
        """The minutes that it takes: of a day to come, without what was done ahead."""
        return self.minutes.left if self.date > self.today else self.minutes.planned

    @property
    def is_free(self) -> bool:
        """Whether nothing takes minutes on it."""
        return not self.minutes.planned

    @property
    def still_open(self) -> list[Step]:
        """What can still be made up for, once the day is past."""
        return [step for step in self.steps if not step.done and step.task.by not in NEVER_OPEN]

    @property
    def is_missed(self) -> bool:
        """Whether it is past, and nothing of it was done."""
        return self.date < self.today and not self.is_free and not self.minutes.done

    @property
    def next_step(self) -> Step | None:
        """What to go on with: the first open task that has a place to do it."""
        todo = [step for step in self.steps if not step.done and step.task.by != "rest"]
        return next((step for step in todo if step.task.href), next(iter(todo), None))


@dataclass(frozen=True)
class Agenda:
    """The active plan, seen from a day of the candidate's."""

    plan: Plan
    today: date
    steps: tuple[Step, ...]
    work: Work
    waiting: Waiting
    themes: dict[str, str]
    mended: Mended | None = None
    missed: tuple[date, ...] = ()

    @cached_property
    def days(self) -> list[AgendaDay]:
        """All days of the plan, in order."""
        by_day: dict[date, list[Step]] = {}
        for step in self.steps:
            by_day.setdefault(step.task.day, []).append(step)
        span = (self.plan.last_day - self.plan.first_day).days + 1
        return [
            AgendaDay(
                date=day,
                theme=self.themes.get(day.isoformat(), ""),
                budget=self.plan.budget(day),
                today=self.today,
                steps=tuple(by_day.get(day, ())),
                light=self.plan.light_minutes if day == self.plan.last_day else None,
            )
            for day in (self.plan.first_day + timedelta(days=n) for n in range(span))
        ]

    @cached_property
    def day(self) -> AgendaDay | None:
        """Today, if the plan runs."""
        return next((day for day in self.days if day.date == self.today), None)

    @property
    def number(self) -> int:
        """Which of the plan's days today is, from 1."""
        return (self.today - self.plan.first_day).days + 1

    @property
    def first_ahead(self) -> AgendaDay | None:
        """The next day with something to do, from tomorrow on."""
        ahead = (day for day in self.days if day.date > self.today)
        return next((day for day in ahead if not day.is_free), None)

    @property
    def glance(self) -> list[AgendaDay]:
        """Fourteen days around today; all of a shorter plan."""
        here = (self.today - self.plan.first_day).days
        start = max(0, min(here - GLANCE // 3, len(self.days) - GLANCE))
        return self.days[start : start + GLANCE]

    @property
    def open_days(self) -> list[date]:
        """Where a task can be moved to: from today on."""
        return [day.date for day in self.days if day.date >= self.today]

    @property
    def drafted(self) -> Drafted:
        """How far stories and worksheets are."""
        return self.work.drafted

    @property
    def ahead(self) -> list[Task]:
        """The tasks from today on."""
        return [step.task for step in self.steps if step.task.day and step.task.day >= self.today]

    @cached_property
    def minutes(self) -> Minutes:
        """The minutes of the whole plan."""
        return Minutes.of(step for day in self.days for step in day.steps)

    @property
    def left_out(self) -> list[LeftOutRow]:
        """What found no day; reviews left out for one reason are one row."""
        return left_out_rows(step.task for step in self.steps if step.task.day is None)

    @property
    def still_open(self) -> list[Step]:
        """What past days left open."""
        past = (day for day in self.days if day.date < self.today)
        return [step for day in past for step in day.still_open]

    @property
    def is_over(self) -> bool:
        """Whether its last day and the interview are past."""
        return self.today > max(self.plan.last_day, self.plan.interview_date or date.min)

    @property
    def done_today(self) -> str:
        """What was practised today, planned or not: "3 questions answered, 1 review"."""
        counts = Counter(deed.what for deed in self.work.deeds if deed.day == self.today)
        return ", ".join(words(counts[what]) for what, words in DEED_WORDS.items() if counts[what])

    def step_of(self, task: Task) -> Step:
        """One task as it stands."""
        return next(step for step in self.steps if step.task.pk == task.pk)


def read_agenda(candidate: Candidate, now: datetime, *, mending: bool = True) -> Agenda | None:
    """Read the plan that is followed, in four queries; None without one.

    It mends itself while it is read: what past days left open stands on days to come. Nothing
    is written; the next change of the plan keeps it. Without `mending`: as it was kept.
    """
    tasks = list(candidate.tasks.current())
    if not tasks:
        return None
    plan, today = tasks[0].plan, today_for(candidate, now)
    work, review = read_work(candidate, plan, today), waiting(candidate, now)
    kept = Agenda(
        plan, today, steps_of(tasks, work.deeds, review, today), work, review, plan.themes
    )
    if not mending or not any(is_missed(step, plan, today) for step in kept.steps):
        return kept
    mended = mend(plan, kept.steps, candidate.kept_aim, today)
    return (
        kept
        if mended is None
        else replace(
            kept,
            steps=steps_of(mended.rows, work.deeds, review, today),
            themes=themes_of(plan, mended.rows, today),
            mended=mended,
            missed=tuple({step.task.day for step in kept.steps if is_missed(step, plan, today)}),
        )
    )


def steps_of(
    tasks: Sequence[Task], deeds: Sequence[Deed], review: Waiting, today: date
) -> tuple[Step, ...]:
    """Each task with how far practice brought it."""
    bank = review.known.sizes
    quotas = [task.quota(bank) for task in tasks if task.day and task.by in DONE_WORDS]
    progress = tally(quotas, deeds, today, review.due.count)
    return tuple(Step(task, progress.get(task.pk), today) for task in tasks)
