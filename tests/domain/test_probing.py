"""Which six questions a diagnostic asks, and where they place a candidate."""

from hypothesis import given
from hypothesis import strategies as st

from plans.domain.probing import (
    MINUTES_AT_MOST,
    PROBES,
    UNPROBED,
    Candidate,
    Heard,
    Placed,
    by_dimension,
    by_kind,
    choose,
    unprobed_kinds,
)
from questions.domain.vocabulary import DIMENSIONS, KIND_WEIGHTS, KINDS, LEANINGS


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


@given(banks(), st.sampled_from(sorted(LEANINGS)))
def test_of_a_kind_that_has_short_questions_no_long_one_is_asked(bank, leaning):
    new = [each for each in bank if not each.met and each.kind not in UNPROBED]
    chosen = choose(new, leaning)
    for each in chosen:
        rest = [one for one in new if one.kind == each.kind and one not in chosen]
        short = any(one.minutes <= MINUTES_AT_MOST for one in rest)
        assert each.minutes <= MINUTES_AT_MOST or not short


@given(banks())
def test_of_what_is_new_and_short_all_dimensions_are_probed_if_six_kinds_can(bank):
    """In each pick of a kind, a question that adds a dimension goes before one that adds none."""
    chosen = choose(bank, "llm")
    covered = {"coding"}
    for place, each in enumerate(chosen):
        rivals = [
            one
            for one in bank
            if one.kind == each.kind and one not in chosen[: place + 1] and one.met == each.met
        ]
        same = [one for one in rivals if (one.minutes > 10) == (each.minutes > 10)]
        adds = bool(set(each.dimensions) - covered)
        assert adds or not any(set(one.dimensions) - covered for one in same)
        covered |= set(each.dimensions)


def test_a_kind_and_a_dimension_are_what_was_said_of_them():
    placed = [
        Placed("ml", {"depth": 50, "ml-intuition": 50}, score=40, said=2, partly=0, points=5),
        Placed("ml", {"depth": 100}, score=80, said=4, partly=1, points=6),
        Placed("llm", {"system-design": 60, "coding": 40}, score=0, said=0, partly=0, points=7),
    ]
    assert by_kind(placed) == {"ml": Heard(60, 6, 1, 11, 2), "llm": Heard(0, 0, 0, 7, 1)}
    assert by_dimension(placed) == {
        "depth": Heard(67, 6, 1, 11, 2),
        "ml-intuition": Heard(40, 2, 0, 5, 1),
        "system-design": Heard(0, 0, 0, 7, 1),
    }


@given(banks(), st.sampled_from(sorted(LEANINGS)))
def test_every_kind_that_the_leaning_is_asked_is_probed_or_named_as_not(bank, leaning):
    placed = [Placed(each.kind, each.dimensions, 50, 1, 0, 2) for each in choose(bank, leaning)]
    left_out = unprobed_kinds(placed, leaning)
    assert set(left_out) | by_kind(placed).keys() >= KIND_WEIGHTS[leaning].keys()
    assert not set(left_out) & by_kind(placed).keys()
    shares = [KIND_WEIGHTS[leaning][kind] for kind in left_out]
    assert shares == sorted(shares, reverse=True)
