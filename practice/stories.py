"""Stories and worksheets as work: begun, and noted in the log once a part of them is done."""

from datetime import datetime

from interviewprep.accounts.models import Candidate

from . import deeds
from .domain.clock import words
from .models import Deed, Story, Worksheet
from .models.stories import STAR

FILLED_FROM_WORDS = 10


def begin(*, model: type[Story | Worksheet], candidate: Candidate, now: datetime):
    """A new, empty story or worksheet."""
    return model.objects.create(candidate=candidate, created_at=now)


def note_progress(holder, part: str, now: datetime) -> None:
    """After a save: a story with its four parts is drafted, a section with ten words filled."""
    if isinstance(holder, Story) and part in STAR:
        if holder.texts.filter(part__in=STAR).exclude(body="").count() == len(STAR):
            deeds.note(holder.candidate, what=Deed.What.STORY, subject=holder.pk, now=now)
    elif (
        isinstance(holder, Worksheet)
        and part in holder.sections
        and words(holder.texts.get(part=part).body) >= FILLED_FROM_WORDS
    ):
        subject = f"{holder.pk}:{part}"
        deeds.note(holder.candidate, what=Deed.What.SECTION, subject=subject, now=now)
