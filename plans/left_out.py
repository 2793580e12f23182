"""What found no room in the plan, as it is listed."""

from collections.abc import Iterable
from dataclasses import dataclass

from .models import Task


@dataclass(frozen=True)
class LeftOutRow:
    """What was left out, as it is listed: one task, or reviews left out alike."""

    tasks: tuple[Task, ...]

    @property
    def task(self) -> Task:
        """What it is called by, and moved by."""
        return self.tasks[-1]

    @property
    def times(self) -> int:
        """How many there are."""
        return len(self.tasks)

    @property
    def minutes(self) -> int:
        """What they would have taken."""
        return sum(task.minutes for task in self.tasks)


def left_out_rows(tasks: Iterable[Task]) -> list[LeftOutRow]:
    """Tasks without a day as rows: reviews left out for one reason are one."""
    rows: dict[tuple, list[Task]] = {}
    for task in tasks:
        alike = (task.by, task.left_out_why) if task.by == "review" else (task.pk,)
        rows.setdefault(alike, []).append(task)
    return [LeftOutRow(tuple(those)) for those in rows.values()]
