"""The order of a day's session: retrieval first, natures mixed, what is light last."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from plans.domain.session_order import BREAK_AFTER, FIRST, LAST, LONG, Item, breaks, in_order

NATURES = {"answered": ["questions", "coding", "design"], "timed": ["clock"], "story": ["stories"]}


@st.composite
def days(draw) -> list[Item]:
    """The tasks of a day."""
    kinds = st.sampled_from(["review", "read", "hand", "rest", *NATURES])
    rows = draw(st.lists(st.tuples(kinds, st.integers(0, 2), st.integers(0, 90)), max_size=9))
    return [
        Item(n, NATURES.get(by, [by])[pick % len(NATURES.get(by, [by]))], by, minutes)
        for n, (by, pick, minutes) in enumerate(rows)
    ]


@given(days())
def test_every_task_but_rest_comes_once_review_first_and_what_is_light_last(items):
    order = in_order(items)
    assert sorted(item.id for item in order) == [item.id for item in items if item.by != "rest"]
    ranks = [0 if item.by in FIRST else 2 if item.by in LAST else 1 for item in order]
    assert ranks == sorted(ranks)


@given(days())
def test_no_two_of_one_nature_stand_side_by_side_where_that_can_be_had(items):
    work = [item for item in in_order(items) if item.by not in FIRST | LAST]
    natures = [item.nature for item in work]
    most = max((natures.count(each) for each in natures), default=0)
    if 2 * most <= len(natures) + 1:
        assert all(a != b for a, b in pairwise(natures))


@given(days(), st.data())
def test_what_was_put_off_goes_last_and_the_others_keep_their_order(items, data):
    ids = [item.id for item in in_order(items)]
    off = data.draw(st.lists(st.sampled_from(ids), unique=True)) if ids else []
    order = [item.id for item in in_order(items, off)]
    assert order[len(order) - len(off) :] == off
    assert sorted(order) == sorted(ids)


@given(days())
def test_a_break_falls_wherever_fifty_minutes_are_full_but_not_at_the_end(items):
    order = in_order(items)
    rests, since = breaks(order), 0
    assert not order or order[-1].id not in rests
    for item in order[:-1]:
        since += item.minutes
        assert (item.id in rests) == (since >= BREAK_AFTER)
        since = 0 if item.id in rests else since


def test_long_work_comes_while_one_is_fresh():
    story = Item("story", "stories", "story", 25)
    design = Item("design", "clock", "timed", LONG)
    assert [item.id for item in in_order([story, design])] == ["design", "story"]
