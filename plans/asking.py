"""Questions to ask them: the claims of the bank's entries of that kind, and one's own."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from interviewprep.accounts.models import Candidate
from interviewprep.ids import new_id
from questions.models import Question

from .models import Interview, ToAsk

KIND = "ask-them"
AT_MOST = 12
LONGEST = 500  # characters


class AskError(ValueError):
    """The question can't be added; the message says why, and what to do."""


@transaction.atomic
def add_to_ask(
    *, interview: Interview, key: UUID, source: str, text: str, now: datetime
) -> ToAsk | None:
    """Add a claim of the bank (`source` is "slug:point") or one's own words, once. AskError."""
    Candidate.objects.select_for_update(of=("self",)).get(pk=interview.candidate_id)
    kept = list(interview.to_ask.all())
    if any(each.key == key or (source and each.source == source) for each in kept):
        return None
    if ToAsk.everything.filter(candidate_id=interview.candidate_id, key=key).exists():
        return None
    if source:
        text = sources().get(source, ("", ""))[1]
    if not text:
        raise AskError("Write the question first.")
    if len(text) > LONGEST:
        raise AskError(f"Longer than {LONGEST} characters: make it one that can be asked.")
    if len(kept) >= AT_MOST:
        raise AskError(f"{AT_MOST} are more than there will be time for. Remove one first.")
    owner = {"candidate_id": interview.candidate_id, "interview": interview}
    return ToAsk.objects.create(**owner, key=key, source=source, text=text, created_at=now)


@transaction.atomic
def restore_to_ask(*, asked: ToAsk) -> None:
    """Bring one back, unless it was picked again meanwhile."""
    Candidate.objects.select_for_update(of=("self",)).get(pk=asked.candidate_id)
    again = ToAsk.objects.filter(interview=asked.interview, source=asked.source)
    if not asked.source or not again.exists():
        asked.restore()


def bank_rows(interview: Interview, now: datetime) -> dict:
    """What the picking page shows: picked, offered by entry, and what was removed lately."""
    rows = list(ToAsk.everything.filter(interview=interview).order_by("created_at", "pk"))
    picked = [row for row in rows if row.deleted_at is None]
    taken = {row.source for row in picked}
    offers: dict[str, list] = {}
    for source, (title, text) in sources().items():
        if source not in taken:
            offers.setdefault(title, []).append((source, text, new_id()))
    restorable = ToAsk.everything.restorable(interview.candidate, now)
    removed = {row.pk for row in restorable} if len(picked) < len(rows) else set()
    deleted = [row for row in rows if row.pk in removed and row.source not in taken - {""}]
    return {"picked": picked, "offers": offers.items(), "deleted": deleted}


def sources() -> dict[str, tuple[str, str]]:
    """What the bank offers: {"slug:point": (the entry's title, the claim)}, in one query."""
    asked = Question.objects.asked().filter(kind=KIND).order_by("-frequency", "slug")
    return {
        f"{question.slug}:{point.id}": (question.title, point.text)
        for question in asked
        for point in question.parsed.key_points
    }
