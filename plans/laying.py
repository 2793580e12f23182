"""A plan's rows as the planner takes them: the days left, the rounds ahead, each piece of work."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from interviewprep.accounts.models import Aim

from .domain.layout import Day
from .domain.replanning import RoundAhead, Work, replan
from .models import Plan, Task
from .pieces import Piece, pieces_of
from .steps import Step
from .theming import late_keys

# What was left out when the plan was made waits for room: it takes none from what was kept.
WAITING = 0.001
AGAIN = 3
SOON = timedelta(days=2)  # what is new comes within three days
LAST_DAYS = timedelta(days=2)  # before the last, on which what is late may lie
ONE = timedelta(days=1)
# The stage of a round of which nobody said it: it asks for everything.
ANY = ""


def days_ahead(plan: Plan, steps: Sequence[Step], today: date) -> list[Day]:
    """The days from today to the plan's last; what the seed or the candidate rests on is rest."""
    resting = {
        step.task.day for step in steps if step.task.by == "rest" and step.task.day != plan.last_day
    }
    first = max(today, plan.first_day)
    days = (first + timedelta(days=n) for n in range((plan.last_day - first).days + 1))
    return [Day(day, plan.budget(day), plan.is_rest(day) or day in resting) for day in days]


def rounds_ahead(plan: Plan, aim: Aim, today: date) -> list[RoundAhead]:
    """The rounds from today on, by their stages; the plan's own date, where no round says more.

    The day after the plan's last closes the row, or what comes after the last round would be
    lost to a plan that goes on.
    """
    rounds = {
        (day, stage)
        for day, stage in zip(aim.round_days, aim.round_stages, strict=True)
        if day >= today
    }
    known = {day for day, _ in rounds}
    own = plan.interview_date
    if own and own >= today and own not in known:
        rounds.add((own, ANY))
    end = plan.last_day + timedelta(days=1)
    if not any(day >= end for day, _ in rounds):
        rounds.add((end, ANY))
    return [RoundAhead(*each) for each in sorted(rounds)]


def ladder(task: Task, rounds: Iterable[RoundAhead], today: date, last: date) -> list[date | None]:
    """The days by which a task should be done, the nearest first: the eves of its rounds.

    What a candidate's own case has added comes within a few days, if it can.
    """
    # The last day is for what is late: nothing else comes to it that was not there.
    end = None if task.day == last or task.key in late_keys() else max(today, last - ONE)
    if task.day is None and not task.left_out_why:
        return [today + SOON, end]
    asking = [each for each in rounds if each.kind in (ANY, *task.stages) or not task.stages]
    eves = [min(each.date - ONE, end or last) for each in asking if each.kind]
    return [*eves, end] if task.stages else [end]


def works_of(moving: Sequence[Step], days: Sequence[Day], gently: bool) -> list[Work]:
    """Each piece as the planner takes it."""
    first_of: dict[str, str] = {}
    for step in sorted(moving, key=lambda step: (step.task.day or date.max, step.task.place)):
        pieces = pieces_of(step)
        if pieces and step.task.day:
            first_of.setdefault(step.task.key, pieces[0].id)
    works = []
    for step in moving:
        task = step.task
        apart = {"not_before": task.day, "deadline": task.day} if task.by == "review" else {}
        if task.key in late_keys():
            apart = {"not_before": max(days[0].date, days[-1].date - LAST_DAYS)}
        waits = gently and bool(task.left_out_why) and not (task.day or task.moved_from)
        after = tuple(first_of[key] for key in task.after if key in first_of)
        works += [
            Work(
                id=piece.id,
                minutes=piece.minutes,
                weight=task.weight * (WAITING if waits else 1),
                must=task.must and not waits,
                after=after,
                **apart,
            )
            for piece in pieces_of(step)
        ]
    return works


def placed(
    *,
    pieces: dict[str, Piece],
    works: list[Work],
    ladders: dict[str, list[date | None]],
    today: date,
    days: list[Day],
    rounds: list[RoundAhead],
    used: dict[date, int],
    ends: date,
) -> tuple[dict[str, date], dict[str, str]]:
    """Where each piece goes, and why the others find no room.

    What can't be had before the first round that asks for it is tried for the next.
    """
    previous: dict[date, list[str]] = defaultdict(list)
    for piece in pieces.values():
        if piece.task.day:
            previous[piece.task.day].append(piece.id)
    common = {"today": today, "days": days, "rounds": rounds, "used": used, "ends": ends}
    places, whys = by_rungs(works, ladders, previous, common)
    for _ in range(AGAIN):
        # What stands now may let in what was tried too early: until nothing moves any more.
        stood: dict[date, list[str]] = defaultdict(list)
        for id, day in places.items():
            stood[day].append(id)
        again, whys_again = by_rungs(works, ladders, stood, common)
        if again == places:
            break
        places, whys = again, whys_again
    return places, whys


def by_rungs(
    works: list[Work],
    ladders: dict[str, list[date | None]],
    previous: dict[date, list[str]],
    common: dict,
) -> tuple[dict[str, date], dict[str, str]]:
    """Replan; what is dropped is tried again by its next deadline."""
    rungs = {work.id: 0 for work in works}
    while True:
        tried = [
            work if work.deadline else replace(work, deadline=ladders[work.id][rungs[work.id]])
            for work in works
        ]
        done = replan(tasks=tried, previous=previous, **common)
        whys = {each.id: each.why for each in done.dropped}
        later = [id for id in whys if rungs[id] + 1 < len(ladders[id])]
        for id in later:
            rungs[id] += 1
        if not later:
            return {work.id: day for day, row in done.days.items() for work in row}, whys
