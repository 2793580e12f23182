"""Saving what a candidate types: the one mechanism of answers, stories and worksheets.

A save says which version it was made from and brings the id of the one it makes. A repeat is
recognised by that id; a save from an older version is refused with both texts, and the
candidate merges. The caller answers after the transaction has committed.
"""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from .models import Attempt, Card, Notebook, OwnQuestion, Pitch, Story, Text, TextVersion, Worksheet
from .models.attempts import ANSWER

Holder = Attempt | Story | Worksheet | OwnQuestion | Card | Notebook | Pitch
LONGEST = 50_000  # characters; a spoken hour is about 50,000


class StaleError(Exception):
    """Somebody else changed the text meanwhile; `text` is what stands."""

    def __init__(self, text: Text):
        super().__init__("the text was changed elsewhere")
        self.text = text


def field_of(holder: Holder) -> dict:
    """Which column of a text names this holder: {"story": story}."""
    return {"own" if isinstance(holder, OwnQuestion) else holder._meta.model_name: holder}


def tidy(body: str) -> str:
    """One kind of line end, and no NUL, which Postgres can't keep."""
    return body.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")


@transaction.atomic
def save_text(
    *,
    holder: Holder,
    part: str,
    key: UUID,
    made_from: UUID | None,
    body: str,
    now: datetime,
) -> UUID:
    """Add a version to the holder's part and return its key.

    A key that came before changes nothing and is returned again: what is built on it is
    then held against what stands. Raises StaleError where `made_from` is not what stands, or
    the answer was given meanwhile.
    """
    text = locked(holder, part)
    given = part == ANSWER and not still_open(holder)
    repeat = TextVersion.objects.filter(candidate_id=holder.candidate_id, key=key).first()
    body = tidy(body)
    if repeat and repeat.text_id == text.pk and repeat.body in (None, body):
        return key
    if repeat or given or (text.version and text.version != made_from):
        raise StaleError(text)
    text.take(key=key, body=body, now=now)
    text.thin(now)
    return key


def locked(holder, part: str) -> Text:
    """The part's row, made if it was missing, held until the transaction ends."""
    owner = {"candidate_id": holder.candidate_id, **field_of(holder), "part": part}
    Text.objects.bulk_create([Text(**owner)], ignore_conflicts=True)
    return Text.objects.select_for_update().get(**owner)


def still_open(attempt: Attempt) -> bool:
    """Whether the answer is not given yet; it then can't be until the transaction ends."""
    return Attempt.objects.select_for_update().open().filter(pk=attempt.pk).exists()


def texts_of(holder, parts) -> dict[str, Text]:
    """Every part of a holder, in order, in one query; a part without words has an empty text."""
    kept = {text.part: text for text in holder.texts.all()}
    owner = {"candidate_id": holder.candidate_id, **field_of(holder)}
    return {part: kept.get(part) or Text(**owner, part=part) for part in parts}
