"""Rating what one knew, and taking a rating back."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from interviewprep.accounts.models import Candidate
from questions.models import Probe, Question

from . import deeds
from .domain import memory
from .models import Card, Deed, MemoryFit, OwnQuestion, Review
from .models.memory_fits import parameters_of
from .models.subjects import COLUMNS, naming
from .replaying import replay_cards


def card_for(*, candidate: Candidate, subject: Question | OwnQuestion | Probe) -> Card:
    """The card of a whole question or a probe, made if it was missing."""
    card = Card(candidate=candidate, **naming(subject))
    Card.objects.bulk_create([card], ignore_conflicts=True)
    return candidate.cards.of(subject).get()


def hold(candidate: UUID) -> None:
    """Let nobody else change this candidate's memories until the transaction ends.

    What is read after it is as the last one left it, the parameters too.
    """
    held = Candidate.objects.select_for_update(of=("self",), no_key=True)
    held.values_list("pk").get(pk=candidate)


@transaction.atomic
def rate(
    *, card: Card, rating: memory.Rating, key: UUID, now: datetime, state: str | None = None
) -> Review | None:
    """Rate a card: log the state before, then take over FSRS's next. Once per `key`.

    With `state`, what the page saw (`card.state`): None where it was rated elsewhere since.
    """
    hold(card.candidate_id)
    related = Card.objects.select_related("candidate__aim", "candidate__memory_fit")
    card = related.get(pk=card.pk)
    repeat = Review.objects.filter(candidate=card.candidate, key=key).first()
    if repeat:
        return repeat
    if state is not None and state != card.state:
        return None
    aim = card.candidate.aim
    parameters = parameters_of(card.candidate)
    rated = memory.rate(card.memory, rating, now, aim.time_zone, aim.retention, parameters)
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
    hold(candidate.pk)
    review = newest(candidate, now)
    if review is None or review.pk != pk:
        return None
    card = Card.objects.get(pk=review.card_id)
    card.remember(review.memory_before, review.due_before)
    review.take_back(now)
    if MemoryFit.objects.filter(candidate=candidate, changed_at__gt=review.reviewed_at).exists():
        replay_cards(candidate, card)
    candidate.deeds.filter(key=f"{Deed.What.REVIEWED}:{review.pk}").update(undone_at=now)
    return review
