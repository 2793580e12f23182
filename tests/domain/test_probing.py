"""Which six questions a diagnostic asks, and where they place a candidate."""

from hypothesis import given
from hypothesis import strategies as st

from plans.domain.probing import PROBES, UNPROBED, Candidate, Placed, by_dimension, by_kind, choose
from questions.domain.vocabulary import DIMENSIONS, KINDS, LEANINGS


@st.composite
def banks(draw) -> list[Candidate]:
    """Some questions."""
    return [
        Candidate(
            id=n,
            slug=f"q{n:02}",
            kind=draw(st.sampled_from(sorted(KINDS))),
            dimensions={draw(st.sampled_from(sorted(DIMENSIONS))): 100},
            frequency=draw(st.integers(1, 5)),
            minutes=draw(st.integers(2, 45)),
            met=draw(st.booleans()),
        )
        for n in range(draw(st.integers(0, 20)))
    ]


@given(banks(), st.sampled_from(sorted(LEANINGS)))
def test_six_different_questions_none_of_code_the_same_for_the_same_bank(bank, leaning):
    chosen = choose(bank, leaning)
    able = [each for each in bank if each.kind not in UNPROBED]
    assert len({each.id for each in chosen}) == len(chosen) == min(PROBES, len(able))
    assert all(each.kind not in UNPROBED for each in chosen)
    assert choose(bank[::-1], leaning) == chosen


@given(banks(), st.sampled_from(sorted(LEANINGS)))
def test_what_is_new_is_spread_over_as_many_kinds_as_there_are(bank, leaning):
    chosen = [each for each in choose(bank, leaning) if not each.met]
    new = {each.kind for each in bank if not each.met and each.kind not in UNPROBED}
    assert len({each.kind for each in chosen}) == min(len(chosen), len(new))


@given(banks())
def test_nothing_that_was_met_is_asked_while_something_new_is_left(bank):
    chosen = choose(bank, "llm")
    left = [each for each in bank if each not in chosen and each.kind not in UNPROBED]
    assert not (any(each.met for each in chosen) and any(not each.met for each in left))


def test_a_kind_and_a_dimension_are_what_was_said_of_them():
    placed = [
        Placed("ml", {"depth": 50, "ml-intuition": 50}, 40),
        Placed("ml", {"depth": 100}, 80),
        Placed("llm", {"system-design": 100}, 0),
    ]
    assert by_kind(placed) == {"ml": (60, 2), "llm": (0, 1)}
    assert by_dimension(placed) == {
        "depth": (67, 2),
        "ml-intuition": (40, 1),
        "system-design": (0, 1),
    }
