"""A guest's work meets the account's where both hold the same thing."""

from interviewprep.ids import new_id

from .models import Attempt, Card, Claim, MemoryFit, Pitch, Text
from .replaying import replay_cards
from .texts import field_of


def move_attempts(guest, member) -> None:
    """Answers move. Two drafts of one question become one: both texts, one below the other."""
    ours = {draft.question_id: draft for draft in member.attempts.open()}
    for draft in guest.attempts.open().filter(question__in=list(ours)):
        own = ours[draft.question_id]
        for text in draft.texts.exclude(body=""):
            append(own, text)
        draft.submissions.update(attempt=own)
        own.hints_taken = max(own.hints_taken, draft.hints_taken)
        own.save(update_fields=["hints_taken"])
        draft.delete()
    Attempt.objects.filter(candidate=guest).update(candidate=member)


def append(holder: Attempt | Card | Pitch, text: Text) -> None:
    """Add another text below what the holder's same part says, as a new version."""
    owner = {"candidate_id": holder.candidate_id, **field_of(holder)}
    kept, _ = Text.objects.get_or_create(**owner, part=text.part)
    bodies = [body for body in (kept.body, text.body) if body.strip()]
    latest = max(each.saved_at for each in (kept, text) if each.saved_at)
    text.versions.update(text=kept)
    kept.take(key=new_id(), body="\n\n".join(bodies), now=latest)


def move_cards(guest, member) -> None:
    """Cards move; of two for one subject the one reviewed last stays, with both logs and notes."""
    ours = {subject_of(card): card for card in member.cards.all()}
    for card in guest.cards.all():
        own = ours.get(subject_of(card))
        if own is None:
            continue
        for text in card.texts.exclude(body=""):
            append(own, text)
        newer = max(own, card, key=lambda each: (each.last_review is not None, each.last_review))
        own.remember(newer.memory, newer.due_at)
        card.reviews.update(card=own)
        card.delete()
    Card.objects.filter(candidate=guest).update(candidate=member)


def move_pitches(guest, member) -> None:
    """Pitches move; two of one kind become one, both texts of a part one below the other."""
    ours = {pitch.kind: pitch for pitch in member.pitches.all()}
    for pitch in guest.pitches.filter(kind__in=list(ours)):
        for text in pitch.texts.exclude(body=""):
            append(ours[pitch.kind], text)
        pitch.takes.update(pitch=ours[pitch.kind])
        pitch.delete()
    Pitch.objects.filter(candidate=guest).update(candidate=member)


def move_claims(guest, member) -> None:
    """Claims move; of the same words about no project the account's own word stands."""
    kept = member.claims.filter(worksheet=None).values("words")
    guest.claims.filter(worksheet=None, words__in=kept).delete()
    Claim.objects.filter(candidate=guest).update(candidate=member)


def move_fit(guest, member) -> None:
    """The account's own fit stands, else the guest's moves; memories follow what is in use."""
    fits = MemoryFit.objects.filter(candidate__in=(guest, member))
    fitted = fits.filter(parameters__isnull=False).exists()
    if not fits.filter(candidate=member).exists():
        fits.update(candidate=member)
    if fitted:
        replay_cards(member)


def subject_of(card: Card) -> tuple:
    """What two cards of two candidates can have in common; one's own questions never are."""
    return card.question_id, card.own_id, card.probe_id, card.point
