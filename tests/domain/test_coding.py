"""What tests come to: all or at most half, a hint costs a little, a rating is only suggested."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from practice.domain.coding import A_HINT, coding_score, suggested_rating
from practice.domain.memory import Rating

counts = st.integers(1, 60).flatmap(lambda total: st.tuples(st.integers(0, total), st.just(total)))


def test_all_tests_are_a_hundred_and_each_hint_takes_five():
    assert [coding_score(12, 12, hints) for hints in range(4)] == [100, 95, 90, 85]


def test_most_tests_are_no_solution():
    assert coding_score(11, 12) == 45
    assert coding_score(0, 12, 3) == 0


def test_without_tests_there_is_no_score():
    assert coding_score(0, 0) is None


@pytest.mark.parametrize("wrong", [(3, 2, 0), (-1, 2, 0), (1, 2, -1)])
def test_counts_that_can_not_be_are_refused(wrong):
    with pytest.raises(ValueError):
        coding_score(*wrong)


@given(counts, st.integers(0, 3))
def test_more_tests_never_score_less_and_more_hints_never_more(count, hints):
    passed, total = count
    score = coding_score(passed, total, hints)
    assert 0 <= score <= 100 and (score > 50) == (passed == total)
    assert coding_score(passed, total, hints + 1) <= score <= 100 - A_HINT * hints or score == 0
    if passed < total:
        assert coding_score(passed + 1, total, hints) >= score


@pytest.mark.parametrize(
    ("solved", "hints", "seconds", "tries", "rating"),
    [
        (False, 0, 60, 1, Rating.AGAIN),
        (True, 0, 60, 1, Rating.EASY),
        (True, 0, 60, 2, Rating.GOOD),
        (True, 0, 601, 1, Rating.GOOD),
        (True, 1, 60, 1, Rating.HARD),
        (True, 0, 1201, 1, Rating.HARD),
    ],
)
def test_the_suggested_rating_goes_by_tests_hints_time_and_tries(
    solved, hints, seconds, tries, rating
):
    told = {"solved": solved, "hints": hints, "seconds": seconds, "tries": tries}
    assert suggested_rating(**told, minutes=20) == rating
