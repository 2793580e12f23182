import time
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from plans.domain.layout import Placed, count_of, light, units
from plans.domain.packing import fits, spread
from plans.domain.planner import Day, lay_out
from plans.domain.seed_days import COUNTED, Fulfil, SeedError, SeedTask, parse_seed

FILE = Path(__file__).parents[2] / "fixtures" / "plan" / "days.yaml"
TEXT = FILE.read_text()
SEED = parse_seed(TEXT)
TASKS = {task.key: task for task in SEED.tasks}
START = date(2026, 11, 24)


def make_days(minutes, rest=()):
    """Return days of these minutes from START on; `rest` are indices."""
    return [Day(START + timedelta(days=i), each, rest=i in rest) for i, each in enumerate(minutes)]


def make_task(key, day=1, minutes=10, priority=3, by="hand", count=1, **more):
    kinds = ("dsa",) if by in ("answered", "timed") else ()
    fulfil = Fulfil(by=by, kinds=kinds, count=count)
    return SeedTask(key, day, f"Theme {day}", key, "why", minutes, priority, fulfil, **more)


@st.composite
def seeds(draw):
    """Draw tasks of up to six seed days, one of which may be of rest."""
    tasks = []
    for number in range(draw(st.integers(0, 14))):
        by = draw(st.sampled_from(["answered", "section", "story", "timed", "hand", "review"]))
        count = draw(st.integers(1, 6)) if by in COUNTED else 1
        tasks.append(
            make_task(
                f"t{number}",
                draw(st.integers(1, 6)),
                draw(st.integers(count, 80)),
                draw(st.integers(1, 5)),
                by,
                count,
                leanings=draw(st.sampled_from([{}, {"llm": 1.3}])),
            )
        )
    if draw(st.booleans()):
        tasks.append(make_task("rest", draw(st.integers(1, 6)), 0, 5, "rest"))
    return sorted(tasks, key=lambda task: task.day)


DAYS = st.lists(
    st.tuples(st.sampled_from([0, 10, 25, 30, 45, 60, 90, 240]), st.integers(0, 6)), max_size=20
).map(
    lambda drawn: make_days(
        [minutes for minutes, _ in drawn], {i for i, (_, rest) in enumerate(drawn) if rest == 0}
    )
)
LEANINGS = st.sampled_from([None, "llm"])


def room_of(days, rested=()):
    """Return {date: minutes that may be planned}, with the last of several days light.

    A day that the seed's rest takes (`rested`) is none of the several.
    """
    room = {day.date: 0 if day.rest else day.minutes for day in days}
    if days and sum(minutes > 0 and day not in rested for day, minutes in room.items()) > 1:
        room[days[-1].date] = light(room[days[-1].date])
    return room


def fitting_somewhere(layout, tasks, days):
    """Return what was left out, but for reviews and rests, though a day has room for it.

    The days are those between what comes before and after it of its own sort.
    """
    place = {key: nth for nth, key in enumerate(tasks)}
    room, planned = room_of(days), by_day(layout)
    rested = {row.day for row in layout.placed if tasks[row.key].fulfil.by == "rest"}
    found = set()
    for left in layout.left_out:
        task = tasks[left.key]
        if task.fulfil.by in ("review", "rest"):
            continue
        alike = [row for row in layout.placed if sort_of(tasks[row.key]) == sort_of(task)]
        first = max((r.day for r in alike if place[r.key] < place[left.key]), default=date.min)
        last = min((r.day for r in alike if place[r.key] > place[left.key]), default=date.max)
        size = units(task)[count_of(task) - left.count]
        for day in room.keys() - rested:
            if first <= day <= last and planned[day] + size <= room[day]:
                found.add(left.key)
    return found


def sort_of(task):
    return task.fulfil.by, task.fulfil.kinds


def by_day(layout):
    minutes = Counter()
    for row in layout.placed:
        minutes[row.day] += row.minutes
    return minutes


@given(seeds(), DAYS, LEANINGS)
def test_every_minute_and_unit_is_placed_or_left_out_with_a_reason(tasks, days, leaning):
    layout = lay_out(tasks, days, leaning)
    minutes, counts = Counter(), Counter()
    for row in [*layout.left_out, *(row for row in layout.placed if not row.repeat)]:
        minutes[row.key] += row.minutes
        counts[row.key] += row.count
    for task in tasks:
        assert minutes[task.key] == task.minutes
        assert counts[task.key] == count_of(task)
    assert all(row.why and row.minutes >= 0 <= row.count for row in layout.left_out)
    assert len({row.key for row in layout.left_out}) == len(layout.left_out)


@given(seeds(), DAYS, LEANINGS)
def test_no_day_holds_more_than_it_has_and_days_of_rest_hold_nothing(tasks, days, leaning):
    layout = lay_out(tasks, days, leaning)
    rested = {row.day for row in layout.placed if row.key == "rest"} - {
        days[-1].date if days else 0
    }
    room, planned = room_of(days, rested), by_day(layout)
    assert all(planned[day] <= room[day] for day in room)
    assert all(room[row.day] > 0 for row in layout.placed)
    assert len({(row.key, row.day) for row in layout.placed}) == len(layout.placed)


@given(seeds(), DAYS, LEANINGS)
def test_the_seeds_order_is_kept(tasks, days, leaning):
    place = {task.key: i for i, task in enumerate(tasks)}
    by = {task.key: task.fulfil.by for task in tasks}
    rows = [
        row
        for row in lay_out(tasks, days, leaning).placed
        if by[row.key] not in ("review", "rest") and not row.in_gap
    ]
    assert [place[row.key] for row in rows] == sorted(place[row.key] for row in rows)


@given(seeds(), DAYS, LEANINGS)
def test_the_order_of_one_sort_is_kept_in_gaps_too(tasks, days, leaning):
    place = {task.key: i for i, task in enumerate(tasks)}
    resting = {task.day for task in tasks if task.fulfil.by == "rest"}
    sorts = {task.key: sort_of(task) for task in tasks if task.day not in resting}
    placed = lay_out(tasks, days, leaning).placed
    for sort in {*sorts.values()} - {("review", ()), ("rest", ())}:
        rows = sorted((row.day, place[row.key]) for row in placed if sorts.get(row.key) == sort)
        assert [nth for _, nth in rows] == sorted(nth for _, nth in rows)


@given(seeds(), DAYS, LEANINGS)
def test_a_shrunk_task_keeps_whole_units_with_their_minutes(tasks, days, leaning):
    layout = lay_out(tasks, days, leaning)
    kept = Counter()
    for row in layout.placed:
        kept[row.key] += row.count
    left = {row.key: row for row in layout.left_out}
    for task in tasks:
        if task.fulfil.by in COUNTED and task.key in left:
            assert left[task.key].minutes == sum(units(task)[kept[task.key] :])
            proportion = task.minutes * kept[task.key] / task.fulfil.count
            assert abs(task.minutes - left[task.key].minutes - proportion) < task.fulfil.count


@given(seeds(), DAYS, LEANINGS)
def test_what_was_left_out_would_not_fit_if_all_that_counts_less_were_given_up(
    tasks, days, leaning
):
    # Without rests and reviews, which are tied to days of their own.
    tasks = [task for task in tasks if task.fulfil.by not in ("rest", "review")]
    layout = lay_out(tasks, days, leaning)
    room = list(room_of(days).values())
    kept = Counter()
    for row in layout.placed:
        kept[row.key] += row.count
    ranked = sorted(
        (-task.weight(leaning), unit, place, size, unit < kept[task.key])
        for place, task in enumerate(tasks)
        for unit, size in enumerate(units(task))
    )
    for rank, (_, unit, place, size, was_kept) in enumerate(ranked):
        if not was_kept:
            above = [(p, u, s) for _, u, p, s, k in ranked[:rank] if k]
            together = sorted([*above, (place, unit, size)])
            assert not fits([each for *_, each in together], room)


@given(seeds(), DAYS, LEANINGS)
def test_no_day_has_room_for_what_was_left_out(tasks, days, leaning):
    # Without the rests: what belongs to a day of rest goes there or nowhere.
    tasks = [task for task in tasks if task.fulfil.by != "rest"]
    layout = lay_out(tasks, days, leaning)
    assert not fitting_somewhere(layout, {task.key: task for task in tasks}, days)


@pytest.mark.parametrize("days", range(14, 61))
def test_at_an_hour_a_day_nothing_is_left_out_that_would_fit_some_day(days):
    days = make_days([60] * days)
    layout = lay_out(SEED.tasks, days)
    assert not fitting_somewhere(layout, TASKS, days)
    assert len(days) < 20 or sum(row.minutes for row in layout.left_out) <= 125
    assert len(days) < 24 or not layout.left_out


def test_at_half_an_hour_only_what_takes_longer_is_left_out():
    layout = lay_out(SEED.tasks, make_days([30] * 60))
    assert {row.key for row in layout.left_out} == {
        task.key for task in SEED.tasks if units(task)[0] > 30
    }


def test_a_review_gives_way_to_a_long_unit_on_its_own_day_alone():
    layout = lay_out(SEED.tasks, make_days([60] * 40))
    reviewed = {row.day for row in layout.placed if TASKS[row.key].fulfil.by == "review"}
    day_of = {row.key: (row.day - START).days for row in layout.placed}
    assert START + timedelta(days=day_of["timed-design-8"]) not in reviewed
    assert 15 < day_of["timed-design-8"] < day_of["timed-design-9"] < 30
    assert len(reviewed) >= 40 - len(["first", "last", "rest", "two designs", "a full one"])


def test_what_finds_no_room_before_a_light_last_day_says_so():
    days = make_days([300] * 3)
    layout = lay_out(SEED.tasks, days)
    assert list(by_day(layout).values()) == list(room_of(days).values()) == [300, 300, 100]
    reason = {row.key: row.why for row in layout.left_out}
    assert "before the last day, which is kept light (100 of its 300 min)" in reason["read-star"]
    assert "before the last day" in reason["coding-3"]
    assert "kept light" not in lay_out(SEED.tasks, days[:1]).left_out[0].why


def test_a_day_is_named_for_what_is_on_it():
    [theme] = lay_out(SEED.tasks, make_days([60])).themes.values()
    assert theme == "Stories and your projects"
    for count in range(1, 61):
        layout = lay_out(SEED.tasks, make_days([60] * count))
        for day, theme in layout.themes.items():
            seed_day = {each.theme: each.day for each in SEED.days}.get(theme)
            rows = [(TASKS[row.key], row.minutes) for row in layout.placed if row.day == day]
            rows = [(task, minutes) for task, minutes in rows if task.fulfil.by != "review"]
            own = sum(minutes for task, minutes in rows if task.day == seed_day)
            if seed_day and seed_day != 7:
                assert 2 * own >= sum(minutes for _, minutes in rows) > 0


@given(seeds(), DAYS, LEANINGS)
def test_the_same_days_give_the_same_plan_and_all_have_a_theme(tasks, days, leaning):
    layout = lay_out(tasks, days, leaning)
    assert layout == lay_out(list(tasks), days[::-1], leaning)
    assert (set(layout.themes) == {day.date for day in days}) or not tasks


@given(seeds(), st.integers(1, 20), st.integers(300, 900))
def test_nothing_is_left_out_where_there_is_room_for_all(tasks, days, minutes):
    tasks = [task for task in tasks if task.fulfil.by not in ("rest", "review")]
    layout = lay_out(tasks, make_days([minutes * 4] * days))
    assert layout.left_out == ()


def test_fourteen_days_with_minutes_enough_are_the_seeds_own():
    layout = lay_out(SEED.tasks, make_days([180] * 14))
    assert layout.left_out == ()
    assert [(row.key, (row.day - START).days + 1) for row in layout.placed] == [
        (task.key, task.day) for task in SEED.tasks
    ]
    assert list(layout.themes.values()) == [day.theme for day in SEED.days]


def test_with_more_days_the_seed_spreads_to_the_end():
    days = make_days([180] * 28)
    layout = lay_out(SEED.tasks, days)
    assert layout.left_out == ()
    assert sum(minutes > 0 for minutes in by_day(layout).values()) >= 26
    assert max(by_day(layout).values()) < 120
    assert layout.placed[-1].day == days[-1].date


def test_the_seeds_rest_day_stays_free_where_there_are_days_to_spare():
    layout = lay_out(SEED.tasks, make_days([120] * 14))
    rest = START + timedelta(days=6)
    assert {row.key for row in layout.placed if row.day == rest} == {"rest-7", "skim-notes"}
    short = lay_out(SEED.tasks, make_days([120] * 13))
    assert "rest-7" in {row.key for row in short.left_out}


def test_rest_days_of_ones_own_stand_for_the_seeds():
    layout = lay_out(SEED.tasks, make_days([120] * 21, rest={5, 12, 19}))
    reason = {row.key: row.why for row in layout.left_out}
    assert reason == {"rest-7": "Your own rest days stand for it."}
    assert layout.themes[START + timedelta(days=5)] == "Rest"


def test_a_counted_task_shrinks_before_it_goes():
    tasks = [make_task("coding", by="answered", count=5, minutes=75)]
    layout = lay_out(tasks, make_days([30]))
    assert layout.placed == (Placed("coding", START, 30, 2),)
    [left] = layout.left_out
    assert (left.minutes, left.count) == (45, 3)
    assert left.why == "No minutes left for all of it: 2 of 5 kept, 30 of 75 min."


def test_every_task_of_a_weight_keeps_one_unit_before_any_keeps_two():
    tasks = [make_task(key, by="answered", count=3, minutes=30) for key in "abc"]
    layout = lay_out(tasks, make_days([30]))
    assert [(row.key, row.count) for row in layout.placed] == [("a", 1), ("b", 1), ("c", 1)]


def test_the_leaning_decides_between_equals():
    tasks = [make_task("general"), make_task("rag", leanings={"llm": 1.25})]
    assert [row.key for row in lay_out(tasks, make_days([10])).placed] == ["general"]
    assert [row.key for row in lay_out(tasks, make_days([10]), "llm").placed] == ["rag"]


def test_what_takes_longer_than_any_day_says_so():
    layout = lay_out([make_task("mock", minutes=60)], make_days([45, 45, 45]))
    assert layout.left_out[0].why == "It takes 60 min in one go, and your longest day has 45."


def test_the_last_day_is_light_unless_it_is_the_only_one():
    tasks = [make_task(f"t{i}", minutes=10) for i in range(40)]
    minutes = by_day(lay_out(tasks, make_days([60, 60])))
    assert minutes[START + timedelta(days=1)] == 30
    assert by_day(lay_out(tasks, make_days([60])))[START] == 60
    assert (light(20), light(60), light(180)) == (20, 30, 60)


def test_review_comes_back_on_every_day_but_the_first_and_the_last():
    days = make_days([180] * 20)
    layout = lay_out(SEED.tasks, days)
    reviewed = [row for row in layout.placed if TASKS[row.key].fulfil.by == "review"]
    free = {row.day for row in layout.placed if row.key == "rest-7"}
    assert {row.day for row in reviewed} == {day.date for day in days[1:-1]} - free
    assert sum(row.repeat for row in reviewed) == len(reviewed) - 11


def test_review_is_shortened_before_it_goes():
    tasks = [make_task("big", minutes=145, priority=5, by="section", count=29)]
    tasks += [make_task("review", day=2, minutes=10, priority=4, by="review")]
    layout = lay_out(tasks, make_days([60, 60, 60]))
    [row] = [row for row in layout.placed if row.key == "review"]
    assert (row.minutes, row.count) == (5, 1)
    [left] = layout.left_out
    assert (left.minutes, left.count) == (5, 0)
    assert "5 of 10 min" in left.why


def test_without_a_day_with_minutes_all_is_left_out():
    layout = lay_out(SEED.tasks, make_days([0, 0], rest={1}))
    assert layout.placed == ()
    assert len(layout.left_out) == len(SEED.tasks)
    assert lay_out(SEED.tasks, []).placed == ()


@pytest.mark.parametrize("count", range(1, 61))
def test_whatever_the_days_what_counts_most_is_kept(count):
    layout = lay_out(SEED.tasks, make_days([60] * count, rest=range(6, count, 7)))
    assert layout.placed
    assert sum(by_day(layout).values()) <= sum(room_of(make_days([60] * count)).values())
    if count >= 9:
        kept = {row.key for row in layout.placed}
        lost = {task.key for task in SEED.tasks if task.priority == 5} - kept
        assert lost <= {"rest-7", "rest-14"}


def test_a_plan_of_sixty_days_and_many_tasks_is_quick():
    tasks = [
        make_task(f"{task.key}-{n}", task.day, max(1, task.minutes), by="hand", priority=n + 1)
        for task in SEED.tasks
        for n in range(3)
    ] + list(SEED.tasks)
    start = time.process_time()
    lay_out(tasks, make_days([90] * 60))
    assert time.process_time() - start < 0.05


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 9))), st.lists(st.integers(0, 60)))
def test_what_fits_is_spread_in_order_within_the_room(drawn, room):
    sizes = [size for size, _ in drawn]
    wishes = [min(wish, max(0, len(room) - 1)) for _, wish in drawn]
    if not fits(sizes, room):
        with pytest.raises(ValueError, match="fit"):
            spread(sizes, wishes, room)
        return
    placed = spread(sizes, wishes, room)
    assert placed == sorted(placed)
    filled = Counter()
    for day, size in zip(placed, sizes, strict=True):
        filled[day] += size
    assert all(filled[day] <= room[day] for day in filled)


BROKEN = [
    ("theme: Rest", "thema: Rest", "day 7, theme: missing"),
    ("minutes: 36", "minutes: soon", "day 1, fundamentals-data, minutes: must be int"),
    ("minutes: 36", "minutes: 2", "day 1, fundamentals-data, minutes: less than a minute"),
    ("minutes: 36", "minutes: 0", "day 1, fundamentals-data, minutes: 0 for a rest"),
    ("priority: 4", "priority: 9", "priority: must be 1 to 5"),
    ("key: review-3", "key: review-2", "day 3, review-2, key: already used"),
    ("key: review-3", "key: Review 3", "day 3, Review 3, key: use a-z"),
    ("{by: review}", "{by: magic}", "day 2, review-2, fulfil, by: must be one of"),
    ("{by: review}", "{by: [review]}", "day 2, review-2, fulfil, by: must be one of"),
    ("{by: review}", "{by: review, count: 2}", "day 2, review-2, fulfil, count: unknown"),
    ("{by: story, count: 1}", "{by: story}", "day 2, story-model-failure, fulfil, count: missing"),
    ("kinds: [ml-code]", "kinds: []", "day 2, gradient-by-hand, fulfil, kinds: a list"),
    ("href: /stories/", "href: stories", "day 2, story-model-failure, href: must begin with /"),
    (
        "{research: 1.2,",
        "{rsearch: 1.2,",
        "fundamentals-data, leanings, rsearch: not one of",
    ),
    ("{research: 1.2,", "{research: much,", "leanings, research: must be a number"),
    (
        "{by: story, count: 1}\n        href: /stories/",
        "{by: answered, kinds: [ml], count: 2}\n        href: /questions/a/",
        "day 2, story-model-failure, href: leave it out",
    ),
    (
        "after: [timed-design-8]",
        "after: [timed-design-9]",
        "day 9, timed-design-9, after: timed-design-9 is no task before it",
    ),
    ("after: [timed-design-8]", "after: [8 o'clock]", "timed-design-9, after: a list of slugs"),
    ("stages: [recruiter, onsite, manager]", "stages: [lunch]", "stages, lunch: not one of"),
    ("stages: [recruiter, onsite, manager]", "stages: [{}]", "stages: a list of slugs"),
    ("          research:\n", "          rsearch:\n", "for_leaning, rsearch: not one of"),
    (
        "kinds: [ml, stats, production, llm]",
        "kinds: []",
        "day 1, fundamentals-data, for_leaning, llm, kinds: a list of kinds",
    ),
    (
        "          research:\n            title: Draft",
        "          research:\n            kinds: [ml]\n            title: Draft",
        "story-model-failure, for_leaning, research, kinds: what it asks has none",
    ),
    (
        "            why: A research panel",
        "            wyh: A research panel",
        "fundamentals-data, for_leaning, research, why: missing",
    ),
    ("late: true", "late: 1", "test-the-room, late: must be bool"),
    ("- day: 2\n", "- day: 3\n", "day 2, day: days count from 1"),
    ("days:\n", "days: [\n", "not YAML"),
]


@pytest.mark.parametrize(("was", "now", "message"), BROKEN)
def test_a_slip_in_the_file_is_named(was, now, message):
    assert was in TEXT
    with pytest.raises(SeedError) as caught:
        parse_seed(TEXT.replace(was, now, 1))
    assert message in str(caught.value)


def test_the_file_is_read_whole():
    raw = yaml.safe_load(TEXT)
    assert [leaning.key for leaning in SEED.leanings] == ["llm", "applied", "research"]
    assert len(SEED.days) == 14
    assert [task.key for task in SEED.tasks] == [t["key"] for d in raw["days"] for t in d["tasks"]]
    timed = TASKS["timed-design-8"]
    assert timed.fulfil == Fulfil("timed", ("design",), 1, 45)
    assert TASKS["design-llm"].weight("llm") == 5
