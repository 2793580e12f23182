"""Enough: a kind whose half hour adds little beside the best, and nothing anywhere."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.domain.enough import NOTHING, Worth, enough

worths = st.lists(
    st.builds(
        Worth,
        kind=st.sampled_from(["ml", "llm", "dsa"]),
        gain=st.floats(0, 1),
        minutes=st.floats(0.5, 60),
    ),
    max_size=20,
)


def test_the_half_hour_takes_the_densest_first_and_the_last_by_the_part_that_fits():
    found = enough(
        [Worth("ml", 1.0, 20), Worth("ml", 3.0, 10), Worth("ml", 0.4, 20), Worth("llm", 1, 60)],
        whole=10,
    )
    assert found.added["ml"] == pytest.approx(0.4)
    assert found.added["llm"] == pytest.approx(0.05)
    assert found.best == "ml" and found.of("llm") and not found.of("ml")


def test_where_nothing_adds_anything_it_is_enough_everywhere():
    found = enough([Worth("ml", NOTHING / 2, 5), Worth("llm", 0.0, 5)], whole=1)
    assert found.everywhere and found.of("ml") and found.of("llm")
    assert enough([], whole=1).everywhere and enough([], whole=1).best is None


@given(worths, st.sampled_from(["ml", "llm", "dsa"]))
def test_the_best_kind_never_has_enough_while_it_adds_something(found, kind):
    told = enough(found, whole=1)
    if not told.everywhere:
        assert not told.of(told.best)
    assert told.added.get(kind, 0) <= sum(each.gain for each in found if each.kind == kind) + 1e-9
