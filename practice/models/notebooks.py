"""Notebooks: texts beside something of an app that practice does not know, such as an interview.

That app says which parts a notebook has, shows them, and saves them.
"""

from django.db import models

from .owned import Deletable


class Notebook(Deletable):
    """Texts shown at the address `page`; there a part is saved at `page` and its name."""

    page = models.CharField(max_length=200)

    class Meta:
        indexes = [models.Index(fields=["candidate", "created_at"], name="notebook_newest")]

    def __str__(self):
        return f"notebook of {self.page}"

    def get_absolute_url(self):
        return self.page

    def save_url(self, part: str) -> str:
        """Where a part is saved."""
        return f"{self.page}{part}/"
