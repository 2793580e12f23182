"""Where a candidate is going, a module each."""

from .diagnostic import Diagnostic
from .guide import ChecklistTick
from .interviews import Interview, Round
from .plan import Plan
from .preparing import Check, Debriefed, Feed, ToAsk
from .session import Session
from .task import Change, Task

__all__ = [
    "Change",
    "Check",
    "ChecklistTick",
    "Debriefed",
    "Diagnostic",
    "Feed",
    "Interview",
    "Plan",
    "Round",
    "Session",
    "Task",
    "ToAsk",
]
