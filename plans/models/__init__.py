"""Where a candidate is going, a module each."""

from .guide import ChecklistTick
from .plan import Plan, Task

__all__ = ["ChecklistTick", "Plan", "Task"]
