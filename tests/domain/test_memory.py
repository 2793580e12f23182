from datetime import UTC, datetime, timedelta

import fsrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from practice.domain.clock import day_start, local_day
from practice.domain.memory import Memory, Rating, preview, rate, recall, solid_days_factor

NOW = datetime(2026, 11, 24, 18, 0, tzinfo=UTC)
RATINGS = st.sampled_from(Rating)
ZONES = st.sampled_from(["UTC", "Europe/Berlin", "America/Los_Angeles", "Pacific/Kiritimati"])
RETENTIONS = st.sampled_from([0.7, 0.8, 0.9, 0.97])
REVIEWS = st.lists(
    st.tuples(RATINGS, st.integers(0, 400), st.integers(0, 23 * 60)), min_size=1, max_size=12
)


def memory_after(reviews, zone="UTC", retention=0.9):
    """Return the memory after (rating, days since the last, minutes into the day) reviews."""
    memory, day = None, NOW.date()
    for rating, days, minutes in reviews:
        day += timedelta(days=days)
        now = day_start(day, zone) + timedelta(minutes=minutes)
        now = max(now, memory.last_review) if memory else now
        memory = rate(memory, rating, now, zone, retention).memory
    return memory


@given(REVIEWS, ZONES, RETENTIONS)
def test_a_sequence_leaves_what_fsrs_itself_makes_of_its_days(reviews, zone, retention):
    scheduler = fsrs.Scheduler(
        desired_retention=retention, learning_steps=(), relearning_steps=(), enable_fuzzing=False
    )
    card, memory, day = fsrs.Card(card_id=1, due=NOW), None, NOW
    for rating, days, minutes in reviews:
        day += timedelta(days=days)
        # The day on which the clocks go forward has 23 hours.
        last = day_start(day.date() + timedelta(days=1), zone) - timedelta(minutes=1)
        now = min(day_start(day.date(), zone) + timedelta(minutes=minutes), last)
        rated = rate(memory, rating, now, zone, retention)
        card, _ = scheduler.review_card(card, fsrs.Rating(rating), day)
        memory = rated.memory
        assert (memory.stability, memory.difficulty) == (card.stability, card.difficulty)
        assert memory.last_review == now
        if rating != Rating.AGAIN:
            due = day.date() + (card.due - day)
            assert rated.due_at == day_start(due, zone)


def test_what_was_not_known_comes_back_in_the_same_sitting():
    rated = rate(None, Rating.AGAIN, NOW, "UTC")
    assert rated.due_at == NOW + timedelta(minutes=10)


def test_an_evening_and_the_next_morning_are_two_days():
    evening = datetime(2026, 11, 24, 22, 0, tzinfo=UTC)
    first = rate(None, Rating.HARD, evening, "UTC")
    assert first.due_at == datetime(2026, 11, 25, 4, 0, tzinfo=UTC)
    same_evening = rate(first.memory, Rating.GOOD, evening + timedelta(hours=1), "UTC")
    next_morning = rate(first.memory, Rating.GOOD, evening + timedelta(hours=11), "UTC")
    assert next_morning.memory.stability > same_evening.memory.stability


@given(st.none() | REVIEWS, st.integers(0, 60), st.integers(0, 23 * 60), ZONES, RETENTIONS)
def test_the_better_one_knew_it_the_later_it_comes_back(reviews, days, minutes, zone, retention):
    memory = memory_after(reviews, zone, retention) if reviews else None
    now = (memory.last_review if memory else NOW) + timedelta(days=days, minutes=minutes)
    again, hard, good, easy = (rate(memory, rating, now, zone, retention) for rating in Rating)
    assert now < again.due_at
    assert now < hard.due_at <= good.due_at <= easy.due_at
    assert 1 <= hard.days <= good.days <= easy.days
    assert local_day(hard.due_at, zone) == local_day(now, zone) + timedelta(days=hard.days)
    for rated in (again, hard, good, easy):
        assert rated.memory.stability > 0
        assert 1 <= rated.memory.difficulty <= 10


@given(REVIEWS, RATINGS)
def test_a_higher_retention_never_asks_later(reviews, rating):
    memory = memory_after(reviews)
    now = memory.last_review + timedelta(days=3)
    due = [rate(memory, rating, now, "UTC", r).due_at for r in (0.7, 0.8, 0.9, 0.97)]
    assert due == sorted(due, reverse=True)


def test_buttons_say_how_far_away_each_rating_is():
    assert list(preview(None, NOW, "UTC").values()) == ["10 min", "1 d", "2 d", "8 d"]
    known = Memory(stability=60, difficulty=5, last_review=NOW - timedelta(days=60))
    assert list(preview(known, NOW, "UTC").values()) == ["10 min", "4 mo", "5 mo", "8 mo"]
    well = Memory(stability=365, difficulty=3, last_review=NOW - timedelta(days=365))
    assert preview(well, NOW, "UTC")[Rating.GOOD].endswith(" y")


@given(REVIEWS, st.integers(0, 1000))
def test_recall_is_that_of_fsrs_on_whole_days(reviews, days):
    memory = memory_after(reviews)
    card = fsrs.Card(
        card_id=1,
        state=fsrs.State.Review,
        stability=memory.stability,
        difficulty=memory.difficulty,
        due=NOW,
        last_review=memory.last_review,
    )
    at = memory.last_review + timedelta(days=days)
    assert recall(memory, at) == pytest.approx(fsrs.Scheduler().get_card_retrievability(card, at))


@given(REVIEWS, st.floats(0.5, 0.99))
def test_it_is_solid_until_the_factor_times_its_stability(reviews, threshold):
    memory = memory_after(reviews)
    days = memory.stability * solid_days_factor(threshold)
    edge = memory.last_review + timedelta(days=days)
    assert recall(memory, edge) == pytest.approx(threshold, abs=1e-6)
    assert recall(memory, edge - timedelta(days=days / 2)) > threshold
    assert recall(memory, edge + timedelta(days=days)) < threshold


def test_stability_is_the_days_until_nine_in_ten():
    assert solid_days_factor(0.9) == pytest.approx(1)
    assert solid_days_factor() > 1


def test_recall_before_the_last_review_is_certain():
    memory = Memory(stability=3, difficulty=5, last_review=NOW)
    assert recall(memory, NOW - timedelta(days=1)) == 1


@pytest.mark.parametrize("retention", [0, 1, -0.5, 90])
def test_a_retention_out_of_reach_is_refused(retention):
    with pytest.raises(ValueError, match="retention"):
        rate(None, Rating.GOOD, NOW, "UTC", retention)
