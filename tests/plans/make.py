"""Plans and tasks for the tests of this app."""

from datetime import date, timedelta

from interviewprep.ids import new_id
from plans import debriefing, feeds, interviews
from plans.asking import add_to_ask
from plans.models import Check, Debriefed, Feed, Interview, Plan, Round, Task, ToAsk
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


def bare_plan(
    candidate, *, days: int = 14, minutes: int = 90, first_day: date = TODAY, **more
) -> Plan:
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
        **more,
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


def make_interview(candidate, *, now=NOW, company="Acme", **values) -> Interview:
    """An interview at Acme."""
    values = {"company": company, "role": "ML engineer"} | values
    return interviews.make_interview(candidate=candidate, key=new_id(), values=values, now=now)


def make_round(interview, *, now=NOW, **values) -> Round:
    """A phone screen in two days, an hour long, with its checklist."""
    usual = {"stage": "phone", "starts_at": NOW + timedelta(days=2), "zone": "Europe/Berlin"}
    values = {**usual, "minutes": 60} | values
    return interviews.add_round(interview=interview, key=new_id(), values=values, now=now)


def make_to_ask(interview, text="What did you stop last?", *, now=NOW, source="") -> ToAsk:
    """A question to ask, in the candidate's words."""
    return add_to_ask(interview=interview, key=new_id(), source=source, text=text, now=now)


def make_check(each, text="Bring the badge", *, now=NOW) -> Check:
    """Another item of a round's checklist."""
    owner = {"candidate": each.candidate, "round": each, "created_at": now}
    return Check.objects.create(**owner, key=new_id(), place=99, text=text)


def make_debriefed(each, subject, *, grade="gap", note="", now=NOW) -> Debriefed:
    """A question that was asked in a round."""
    given = {"grade": grade, "note": note, "key": new_id(), "now": now}
    return debriefing.add_debriefed(of=each, subject=subject, **given)


def make_feed(candidate, *, now=NOW) -> Feed:
    """The candidate's calendar."""
    return feeds.new_address(candidate=candidate, replaces="", now=now)
