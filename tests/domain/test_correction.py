import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from practice.domain import forgetting
from practice.domain.correction import (
    DOUBT_BELOW,
    ENOUGH,
    ENOUGH_IN_DOUBT,
    STEADY_BELOW,
    Correction,
    Outcome,
    correct,
)


def reviews(count, factor, kind="answer", seed=1, days=3):
    """Reviews of somebody whose stability is `factor` times what the model says."""
    rng = np.random.default_rng(seed)
    stability = rng.uniform(1, 8, count)
    recalled = rng.random(count) < forgetting.recall(days, stability * factor)
    pairs = zip(stability.tolist(), recalled.tolist(), strict=True)
    return [Outcome(kind, each, days, got) for each, got in pairs]


def test_without_reviews_nothing_is_corrected():
    none = correct([])
    assert none == Correction()
    assert none.factor("answer") == 1
    assert none.watching and not none.steady


@pytest.mark.parametrize("factor", [0.3, 1, 3])
def test_many_reviews_find_the_factor(factor):
    found = correct(reviews(3000, factor))
    assert found.factor("answer") == pytest.approx(factor, rel=0.25)
    assert found.predicted is not None and found.observed is not None
    assert (found.observed < found.predicted) == (factor < 1) or factor == 1


def test_a_few_reviews_are_drawn_towards_one():
    half = [Outcome("answer", 3, 3, True), Outcome("answer", 3, 3, False)]
    assert correct(half * 200).overall < correct(half * 2).overall < 1


def test_one_forgotten_review_does_not_turn_the_plan_over():
    assert not correct([Outcome("answer", 2.3, 2, False)]).steady


def test_a_memory_that_fades_far_faster_is_known_by_the_time_that_watching_ends():
    def half_gone_in_two_days(seed):
        rng = np.random.default_rng(seed)
        days = rng.integers(2, 6, ENOUGH)
        recalled = rng.random(ENOUGH) < 2.0 ** (-days / 2)
        return [
            Outcome("answer", 2.3, int(each), bool(got))
            for each, got in zip(days, recalled, strict=True)
        ]

    assert all(correct(half_gone_in_two_days(seed)).steady for seed in range(20))
    assert sum(correct(reviews(ENOUGH, 1, seed=seed)).steady for seed in range(20)) <= 4


def test_kinds_are_corrected_apart_and_an_unknown_kind_as_the_whole():
    found = correct(reviews(300, 0.3, "answer") + reviews(300, 2, "point"))
    assert found.factor("answer") < 0.6 < 1.3 < found.factor("point")
    assert found.factor("probe") == found.overall


def test_a_kind_with_few_reviews_leans_on_the_others():
    found = correct(reviews(400, 0.3, "answer") + reviews(2, 1, "point"))
    assert found.factor("answer") < found.factor("point") < 0.8


def test_second_reviews_within_a_day_say_nothing():
    same_day = [Outcome("answer", 2, 0, False)] * 50
    assert correct(same_day) == Correction()
    told = reviews(20, 0.5)
    assert correct(told + same_day) == correct(told)


def test_it_watches_until_enough_reviews_are_known_and_longer_where_memory_seems_to_fade():
    def seen(good, bad):
        return correct(
            [Outcome("answer", 2.3, 3, True)] * good + [Outcome("answer", 2.3, 3, False)] * bad
        )

    assert seen(ENOUGH - 1, 0).watching
    assert not seen(ENOUGH, 0).watching
    assert seen(ENOUGH - 3, 3).overall < DOUBT_BELOW
    assert seen(ENOUGH - 3, 3).watching
    assert not seen(ENOUGH_IN_DOUBT - 7, 7).watching


@given(
    st.lists(
        st.builds(
            Outcome,
            st.sampled_from(["answer", "point", "probe"]),
            st.floats(0.01, 300),
            st.integers(0, 90),
            st.booleans(),
        ),
        max_size=30,
    ),
    st.randoms(),
)
def test_factors_stay_within_bounds_and_the_order_of_reviews_does_not_matter(outcomes, random):
    found = correct(outcomes)
    for factor in (found.overall, *found.by_kind.values()):
        assert 0.2 <= factor <= 5
    shuffled = correct(random.sample(outcomes, len(outcomes)))
    assert shuffled.overall == pytest.approx(found.overall)
    assert shuffled.by_kind == pytest.approx(found.by_kind)
    assert found.steady == (found.overall < STEADY_BELOW)


@given(st.integers(1, 40), st.integers(1, 40))
def test_the_more_is_recalled_the_larger_the_factor(recalled, count):
    recalled = min(recalled, count)

    def overall(good):
        return correct(
            [Outcome("answer", 3, 4, True)] * good
            + [Outcome("answer", 3, 4, False)] * (count - good)
        ).overall

    assert overall(recalled) > overall(recalled - 1)
