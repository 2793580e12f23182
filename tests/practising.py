"""Simulated learners who practise by FSRS's usual dates: the reviews that come of it."""

from datetime import UTC, date, datetime, time, timedelta

import numpy as np
from django.utils import timezone

from interviewprep.ids import new_id
from practice.domain import forgetting
from practice.domain.fitting import LEAST, Reviewed
from practice.domain.learners import HalfLifeLearners, make_bank
from practice.domain.memory import Rating, rate
from practice.models import Card, Review
from tests.make import make_question

BEGUN = date(2026, 1, 5)
NEW_A_DAY, DUE_A_DAY = 7, 30
NEVER = 10**6


def practised(kind, learners: int, wanted: int, seed: int = 1) -> list[list[Reviewed]]:
    """Return `wanted` reviews of each of so many learners of `kind` (`domain/learners.py`)."""
    items = wanted
    people = kind(learners, make_bank(items, np.random.default_rng(0)), np.random.default_rng(seed))
    return [log_of(people, one, items, wanted) for one in range(learners)]


def log_of(people, one: int, items: int, wanted: int) -> list[Reviewed]:
    """One learner's reviews: each day what is due, the longest waiting first, then what is new."""
    stability, difficulty = np.ones(items), np.ones(items)
    due, log, today = np.full(items, NEVER), [], 0
    while len(log) < wanted:
        waiting = np.argsort(due, kind="stable")[: (due <= today).sum()][:DUE_A_DAY]
        new = np.flatnonzero(due == NEVER)[:NEW_A_DAY]
        for what in (waiting, new):
            gone = today - people.last[one, what]
            rating = people.study(np.full(len(what), one), what, today)
            state = forgetting.first(rating)
            if what is waiting:
                state = forgetting.reviewed(stability[what], difficulty[what], gone, rating)
            stability[what], difficulty[what] = state
            due[what] = today + np.maximum(stability[what].round(), 1)
            day = BEGUN + timedelta(days=today)
            log += [Reviewed(str(card), day, int(r)) for card, r in zip(what, rating, strict=True)]
        today += 1
    return log[:wanted]


def make_log(candidate, kind=HalfLifeLearners, count=LEAST, seed=1) -> list[Review]:
    """Rows of one learner's reviews, the last two days ago, and cards as they leave them."""
    log = practised(kind, 1, count, seed)[0]
    later = timezone.now().date() - timedelta(days=2) - log[-1].day
    cards, made = {}, []
    for second, review in enumerate(log):
        if review.card not in cards:
            cards[review.card] = Card(candidate=candidate, question=make_question())
        card, day = cards[review.card], review.day + later
        now = datetime.combine(day, time(9), tzinfo=UTC) + timedelta(seconds=second)
        made.append(
            Review(
                candidate=candidate,
                card=card,
                key=new_id(),
                rating=review.rating,
                reviewed_at=now,
                local_day=day,
                stability_before=card.stability,
                difficulty_before=card.difficulty,
                last_review_before=card.last_review,
                due_before=card.due_at,
            )
        )
        rated = rate(card.memory, Rating(review.rating), now, "UTC")
        card.take(rated.memory, rated.due_at)
    Card.objects.bulk_create(cards.values())
    return Review.objects.bulk_create(made)
