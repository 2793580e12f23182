"""Rows that are edited in a form: a change names the version that it was made from."""

from datetime import datetime
from typing import Self

from django.db import models, transaction

from practice.models.owned import Deletable


class ChangedError(Exception):
    """Somebody else changed the row meanwhile; `kept` is what stands."""

    def __init__(self, kept: models.Model):
        super().__init__("the row was changed elsewhere")
        self.kept = kept


class Versioned(Deletable):
    """A row made by a page, once per `key`, and changed from a version that is known."""

    key = models.UUIDField()
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField()

    class Meta:
        abstract = True

    @transaction.atomic
    def revise(self, *, version: int, values: dict, now: datetime) -> Self:
        """Change some fields and return the row; what says nothing new changes nothing.

        Raises ChangedError where `version` is not what stands.
        """
        kept = type(self).objects.select_for_update(of=("self",)).get(pk=self.pk)
        new = {name: value for name, value in values.items() if getattr(kept, name) != value}
        if not new:
            return kept
        if kept.version != version:
            raise ChangedError(kept)
        for name, value in new.items():
            setattr(kept, name, value)
        kept.version, kept.changed_at = kept.version + 1, now
        kept.save(update_fields=[*new, "version", "changed_at"])
        return kept
