"""The last hours: within the minutes there are, one's own things first, breaks, what to leave."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.domain.last_hours import BREAK_AFTER, LEAST, MOST, QUIET, Has, Own, last_hours


def own(sort: str, count: int) -> tuple[Own, ...]:
    """So many things of a sort."""
    return tuple(Own(f"{sort} {n}", f"/{sort}/{n}/") for n in range(count))


counts = st.integers(0, 6)
has = st.builds(
    lambda s, p, q, due: Has(own("stories", s), own("projects", p), own("questions", q), due),
    *(counts, counts, counts, st.integers(0, 40)),
)
minutes = st.integers(LEAST, MOST)


def keys(plan) -> list[str]:
    """What is done, without breaks."""
    return [step.key for step in plan.steps if not step.key.startswith("pause")]


@given(minutes, has)
def test_it_never_takes_more_than_there_is(minutes, has):
    plan = last_hours(minutes, has)
    assert plan.minutes <= minutes
    assert plan.steps and plan.leave


@given(minutes, has)
def test_nobody_works_longer_than_fifty_minutes_without_a_break_nor_ends_with_one(minutes, has):
    since = 0
    plan = last_hours(minutes, has)
    for step in plan.steps:
        since = 0 if step.key.startswith("pause") else since + step.minutes
        assert since <= BREAK_AFTER
    assert not plan.steps[-1].key.startswith("pause")


@given(minutes, has)
def test_the_same_hours_give_the_same_plan_and_no_step_twice(minutes, has):
    plan = last_hours(minutes, has)
    assert plan == last_hours(minutes, has)
    assert len(set(keys(plan))) == len(keys(plan))


@given(has)
def test_a_quarter_of_an_hour_is_for_the_machine_and_the_first_minute(has):
    assert {"set-up", "opening"} <= set(keys(last_hours(LEAST, has)))


@pytest.mark.parametrize("minutes", [120, 180, 300, 600])
def test_with_two_hours_ones_own_project_stories_and_a_likely_question_are_in(minutes):
    plan = last_hours(minutes, Has(own("s", 3), own("p", 2), own("q", 4)))
    assert {"project-0", "story-0", "story-1", "question-0", "posting", "sheet"} <= set(keys(plan))
    assert plan.quiet == QUIET


def test_the_order_is_own_material_first_and_the_machine_last():
    found = keys(last_hours(180, Has(own("s", 2), own("p", 1), own("q", 3))))
    assert found[:3] == ["posting", "opening", "project-0"] and found[-1] == "set-up"
    assert found.index("story-1") < found.index("question-0") < found.index("sheet")


def test_who_has_written_nothing_puts_one_project_and_one_story_into_keywords():
    plan = last_hours(120, Has(questions=own("q", 3)))
    titles = " ".join(step.title for step in plan.steps)
    assert "six lines" in titles and "Keywords for one story" in titles
    assert any("keywords and numbers are enough" in each for each in plan.leave)


@pytest.mark.parametrize("minutes", [LEAST - 1, MOST + 1, 0, -5])
def test_hours_that_are_none_are_refused(minutes):
    with pytest.raises(ValueError, match="minutes"):
        last_hours(minutes, Has())


def test_whole_designs_are_left_alone_until_there_are_three_hours():
    assert any("Whole designs" in each for each in last_hours(120, Has()).leave)
    assert not any("Whole designs" in each for each in last_hours(200, Has()).leave)
