"""How this app's rows move at sign-in, and its places in the navigation."""

from interviewprep.registry import Owned, Place, move_all, register

from . import merging, models

register(
    owns=(
        Owned(models.Plan, merging.move_plans),
        Owned(models.Task, lambda guest, member: move_all(guest, member, models.Task)),
        Owned(models.ChecklistTick, merging.move_ticks),
    ),
    shows=(
        Place(10, "Today", "plans:today"),
        Place(15, "Plan", "plans:plan"),
        Place(60, "Readiness", "plans:readiness"),
        Place(70, "The guide", "plans:guide"),
    ),
)
