"""Parameters fitted to one's own reviews: kept only where they foretell the newest better."""

from datetime import UTC, datetime, timedelta

import fsrs
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from practice.domain import forgetting
from practice.domain.fitting import (
    LEAST,
    LEAST_TOLD,
    LOWER,
    UPPER,
    Reviewed,
    TooFewReviewsError,
    fit,
    log_of,
    loss,
    most_probable,
    predict,
)
from practice.domain.learners import FsrsLearners, HalfLifeLearners
from practice.domain.memory import Rating, rate
from tests.practising import BEGUN, practised

DEFAULT = forgetting.PARAMETERS
LOGS = st.lists(
    st.tuples(st.sampled_from("abcd"), st.integers(0, 400), st.integers(1, 4)), max_size=40
)


def reviews_of(log) -> list[Reviewed]:
    """Reviews of (card, days since the review before, rating)."""
    day, found = BEGUN, []
    for card, days, rating in log:
        day += timedelta(days=days)
        found.append(Reviewed(card, day, rating))
    return found


def newest_of(log, share=0.2):
    """Which of the told reviews are the newest."""
    count = len(log.recalled)
    return np.arange(count) >= count - round(count * share)


@given(LOGS, st.integers(0, 2**32))
def test_each_review_is_predicted_from_what_fsrs_makes_of_those_before_it(log, seed):
    spread = np.random.default_rng(seed).lognormal(0, 0.1, 21)
    w = np.clip(DEFAULT * spread, LOWER, UPPER)
    memories, expected = {}, []
    for review in reviews_of(log):
        now = datetime(review.day.year, review.day.month, review.day.day, 12, tzinfo=UTC)
        memory = memories.get(review.card)
        if memory and (days := (now - memory.last_review).days):
            expected.append(forgetting.recall(days, memory.stability, w[20]))
        rated = rate(memory, Rating(review.rating), now, "UTC", parameters=w.tolist())
        memories[review.card] = rated.memory
    if log:
        chances = predict(log_of(reviews_of(log)), w[:, None, None])[0]
        assert chances == pytest.approx(np.clip(expected, 1e-4, 1 - 1e-4), rel=1e-6)


def test_the_loss_is_the_mean_surprise_at_what_was_recalled():
    days = [("a", 0, 3), ("b", 0, 1), ("a", 4, 3), ("b", 0, 1)]
    log = log_of(reviews_of(days))
    recalled = forgetting.recall(4, DEFAULT[2])
    forgot = 1 - forgetting.recall(4, DEFAULT[0])
    expected = -(np.log(recalled) + np.log(forgot)) / 2
    assert loss(log, DEFAULT, np.ones(2, bool)) == pytest.approx(expected)


def test_a_second_review_on_a_day_is_not_foretold_but_changes_what_comes_after():
    once = log_of(reviews_of([("a", 0, 3), ("a", 2, 3)]))
    twice = log_of(reviews_of([("a", 0, 3), ("a", 0, 1), ("a", 2, 3)]))
    assert len(once.recalled) == len(twice.recalled) == 1
    before, after = (predict(log, DEFAULT[:, None, None])[0, 0] for log in (once, twice))
    assert after < before


def test_below_200_reviews_or_with_too_few_on_a_later_day_there_is_nothing_to_fit():
    reviews = practised(FsrsLearners, 1, LEAST)[0]
    fit(reviews)
    with pytest.raises(TooFewReviewsError):
        fit(reviews[1:])
    with pytest.raises(TooFewReviewsError):
        fit([Reviewed(str(card), BEGUN, 3) for card in range(LEAST)])
    with pytest.raises(TooFewReviewsError):
        fit([])


def test_whoever_forgets_by_another_law_is_foretold_far_better_and_that_is_kept():
    gained = []
    for reviews in practised(HalfLifeLearners, 4, 700):
        seen, later = log_of(reviews[:400]), log_of(reviews)
        fitted = fit(reviews[:400])
        assert fitted.kept and fitted.after < fitted.before
        among = np.arange(len(later.recalled)) >= len(seen.recalled)
        losses = [loss(later, w, among) for w in (DEFAULT, np.array(fitted.parameters))]
        gained.append(losses[0] - losses[1])
    assert min(gained) > 0 and np.mean(gained) > 0.2


def test_ordinary_learners_lose_nothing_by_it_and_no_better_means_the_usual_values():
    fitted, gained = [], []
    for reviews in practised(FsrsLearners, 30, 900):
        fitted.append(fit(reviews[:500]))
        later, count = log_of(reviews), len(log_of(reviews[:500]).recalled)
        among = np.arange(len(later.recalled)) >= count
        after = loss(later, np.array(fitted[-1].parameters), among)
        gained.append(loss(later, DEFAULT, among) - after)
    assert np.mean(gained) > -0.002
    dropped = [each for each in fitted if not each.kept]
    assert dropped and len(dropped) < len(fitted)
    assert all(each.parameters == tuple(DEFAULT) and each.after >= each.before for each in dropped)
    assert all(each.after < each.before for each in fitted if each.kept)


def test_what_is_held_out_is_the_newest_fifth_and_has_no_part_in_the_fit():
    reviews = practised(FsrsLearners, 1, 300)[0]
    log = log_of(reviews)
    fitted, newest = fit(reviews), newest_of(log)
    earlier = most_probable(log, ~newest)
    assert (fitted.before, fitted.after) == tuple(loss(log, w, newest) for w in (DEFAULT, earlier))
    held = fitted.held_out
    assert held == newest.sum() == round(len(log.recalled) / 5) >= LEAST_TOLD / 5
    last = len(reviews) - held
    turned = [Reviewed(r.card, r.day, 1 if i >= last else r.rating) for i, r in enumerate(reviews)]
    ours, theirs = (most_probable(each, ~newest) for each in (log, log_of(turned)))
    assert ours == pytest.approx(theirs)


def test_the_same_reviews_give_the_same_fit_and_more_of_them_move_it_further():
    reviews = practised(HalfLifeLearners, 1, 300)[0]
    assert fit(reviews) == fit(reviews)
    twice = [*reviews, *(Reviewed(f"{r.card} too", r.day, r.rating) for r in reviews)]
    once, often = (log_of(each) for each in (reviews, twice))
    losses = [
        loss(once, most_probable(each, each.recalled > -1), once.recalled > -1)
        for each in (once, often)
    ]
    assert losses[1] < losses[0] < loss(once, DEFAULT, once.recalled > -1)


@settings(max_examples=15)
@given(st.integers(0, 2**32), st.floats(0, 1), st.integers(8, 60), st.integers(0, 60))
def test_whatever_was_rated_the_parameters_are_ones_that_fsrs_takes(seed, again, cards, days):
    rng = np.random.default_rng(seed)
    card, gone = rng.integers(0, cards, 300), rng.integers(0, days + 1, 300)
    rating = np.where(rng.random(300) < again, 1, rng.integers(1, 5, 300))
    gone[LEAST // 2 :] += 1
    fitted = fit(reviews_of(zip(map(str, card), gone.tolist(), rating.tolist(), strict=True)))
    assert np.isfinite([fitted.before, fitted.after]).all()
    fsrs.Scheduler(parameters=fitted.parameters)
    assert fitted.kept == (fitted.after < fitted.before)
