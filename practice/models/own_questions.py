"""A candidate's own questions: answered, met again and found like the bank's, but theirs alone.

Its words stand in texts, one a part; what a page, search and review need of them is written
into the row after each save.
"""

from django.contrib.postgres.indexes import GinIndex
from django.db import models

from questions.askable import Askable

from .owned import Deletable

PARTS = {
    "prompt": ("The question", "As it was asked."),
    "points": ("What a good answer says", "One claim a line, if you know. You tick them later."),
    "notes": ("Your notes", "An outline, figures, a link. Shown in the guide to it."),
}


class OwnQuestion(Askable, Deletable):
    """One question that its candidate wrote down."""

    trusted = False
    # The bank retires its questions; nobody retires one's own.
    retired_at = None

    class Meta:
        indexes = [
            models.Index(fields=["candidate", "created_at"], name="own_question_newest"),
            GinIndex(name="own_question_words", fields=["words"]),
        ]

    @property
    def slug(self) -> str:
        """Its place in the addresses of questions."""
        return str(self.pk)
