"""Readiness: what is known, missed and unknown adds up, and the unknown is never a nought."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.domain.calibration import FEWEST_REVIEWS, calibration
from plans.domain.readiness import Piece, PointCard, in_all, parts_of, readiness

share = st.floats(0, 1)
pieces = st.lists(
    st.builds(
        Piece,
        kind=st.sampled_from(["ml", "llm"]),
        dimensions=st.sampled_from([{"depth": 1.0}, {"depth": 0.25, "coding": 0.75}]),
        weight=st.floats(0.001, 10),
        now=share,
        without=share,
        then=share,
        tried=st.sampled_from([0.0, 1.0]),
        will_try=share,
    ),
    max_size=12,
)


@given(pieces, st.sampled_from(["kind", "dimension"]))
def test_known_missed_and_unknown_add_up_to_all_of_it(found, by):
    parts = readiness(found, by)
    for part in [*parts, in_all(found)]:
        for each in (part.now, part.without, part.then):
            assert each.known + each.missed + each.unknown == pytest.approx(1)
            assert min(each.known, each.missed, each.unknown) >= 0
    assert sum(part.weight for part in parts) == pytest.approx(1 if found else 0)


def test_what_was_not_tried_is_unknown_and_not_missed():
    tried = Piece("ml", {"depth": 1.0}, 1, now=0.5, tried=1.0)
    (part,) = readiness([tried, Piece("ml", {"depth": 1.0}, 3)], "kind")
    assert (part.now.known, part.now.missed, part.now.unknown) == (0.125, 0.125, 0.75)
    assert part.now.of_tried == 0.5
    assert (part.pieces, part.tried) == (2, 1)
    (nothing,) = readiness([Piece("ml", {"depth": 1.0}, 3)], "kind")
    assert nothing.now.of_tried is None


def test_a_question_counts_for_each_dimension_by_its_share():
    both = Piece("ml", {"depth": 0.25, "coding": 0.75}, 4, now=1.0, tried=1.0)
    parts = readiness([both, Piece("dsa", {"coding": 1.0}, 1)], "dimension")
    assert [(part.name, part.weight) for part in parts] == [("coding", 0.8), ("depth", 0.2)]
    assert parts[0].now.known == pytest.approx(0.75)


def test_following_the_plan_tries_more_and_keeps_more():
    piece = Piece("ml", {"depth": 1.0}, 1, now=0.9, without=0.4, then=0.8, tried=1.0, will_try=1.0)
    new = Piece("ml", {"depth": 1.0}, 1, then=0.5, will_try=0.5)
    whole = in_all([piece, new])
    assert whole.without.known == pytest.approx(0.2)
    assert whole.then.known == pytest.approx((0.8 + 0.25) / 2)
    assert whole.then.unknown == pytest.approx(0.25)


def test_too_few_reviews_say_nothing_of_how_right_it_was():
    assert calibration([(0.9, True)] * (FEWEST_REVIEWS - 1)) is None


def test_calibration_holds_what_was_said_against_what_happened():
    said = [(0.9, True)] * 18 + [(0.9, False)] * 2 + [(0.5, True)] * 5 + [(0.5, False)] * 15
    found = calibration(said)
    assert [(each.about, each.predicted, each.recalled, each.count) for each in found.bins] == [
        (50, pytest.approx(0.5), 0.25, 20),
        (90, pytest.approx(0.9), 0.9, 20),
    ]
    brier = (18 * 0.01 + 2 * 0.81 + 20 * 0.25) / 40
    assert found.brier == pytest.approx(brier) and found.guessing == pytest.approx(23 * 17 / 1600)


@given(st.lists(st.tuples(share, st.booleans()), min_size=FEWEST_REVIEWS, max_size=80))
def test_any_reviews_have_a_calibration_within_bounds(reviews):
    found = calibration(reviews)
    assert sum(each.count for each in found.bins) == found.count == len(reviews)
    assert 0 <= found.brier <= 1 and 0 <= found.guessing <= 0.25


def test_a_whole_answer_carries_what_was_said_and_a_missed_point_carries_itself():
    verdicts = {"a": (50, "said"), "b": (30, "not")}
    parts = parts_of("whole", {"c": PointCard("point", 20, 1.0)}, verdicts, ticked=True)
    assert [(part.item, part.told, part.said) for part in parts] == [
        ("whole", pytest.approx(0.8), 0.5),
        ("point", 0.2, 0.2),
    ]


def test_what_was_not_known_counts_nothing_until_it_came_back_and_was():
    point = PointCard("point", 40, 0.0)
    whole, apart = parts_of("whole", {"b": point}, {"a": (60, "said")}, ticked=True, shown=False)
    assert (whole.told, whole.said, whole.later) == (0.6, 0, 0.6)
    assert (apart.told, apart.said, apart.later) == (0.4, 0, 0.4)


def test_a_point_that_has_its_own_card_is_not_counted_with_the_whole_as_well():
    card = PointCard("point", 50, 1.0)
    (whole, point) = parts_of("whole", {"a": card}, {"a": (50, "said")}, ticked=True)
    assert (whole.told, whole.said, point.said) == (0, 0, 0.5)


def test_half_a_point_said_is_half_of_it_known():
    (whole,) = parts_of("whole", {}, {"a": (40, "partly")}, ticked=True)
    assert (whole.told, whole.said) == (0.4, 0.2)


def test_points_that_nobody_ticked_leave_an_answer_unknown_and_code_counts_as_a_whole():
    assert [(p.told, p.said) for p in parts_of("whole", {}, {}, ticked=True)] == [(0, 0)]
    assert [(p.told, p.said) for p in parts_of("whole", {}, {}, ticked=False)] == [(1, 1)]


@given(
    st.dictionaries(
        st.sampled_from("abcd"),
        st.builds(PointCard, st.just("item"), st.integers(0, 100), st.floats(0, 1)),
    ),
    st.dictionaries(
        st.sampled_from("abcd"),
        st.tuples(st.integers(0, 100), st.sampled_from(["said", "partly", "not"])),
    ),
    st.booleans(),
    st.floats(0, 1),
)
def test_nothing_is_said_that_was_not_told_whatever_an_entry_once_weighed(
    points, verdicts, ticked, shown
):
    parts = parts_of("whole", points, verdicts, ticked=ticked, shown=shown)
    assert all(0 <= part.said <= part.later <= part.told <= 1 for part in parts)
    whole = parts[0]
    apart = sum(point.weight for point in points.values()) / 100
    assert whole.told <= max(1 - apart, 0) + 1e-9
