"""The planner that moves as little as it can: its promises, over generated cases."""

import time
from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plans.domain.board import Work
from plans.domain.layout import Day, light
from plans.domain.planner import lay_out
from plans.domain.replanning import RoundAhead, capacity, replan
from tests.domain.test_planner import SEED

TODAY = date(2026, 12, 1)
EXAMPLES = settings(max_examples=120, deadline=None)


def day(n: int) -> date:
    """The n-th day from today."""
    return TODAY + timedelta(days=n)


def some_day(low: int, high: int):
    """A day, or none."""
    return st.none() | st.integers(low, high).map(day)


@st.composite
def cases(draw, most_days: int = 12, most_tasks: int = 14) -> dict:
    """Anything that may be asked: days without minutes, rests, musts too long for any day,
    chains across rounds, deadlines that are past, what stood on days that are gone."""
    span = draw(st.integers(1, most_days))
    days = [
        Day(day(n), draw(st.sampled_from([0, 5, 15, 30, 60, 90])), draw(st.integers(0, 6)) == 0)
        for n in range(span)
    ]
    rounds = draw(st.lists(st.integers(0, span), max_size=3))
    tasks = []
    for n in range(draw(st.integers(0, most_tasks))):
        before = draw(st.lists(st.integers(0, n - 1), max_size=2)) if n else []
        tasks.append(
            Work(
                id=f"t{n}",
                minutes=draw(st.sampled_from([0, 5, 10, 20, 25, 40, 60, 100])),
                weight=draw(st.sampled_from([0, 1, 2, 3, 4, 5])),
                must=draw(st.integers(0, 2)) == 0,
                after=tuple(f"t{each}" for each in set(before)),
                not_before=draw(some_day(-2, span)) if draw(st.integers(0, 4)) == 0 else None,
                deadline=draw(some_day(-2, span)) if draw(st.integers(0, 2)) == 0 else None,
                wish=draw(some_day(0, span)),
            )
        )
    ids = [task.id for task in tasks]
    stood = {id: draw(st.integers(-3, span)) for id in ids if draw(st.booleans())}
    previous: dict[date, list[str]] = {}
    for id, n in stood.items():
        previous.setdefault(day(n), []).append(id)
    return {
        "today": TODAY,
        "days": days,
        "rounds": [RoundAhead(day(n), "phone") for n in rounds],
        "tasks": tasks,
        "done": draw(st.sets(st.sampled_from(ids))) if ids else set(),
        "previous": previous,
        "used": {day(n): draw(st.sampled_from([0, 10, 50])) for n in range(span)},
        "ends": day(span - 1),
    }


def room_of(case: dict) -> dict[date, int]:
    """What may still be planned on each day."""
    whole = capacity(case["days"], case["rounds"], case["today"], case["ends"])
    return {each: max(0, minutes - case["used"].get(each, 0)) for each, minutes in whole.items()}


def positions(plan) -> dict[str, tuple[date, int]]:
    """The day of each task, and where it comes on it."""
    return {work.id: (each, n) for each, row in plan.days.items() for n, work in enumerate(row)}


@EXAMPLES
@given(cases())
def test_no_day_is_over_its_minutes_and_rest_stays_free(case):
    room = room_of(case)
    rests = {each.date for each in case["days"] if each.rest or not each.minutes}
    plan = replan(**case)
    for each, row in plan.days.items():
        assert sum(work.minutes for work in row) <= room[each]
        assert each not in rests


@EXAMPLES
@given(cases())
def test_nothing_comes_after_its_deadline_or_before_its_time_or_before_what_it_needs(case):
    at = positions(replan(**case))
    for task in case["tasks"]:
        if task.id in at:
            assert at[task.id][0] <= (task.deadline or date.max)
            assert at[task.id][0] >= (task.not_before or date.min)
            for each in set(task.after) - case["done"]:
                assert at[each] < at[task.id]


@EXAMPLES
@given(cases())
def test_every_open_task_is_planned_once_or_dropped_with_why_and_done_work_is_neither(case):
    plan = replan(**case)
    planned = [work.id for row in plan.days.values() for work in row]
    dropped = [each.id for each in plan.dropped]
    assert sorted(planned + dropped) == sorted(
        task.id for task in case["tasks"] if task.id not in case["done"]
    )
    assert all(each.why.endswith(".") for each in plan.dropped)


@EXAMPLES
@given(cases())
def test_a_must_is_dropped_only_where_no_day_would_hold_it_beside_the_other_musts(case):
    room, plan, by_id = room_of(case), replan(**case), {t.id: t for t in case["tasks"]}
    at, dropped = positions(plan), {each.id for each in plan.dropped}
    held = {task.id for task in case["tasks"] if task.must and task.id in at}
    for id in list(held):
        held |= needed(id, by_id, case["done"])
    for id in (id for id in dropped if by_id[id].must):
        task = by_id[id]
        if not needed(id, by_id, case["done"]) <= at.keys():
            continue
        first = max([at[e][0] for e in task.after if e in at] + [task.not_before or date.min])
        for each, minutes in room.items():
            if first <= each <= (task.deadline or date.max):
                beside = held | needed(id, by_id, case["done"])
                load = sum(by_id[e].minutes for e in beside if at[e][0] == each)
                assert load + task.minutes > minutes


def needed(id: str, by_id: dict, done: set) -> set[str]:
    """All that must come before a task."""
    found = {each for each in by_id[id].after if each not in done}
    return found.union(*(needed(each, by_id, done) for each in found))


@EXAMPLES
@given(cases())
def test_the_same_input_gives_the_same_plan_and_its_own_plan_changes_nothing(case):
    plan = replan(**case)
    assert replan(**case) == plan
    stood = {each: [work.id for work in row] for each, row in plan.days.items()}
    again = replan(**case | {"previous": stood})
    assert positions(again).keys() == positions(plan).keys()
    assert again.moved == ()


@EXAMPLES
@given(cases())
def test_the_cushion_is_the_minutes_before_a_round_less_those_needed_by_then(case):
    plan, room = replan(**case), room_of(case)
    ahead = sorted({each.date for each in case["rounds"] if each.date >= TODAY})
    assert list(plan.cushion) == ahead
    left = [task for task in case["tasks"] if task.id not in case["done"]]
    if ahead:
        have = sum(minutes for each, minutes in room.items() if each <= ahead[-1])
        assert plan.cushion[ahead[-1]] == have - sum(task.minutes for task in left)


@settings(max_examples=40, deadline=None)
@given(cases(most_days=3, most_tasks=5))
def test_it_keeps_nearly_as_much_weight_as_can_be_kept(case):
    """Against every plan there is; musts count more than all else together."""
    best, plan = most_weight(case), replan(**case)
    kept = sum(value(work) for row in plan.days.values() for work in row)
    assert kept >= 0.6 * best


def value(task: Work) -> float:
    """What a plan gains by a task."""
    return task.weight + 1000 * task.must


def most_weight(case: dict) -> float:
    """The most that any plan of these tasks is worth."""
    tasks = [task for task in case["tasks"] if task.id not in case["done"]]
    room, best = room_of(case), 0.0
    for places in product([None, *room], repeat=len(tasks)):
        at = {task.id: each for task, each in zip(tasks, places, strict=True) if each}
        load = {each: 0 for each in room}
        for task in tasks:
            if task.id in at:
                load[at[task.id]] += task.minutes
        fits = all(load[each] <= room[each] for each in room)
        if fits and all(allowed(task, at, case["done"]) for task in tasks if task.id in at):
            best = max(best, sum(value(task) for task in tasks if task.id in at))
    return best


def allowed(task: Work, at: dict, done: set) -> bool:
    """Whether a task may lie where it does."""
    each = at[task.id]
    before = all(at.get(id, date.max) <= each for id in task.after if id not in done)
    return (task.not_before or date.min) <= each <= (task.deadline or date.max) and before


def test_the_last_day_and_the_eve_of_each_round_are_light_and_a_rounds_day_is_free():
    days = [Day(day(n), 120) for n in range(10)]
    rounds = [RoundAhead(day(4)), RoundAhead(day(9))]
    room = capacity(days, rounds, TODAY)
    assert room[day(3)] == room[day(8)] == light(120) == 40
    assert day(4) not in room
    assert day(9) not in room
    assert room[day(5)] == 120


def test_a_single_day_is_not_light_and_a_rounds_own_day_is_used_where_there_is_no_other():
    assert capacity([Day(TODAY, 60)], [RoundAhead(day(1))], TODAY) == {TODAY: 60}
    assert capacity([Day(TODAY, 60)], [RoundAhead(TODAY)], TODAY) == {TODAY: 60}


@pytest.mark.parametrize("minutes", [60, 90, 120])
def test_the_seeds_plan_stands_as_it_is_when_nothing_happened(minutes):
    days = [Day(day(n), minutes) for n in range(14)]
    layout = lay_out(SEED.tasks, days, "llm")
    tasks = [
        Work(f"{row.key}@{row.day}", row.minutes, 3, after=())
        for row in layout.placed
        if row.minutes
    ]
    previous: dict[date, list[str]] = {}
    for row in layout.placed:
        if row.minutes:
            previous.setdefault(row.day, []).append(f"{row.key}@{row.day}")
    given = {"today": TODAY, "days": days, "rounds": [RoundAhead(day(14))], "tasks": tasks}
    plan = replan(**given, previous=previous)
    assert plan.moved == plan.dropped == ()


def test_a_missed_must_takes_the_nearest_place_of_what_counts_less():
    days = [Day(day(n), 30) for n in range(3)]
    tasks = [
        Work("must", 30, 5, must=True),
        Work("a", 30, 3),
        Work("b", 30, 1),
        Work("c", 30, 2),
    ]
    stood = {day(-1): ["must"], day(0): ["a"], day(1): ["b"], day(2): ["c"]}
    plan = replan(today=TODAY, days=days, rounds=[], tasks=tasks, previous=stood, ends=day(2))
    assert plan.days[day(1)][0].id == "must"
    assert [each.id for each in plan.dropped] == ["b"]
    assert plan.moved == ("must",)


def test_tasks_that_wait_for_each_other_are_refused():
    tasks = [Work("a", 5, 1, after=("b",)), Work("b", 5, 1, after=("a",))]
    with pytest.raises(ValueError, match="must come before itself"):
        replan(today=TODAY, days=[Day(TODAY, 60)], rounds=[], tasks=tasks)


@pytest.mark.parametrize("minutes", [60, 600])
def test_sixty_days_of_1320_tasks_take_at_most_a_second(minutes):
    sizes, days = [5, 10, 15, 20, 25, 30], [Day(day(n), minutes) for n in range(60)]
    tasks = [
        Work(
            id=f"t{n}",
            minutes=sizes[n * 7 % 6],
            weight=1 + n * 13 % 40 / 10,
            must=n % 10 == 0,
            after=(f"t{n - 1}",) if n % 5 == 1 else (),
            deadline=day(n * 17 % 61) if n % 3 == 0 else None,
        )
        for n in range(1320)
    ]
    previous: dict[date, list[str]] = {}
    for n, task in enumerate(tasks):
        previous.setdefault(day(n * 11 % 65 - 5), []).append(task.id)
    rounds = [RoundAhead(day(20)), RoundAhead(day(60))]
    start = time.process_time()
    replan(today=TODAY, days=days, rounds=rounds, tasks=tasks, previous=previous)
    assert time.process_time() - start <= 1
