"""A guest's work meets the account's where both hold the same thing."""

from interviewprep.ids import new_id

from .models import Attempt, Card, Text


def move_attempts(guest, member) -> None:
    """Answers move. Two drafts of one question become one: both texts, one below the other."""
    ours = {draft.question_id: draft for draft in member.attempts.open()}
    for draft in guest.attempts.open().filter(question__in=list(ours)):
        own = ours[draft.question_id]
        for text in draft.texts.exclude(body=""):
            append(own, text)
        draft.delete()
    Attempt.objects.filter(candidate=guest).update(candidate=member)


def append(attempt: Attempt, text: Text) -> None:
    """Add another text below what the attempt's same part says, as a new version."""
    kept, _ = Text.objects.get_or_create(
        candidate_id=attempt.candidate_id, attempt=attempt, part=text.part
    )
    bodies = [body for body in (kept.body, text.body) if body.strip()]
    latest = max(each.saved_at for each in (kept, text) if each.saved_at)
    text.versions.update(text=kept)
    kept.take(key=new_id(), body="\n\n".join(bodies), now=latest)


def move_cards(guest, member) -> None:
    """Cards move; of two for one subject the one reviewed last stays, with both logs."""
    ours = {(card.question_id, card.point): card for card in member.cards.all()}
    for card in guest.cards.all():
        own = ours.get((card.question_id, card.point))
        if own is None:
            continue
        newer = max(own, card, key=lambda each: (each.last_review is not None, each.last_review))
        own.remember(newer.memory, newer.due_at)
        card.reviews.update(card=own)
        card.delete()
    Card.objects.filter(candidate=guest).update(candidate=member)
