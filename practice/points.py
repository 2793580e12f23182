"""A key point as a card of its own: made when it was missed, asked by a cue that leaves it out."""

from datetime import datetime
from uuid import UUID, uuid5

from django.db import transaction
from django.utils.safestring import SafeString, mark_safe

from interviewprep.markup import inline_html

from .domain.memory import Rating
from .models import Attempt, Card
from .models.attempts import Mark
from .models.subjects import naming
from .reviews import card_for, rate

# What a verdict on a point says of how well one knew it.
RATED = {
    Mark.Verdict.NOT: Rating.AGAIN,
    Mark.Verdict.PARTLY: Rating.HARD,
    Mark.Verdict.SAID: Rating.GOOD,
}


@transaction.atomic
def rate_answer(*, attempt: Attempt, rating: Rating, key: UUID, now: datetime) -> None:
    """How well one knew an answer: its question's card learns it, and its points' do. Once."""
    card = card_for(candidate=attempt.candidate, subject=attempt.asked)
    rate(card=card, rating=rating, key=key, now=now)
    learn_points(attempt=attempt, key=key, now=now)


def learn_points(*, attempt: Attempt, key: UUID, now: datetime) -> None:
    """With the rating of an answer its points are rated too: by what was ticked, once by `key`.

    A point that was missed, or said by halves, gets a card; one that was said has its card rated
    if it has one.
    """
    kept = {card.point: card for card in attempt.candidate.cards.about(attempt.asked)}
    for mark in attempt.marks.exclude(verdict="").order_by("place"):
        card = kept.get(mark.point)
        if card is None and mark.verdict == Mark.Verdict.SAID:
            continue
        card = card or card_of(attempt, mark)
        rating = RATED[mark.verdict]
        rate(card=card, rating=rating, key=uuid5(key, mark.point), now=now)


def card_of(attempt: Attempt, mark: Mark) -> Card:
    """The card of one point, made if it was missing."""
    subject = {"candidate": attempt.candidate, **naming(attempt.asked), "point": mark.point}
    Card.objects.bulk_create([Card(**subject, share=min(mark.weight, 100))], ignore_conflicts=True)
    return Card.objects.get(**subject)


def cue_of(card: Card) -> SafeString:
    """What asks for a point without saying it: the follow-up on it, its name, or the others."""
    entry = card.subject.parsed
    for follow_up in entry.follow_ups:
        if follow_up.when == f"missed {card.point}":
            return mark_safe(card.subject.html["follow_ups"][follow_up.id]["ask"])  # rendered
    point = next((point for point in entry.key_points if point.id == card.point), None)
    if point and point.naming:
        return inline_html(f"What would you say here? “{point.naming}”", trusted=True)
    return SafeString("Which point of a good answer is missing in what you would say?")


def claim_of(card: Card) -> SafeString:
    """What the point says, as HTML; "" where its question no longer has it."""
    return mark_safe(card.subject.html["points"].get(card.point, ""))  # rendered by the one door
