"""Where a candidate is going, a module each."""

from .guide import ChecklistTick
from .interviews import Interview, Round
from .plan import Plan, Task
from .preparing import Check, Debriefed, Feed, ToAsk

__all__ = [
    "Check",
    "ChecklistTick",
    "Debriefed",
    "Feed",
    "Interview",
    "Plan",
    "Round",
    "Task",
    "ToAsk",
]
