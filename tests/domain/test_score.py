import pytest
from hypothesis import given
from hypothesis import strategies as st

from practice.domain.score import Mark, score, so_far

WEIGHTS = st.integers(1, 60)
TICKED = st.lists(st.tuples(WEIGHTS, st.sampled_from(Mark)), min_size=1, max_size=10)
POINTS = st.lists(st.tuples(WEIGHTS, st.none() | st.sampled_from(Mark)), max_size=10)


def test_said_counts_whole_partly_half_and_not_nothing():
    assert score([(50, "said"), (30, "partly"), (20, "not")]) == 65


def test_half_a_point_is_rounded_up():
    assert score([(25, "partly"), (75, "not")]) == 13
    assert score([(5, "partly"), (95, "not")]) == 3


def test_there_is_no_score_before_every_point_is_ticked():
    points = [(50, "said"), (50, None)]
    assert score(points) is None
    assert so_far(points) == 50


def test_nothing_ticked_is_no_result_at_all():
    assert score([]) is so_far([]) is None
    assert so_far([(60, None), (40, None)]) is None


@given(TICKED)
def test_a_score_lies_between_0_and_100_and_is_what_was_reached(points):
    assert 0 <= score(points) <= 100
    assert so_far(points) == score(points)


@given(st.lists(WEIGHTS, min_size=1))
def test_all_said_is_100_and_none_is_0(weights):
    assert score([(weight, Mark.SAID) for weight in weights]) == 100
    assert score([(weight, Mark.NOT) for weight in weights]) == 0


@given(TICKED, st.data())
def test_a_better_verdict_never_lowers_the_score(points, data):
    at = data.draw(st.integers(0, len(points) - 1))
    order = [Mark.NOT, Mark.PARTLY, Mark.SAID]
    better = data.draw(st.sampled_from(order[order.index(points[at][1]) :]))
    raised = [*points[:at], (points[at][0], better), *points[at + 1 :]]
    assert score(raised) >= score(points)


@given(POINTS, st.randoms())
def test_the_order_of_points_does_not_matter(points, random):
    shuffled = random.sample(points, len(points))
    assert (score(shuffled), so_far(shuffled)) == (score(points), so_far(points))


@given(TICKED, st.integers(2, 9))
def test_weights_are_shares(points, factor):
    assert score([(weight * factor, mark) for weight, mark in points]) == score(points)


@given(POINTS, st.data())
def test_ticking_one_more_never_lowers_what_was_reached_so_far(points, data):
    open_points = [i for i, (_, mark) in enumerate(points) if mark is None]
    if not open_points:
        return
    at = data.draw(st.sampled_from(open_points))
    mark = data.draw(st.sampled_from(Mark))
    ticked = [*points[:at], (points[at][0], mark), *points[at + 1 :]]
    assert so_far(ticked) >= (so_far(points) or 0)


@pytest.mark.parametrize("points", [[(10, "perhaps")], [(10, "")], [(-1, "said"), (5, "said")]])
def test_an_unknown_verdict_or_a_negative_weight_is_refused(points):
    with pytest.raises(ValueError):
        score(points)
