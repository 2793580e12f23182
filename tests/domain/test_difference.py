"""The first difference is where one would look, and there is one exactly where values differ."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questions.domain.compare import same
from questions.domain.difference import first_difference

HOWS = ("exact", "tolerance", "unordered", "up-to-sign", "statistical")
values = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 3) | st.floats() | st.text("ab", max_size=2),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.tuples(inner, inner)
        | st.dictionaries(st.text("ab", max_size=2), inner, max_size=2)
    ),
    max_leaves=6,
)


@pytest.mark.parametrize(
    ("got", "expected", "where"),
    [
        ([1, 2, 3], [1, 5, 4], "[1]: 2 instead of 5"),
        ([[1, 2], [3, 4]], [[1, 2], [3, 5]], "[1][1]: 4 instead of 5"),
        ([1, 2], [1, 2, 3], "2 items instead of 3"),
        ([[1], []], [[1], [2]], "[1]: 0 items instead of 1"),
        ({"a": 1}, {"a": 1, "b": 2}, "'b' is missing"),
        ({"a": 1, "b": 2}, {"a": 1}, "'b' is one too many"),
        ({"a": [1]}, {"a": [2]}, "['a'][0]: 1 instead of 2"),
        (None, [0], "None instead of [0] (NoneType instead of list)"),
        ((1, 2), [1, 2], "(1, 2) instead of [1, 2] (tuple instead of list)"),
        (1, 2.5, "1 instead of 2.5"),
    ],
)
def test_the_first_difference_is_named_with_its_place(got, expected, where):
    assert first_difference(got, expected, "exact") == where


def test_within_a_tolerance_the_first_number_outside_it_is_named():
    got, expected = [1.0, 2.0001, 3.2], [1.0, 2.0, 3.0]
    assert first_difference(got, expected, "tolerance", 1e-2) == "[2]: 3.2 instead of 3.0"


def test_where_order_does_not_count_what_is_missing_or_too_many_is_named():
    assert first_difference([3, 1, 2], [1, 2, 4], "unordered") == "3 is one too many"
    assert first_difference([2, 1], [1, 2, 2], "unordered") == "2 is missing"


@given(values, values, st.sampled_from(HOWS))
def test_there_is_a_difference_exactly_where_values_are_not_the_same(got, expected, how):
    told = first_difference(got, expected, how, 1e-6)
    assert (told == "") == same(got, expected, how, 1e-6)
    assert len(told) < 600


@given(st.lists(values, max_size=4), st.data())
def test_a_changed_item_of_a_list_is_the_one_that_is_named(items, data):
    items.append("end")
    place = data.draw(st.integers(0, len(items) - 1))
    changed = [*items[:place], "another", *items[place + 1 :]]
    assert first_difference(changed, items, "exact").startswith(f"[{place}]: 'another'")
