"""Rating what one knew, and taking a rating back."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from interviewprep.accounts.models import Candidate
from questions.models import Probe, Question

from . import deeds
from .domain import memory
from .models import Card, Deed, OwnQuestion, Review
from .models.subjects import COLUMNS, naming


def card_for(*, candidate: Candidate, subject: Question | OwnQuestion | Probe) -> Card:
    """The card of a whole question or a probe, made if it was missing."""
    card = Card(candidate=candidate, **naming(subject))
    Card.objects.bulk_create([card], ignore_conflicts=True)
    return candidate.cards.of(subject).get()


@transaction.atomic
def rate(
    *, card: Card, rating: memory.Rating, key: UUID, now: datetime, state: str | None = None
) -> Review | None:
    """Rate a card: log the state before, then take over FSRS's next. Once per `key`.

    With `state`, what the page saw (`card.state`): None where it was rated elsewhere since.
    """
    card = (
        Card.objects.select_for_update(of=("self",))
        .select_related("candidate__aim")
        .get(pk=card.pk)
    )
    repeat = Review.objects.filter(candidate=card.candidate, key=key).first()
    if repeat:
        return repeat
    if state is not None and state != card.state:
        return None
    aim = card.candidate.aim
    rated = memory.rate(card.memory, rating, now, aim.time_zone, aim.retention)
    review = Review.objects.create(
        candidate=card.candidate,
        card=card,
        key=key,
        rating=rating,
        reviewed_at=now,
        local_day=deeds.today(card.candidate, now),
        stability_before=card.stability,
        difficulty_before=card.difficulty,
        last_review_before=card.last_review,
        due_before=card.due_at,
    )
    card.remember(rated.memory, rated.due_at)
    deeds.note(card.candidate, what=Deed.What.REVIEWED, subject=review.pk, now=now, result=rating)
    return review


def newest(candidate: Candidate, now: datetime) -> Review | None:
    """The last rating of today that stands: the one that can be taken back."""
    today = candidate.reviews.standing().filter(local_day=deeds.today(candidate, now))
    related = today.select_related(*(f"card__{column}" for column in COLUMNS.values()))
    return related.order_by("-reviewed_at", "-pk").first()


@transaction.atomic
def undo(*, candidate: Candidate, pk: UUID | None, now: datetime) -> Review | None:
    """Take back this rating if it is the newest of today: its card is as it was before it.

    Returns None where it isn't: sent twice, or another rating came in between.
    """
    Candidate.objects.select_for_update(of=("self",)).get(pk=candidate.pk)
    review = newest(candidate, now)
    if review is None or review.pk != pk:
        return None
    card = Card.objects.select_for_update().get(pk=review.card_id)
    card.remember(review.memory_before, review.due_before)
    review.take_back(now)
    candidate.deeds.filter(key=f"{Deed.What.REVIEWED}:{review.pk}").update(undone_at=now)
    return review
