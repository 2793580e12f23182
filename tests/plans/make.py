"""Plans and tasks for the tests of this app."""

from datetime import date, timedelta

from interviewprep.ids import new_id
from plans.models import Plan, Task
from plans.scheduling import make_plan
from tests.make import NOW

TODAY = NOW.date()
_PLACES = iter(range(100, 30_000))


def plan_days(candidate, *, days: int = 14, minutes: int = 90, now=NOW, **more) -> Plan:
    """A plan of so many days, made by the real planner."""
    first = more.pop("first_day", now.date())
    given = {
        "key": new_id(),
        "first_day": first,
        "last_day": first + timedelta(days=days - 1),
        "interview_date": first + timedelta(days=days),
        "minutes": [minutes] * 7,
        "rest_days": [],
        "leaning": "llm",
        "now": now,
    }
    return make_plan(candidate=candidate, **given | more)


def bare_plan(candidate, *, days: int = 14, minutes: int = 90, first_day: date = TODAY) -> Plan:
    """A plan without tasks: a test puts its own into it."""
    return Plan.objects.create(
        candidate=candidate,
        key=new_id(),
        first_day=first_day,
        last_day=first_day + timedelta(days=days - 1),
        interview_date=first_day + timedelta(days=days),
        minutes=[minutes] * 7,
        created_at=NOW,
        counts_from=NOW - timedelta(days=30),
        takes_earlier=False,
    )


def make_task(plan: Plan, **fields) -> Task:
    """A task of today: two questions on machine learning, twenty minutes."""
    row = {
        "candidate": plan.candidate,
        "plan": plan,
        "place": next(_PLACES),
        "key": "some-task",
        "title": "Answer two questions",
        "href": "/questions/?kind=ml",
        "by": "answered",
        "kinds": ["ml"],
        "count": 2,
        "whole": 2,
        "minutes": 20,
        "day": TODAY,
    }
    return Task.objects.create(**row | fields)
