from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.domain.fulfilment import Deed, Progress, Quota, tally

TODAY = date(2026, 11, 24)
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)


def done(quotas, deeds, due_now=0):
    return {id: step.done for id, step in tally(quotas, deeds, TODAY, due_now).items()}


def answered(kind, day=TODAY, seconds=60, subject="q"):
    return Deed(day, "answered", kind, subject, seconds)


def test_a_task_ticks_itself_when_enough_was_answered():
    quota = Quota("coding", TODAY, "answered", ("dsa", "data"), 2)
    deeds = [answered("dsa"), answered("ml"), answered("data")]
    assert tally([quota], deeds[:2], TODAY, 0) == {"coding": Progress(1, 2, False)}
    assert tally([quota], deeds, TODAY, 0) == {"coding": Progress(2, 2, True)}


def test_a_deed_counts_for_its_own_day_first():
    quotas = [Quota(day, day, "answered", ("ml",)) for day in (YESTERDAY, TODAY, TOMORROW)]
    assert done(quotas, [answered("ml")]) == {YESTERDAY: 0, TODAY: 1, TOMORROW: 0}


def test_work_done_late_or_ahead_goes_to_the_earliest_open_task():
    quotas = [Quota(day, day, "answered", ("ml",)) for day in (TOMORROW, YESTERDAY)]
    assert done(quotas, [answered("ml")]) == {YESTERDAY: 1, TOMORROW: 0}
    assert done(quotas, [answered("ml")] * 2) == {YESTERDAY: 1, TOMORROW: 1}


def test_the_choosier_task_of_a_day_is_filled_first():
    quotas = [
        Quota("wide", TODAY, "answered", ("ml", "production")),
        Quota("narrow", TODAY, "answered", ("production",)),
    ]
    assert done(quotas, [answered("production"), answered("ml")]) == {"wide": 1, "narrow": 1}


@pytest.mark.parametrize(("minutes", "counted"), [(19, 0), (20, 1), (45, 1)])
def test_a_design_answered_against_the_clock_counts_as_timed_from_twenty_minutes(minutes, counted):
    quota = Quota("timed", TODAY, "timed", ("design",), 1, 45)
    assert done([quota], [answered("design", seconds=minutes * 60)]) == {"timed": counted}
    assert done([quota], [answered("ml", seconds=minutes * 60)]) == {"timed": 0}
    assert done([quota], [Deed(TODAY, "timed", "design", "mock", 2700)]) == {"timed": 1}


def test_one_design_serves_the_timed_task_or_the_answered_one_not_both():
    quotas = [
        Quota("answered", TODAY, "answered", ("design",)),
        Quota("timed", TODAY, "timed", ("design",), 1, 45),
    ]
    long = answered("design", seconds=2000)
    assert done(quotas, [long]) == {"answered": 0, "timed": 1}
    assert done(quotas, [long, answered("design")]) == {"answered": 1, "timed": 1}


@pytest.mark.parametrize("what", ["section", "story"])
def test_a_section_or_a_story_counts_once_however_often_it_is_worked_on(what):
    quotas = [Quota(day, day, what, count=2) for day in (YESTERDAY, TODAY)]
    same = [Deed(day, what, subject="a") for day in (YESTERDAY, TODAY)]
    assert sum(done(quotas, same).values()) == 1
    assert sum(done(quotas, [*same, Deed(TODAY, what, subject="b")]).values()) == 2


@pytest.mark.parametrize("by", ["read", "hand", "rest"])
def test_what_is_done_by_hand_is_never_ticked_by_deeds(by):
    deeds = [Deed(TODAY, by), answered("ml"), Deed(TODAY, "review")]
    assert tally([Quota(1, TODAY, by)], deeds, TODAY, 0) == {1: Progress(0, 1, False)}


@pytest.mark.parametrize(
    ("reviews", "due", "progress"),
    [
        (0, 0, Progress(0, 0, True)),
        (0, 4, Progress(0, 4, False)),
        (3, 4, Progress(3, 7, False)),
        (3, 0, Progress(3, 3, True)),
        (3, 50, Progress(3, 10, False)),
        (12, 50, Progress(10, 10, True)),
    ],
)
def test_todays_review_asks_for_what_is_due_and_ten_at_most(reviews, due, progress):
    deeds = [Deed(TODAY, "review", subject=str(i)) for i in range(reviews)]
    assert tally([Quota(1, TODAY, "review")], deeds, TODAY, due) == {1: progress}


def test_a_past_review_is_done_by_any_of_its_day_and_a_coming_one_is_open():
    quotas = [Quota(day, day, "review") for day in (YESTERDAY, TOMORROW)]
    assert not any(step.fulfilled for step in tally(quotas, [], TODAY, 0).values())
    steps = tally(quotas, [Deed(YESTERDAY, "review")], TODAY, 5)
    assert steps[YESTERDAY] == Progress(1, 1, True)
    assert not steps[TOMORROW].fulfilled


def test_two_reviews_on_one_day_share_its_deeds():
    quotas = [Quota(id, TODAY, "review") for id in "ab"]
    deeds = [Deed(TODAY, "review", subject=str(i)) for i in range(12)]
    steps = tally(quotas, deeds, TODAY, 1)
    assert steps == {"a": Progress(10, 10, True), "b": Progress(2, 3, False)}


def test_one_question_answered_over_and_over_counts_once_a_quota():
    quotas = [Quota(day, day, "answered", ("ml",), 2) for day in (TODAY, TOMORROW)]
    same = [Deed(TODAY, "answered", "ml", str(n), question="a") for n in range(5)]
    assert done(quotas, same) == {TODAY: 1, TOMORROW: 1}
    assert done(quotas, [*same, Deed(TODAY, "answered", "ml", question="b")])[TODAY] == 2


@pytest.mark.parametrize(("there", "of"), [(0, 1), (1, 1), (2, 2), (9, 3), (None, 3)])
def test_a_quota_asks_for_no_more_questions_than_the_bank_has(there, of):
    quota = Quota("q", TODAY, "answered", ("ml",), 3, there=there)
    assert tally([quota], [], TODAY, 0) == {"q": Progress(0, of, False)}
    deeds = [Deed(TODAY, "answered", "ml", question=name) for name in "abc"]
    assert tally([quota], deeds, TODAY, 0) == {"q": Progress(of, of, True)}


KINDS = ["ml", "design", "dsa"]
DATES = st.integers(-3, 3).map(lambda n: TODAY + timedelta(days=n))
BYS = ["answered", "timed", "section", "story", "review", "hand", "read", "rest"]


@st.composite
def quotas_of_a_plan(draw):
    return [
        Quota(
            id,
            draw(DATES),
            by := draw(st.sampled_from(BYS)),
            tuple(draw(st.sets(st.sampled_from(KINDS)))) if by in ("answered", "timed") else (),
            draw(st.integers(1, 4)),
        )
        for id in range(draw(st.integers(0, 8)))
    ]


DEEDS = st.lists(
    st.builds(
        Deed,
        DATES,
        st.sampled_from(["answered", "timed", "section", "story", "review"]),
        st.sampled_from(KINDS),
        st.sampled_from("abc"),
        st.sampled_from([0, 600, 1500]),
        st.sampled_from(["", "first", "second"]),
    ),
    max_size=15,
)
DUE = st.integers(0, 20)


@given(quotas_of_a_plan(), DEEDS, DUE)
def test_no_deed_is_counted_twice(quotas, deeds, due):
    steps = tally(quotas, deeds, TODAY, due)
    assert steps.keys() == {quota.id for quota in quotas}
    counted = Counter()
    for quota in quotas:
        counted[quota.by] += steps[quota.id].done
    made = Counter(deed.what for deed in deeds)
    subjects = Counter(what for what, _ in {(deed.what, deed.subject) for deed in deeds})
    assert counted["answered"] + counted["timed"] <= made["answered"] + made["timed"]
    assert counted["section"] <= subjects["section"]
    assert counted["story"] <= subjects["story"]
    assert counted["review"] <= made["review"]
    assert counted["hand"] == counted["read"] == counted["rest"] == 0


@given(quotas_of_a_plan(), DEEDS, DUE)
def test_never_more_is_done_than_was_asked(quotas, deeds, due):
    for quota in quotas:
        step = tally(quotas, deeds, TODAY, due)[quota.id]
        assert 0 <= step.done <= step.of
        if quota.by != "review":
            assert step.of == quota.count
            assert step.fulfilled == (step.done == step.of)


@given(quotas_of_a_plan(), DEEDS, DUE, st.randoms())
def test_the_order_of_deeds_does_not_matter(quotas, deeds, due, random):
    shuffled = random.sample(deeds, len(deeds))
    assert tally(quotas, shuffled, TODAY, due) == tally(quotas, deeds, TODAY, due)


@given(quotas_of_a_plan(), DEEDS, DUE)
def test_a_deed_is_left_over_only_if_nothing_open_would_take_it(quotas, deeds, due):
    quotas = [quota for quota in quotas if quota.by == "answered"]
    deeds = [deed for deed in deeds if deed.what == "answered"]
    steps = tally(quotas, deeds, TODAY, due)
    still_open = [quota for quota in quotas if not steps[quota.id].fulfilled]
    for quota in still_open:
        taken = [deed for deed in deeds if quota.takes(deed)]
        named = {deed.question for deed in taken if deed.question}
        fitting = len(named) + sum(not deed.question for deed in taken)
        assert fitting <= sum(step.done for step in steps.values())
