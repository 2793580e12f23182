"""What was foretold before each review, what was known on each evening, and their charts."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.charts import HEIGHT, WIDTH, columns, line, top_of
from plans.domain.history import Trace, history
from practice.domain import forgetting
from practice.domain.correction import Outcome
from practice.domain.foretold import foretell

TODAY = date(2026, 11, 25)


def on(days: int) -> date:
    """A day, so many after today."""
    return TODAY + timedelta(days=days)


def test_the_first_reviews_are_foretold_by_the_model_alone():
    told = foretell([(TODAY, Outcome("answer", 4.0, 3, False))] * 2)
    expected = pytest.approx(float(forgetting.recall(3, 4.0)))
    assert told == [(TODAY, expected, False), (TODAY, expected, False)]


def test_what_was_forgotten_lowers_the_predictions_of_later_days_only():
    forgot = [(TODAY, Outcome("answer", 20.0, 2, False))] * 30
    told = foretell([(on(1), Outcome("answer", 20.0, 2, True)), *forgot])
    assert [day for day, _, _ in told] == [TODAY] * 30 + [on(1)]
    assert len({chance for _, chance, _ in told[:30]}) == 1
    assert told[-1][1] < told[0][1] - 0.02


def test_one_kind_is_foretold_by_its_own_reviews_more_than_by_anothers():
    forgot = [(TODAY, Outcome("point", 20.0, 5, False))] * 20
    knew = [(TODAY, Outcome("answer", 20.0, 5, True))] * 20
    later = [(on(1), Outcome(kind, 20.0, 5, True)) for kind in ("point", "answer")]
    point, answer = (chance for _, chance, _ in foretell([*forgot, *knew, *later])[-2:])
    assert point < answer


def test_second_reviews_of_a_day_are_not_predictions():
    assert foretell([(TODAY, Outcome("answer", 4.0, 0, True))]) == []


def test_an_evening_knows_what_was_met_by_then_as_it_had_faded():
    trace = Trace(told=0.5, said=0.25, steps=[(on(-2), 1.0), (on(0), 9.0)])
    days = [on(-3), on(-2), on(-1), on(0), on(9)]
    evenings = history([trace], days)
    assert [each.tried for each in evenings] == [0, 0.5, 0.5, 0.5, 0.5]
    known = [each.known for each in evenings]
    assert known[:2] == [0, 0.25] and known[3] == 0.25
    assert known[2] == pytest.approx(0.25 * 0.9) and known[4] == pytest.approx(0.25 * 0.9)


shares = st.floats(0, 1)


@given(st.lists(st.tuples(shares, shares), min_size=1), shares)
def test_lines_stay_in_their_box(points, most):
    top = top_of([most, *(share for _, share in points)])
    assert 10 <= top <= 100 and top % 10 == 0
    for pair in line(points, top).split():
        x, y = map(float, pair.split(","))
        assert 0 <= x <= WIDTH and 0 <= y <= HEIGHT


@given(st.lists(st.integers(0, 300).flatmap(lambda n: st.tuples(st.just(n), st.integers(0, n)))))
def test_bars_stand_on_the_ground_and_are_never_filled_above_their_height(counts):
    for bar, (count, filled) in zip(columns(counts), counts, strict=True):
        assert bar.y + bar.height == pytest.approx(HEIGHT, abs=0.02)
        assert 0 <= bar.filled <= bar.height <= HEIGHT
        assert bar.x >= 0 and bar.x + bar.width <= WIDTH + 0.02
        assert bar.filled * count == pytest.approx(bar.height * filled, abs=0.01 * (count + filled))
