"""How this app's rows move at sign-in, and its places in the navigation."""

from interviewprep.registry import Owned, Place, move_keyed, moving, register
from practice.deeds import today as today_for

from . import merging, models


def running(candidate, now):
    """The session that runs, so that one finds back to it from anywhere."""
    return candidate.sessions.running(today_for(candidate, now))


register(
    owns=(
        Owned(models.Plan, merging.move_plans),
        moving(models.Task),
        moving(models.Change),
        moving(models.Session, move_keyed),
        moving(models.Diagnostic, move_keyed),
        Owned(models.ChecklistTick, merging.move_ticks),
        moving(models.Interview, move_keyed),
        Owned(models.Round, merging.move_rounds),
        moving(models.Check, move_keyed),
        moving(models.ToAsk, move_keyed),
        moving(models.Debriefed, move_keyed),
        Owned(models.Feed, merging.move_feed),
    ),
    shows=(
        Place(10, "Today", "plans:today"),
        Place(12, "Session", "plans:session", running, passing=True),
        Place(15, "Plan", "plans:plan"),
        Place(55, "Interviews", "plans:interview_list", lambda who, _: who.interviews.all()),
        Place(60, "Readiness", "plans:readiness"),
        Place(70, "The guide", "plans:guide"),
    ),
)
