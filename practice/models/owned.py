"""What every row of a candidate has: an id of version 7, the candidate, and a way to go."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models

from interviewprep.ids import new_id

UNDO_DAYS = 7


class Owned(models.Model):
    """A row that belongs to one candidate.

    Each model puts `candidate` first in its indexes and unique constraints, so the foreign
    key needs no index of its own.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    candidate = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        db_index=False,
        related_name="%(class)ss",
    )

    class Meta:
        abstract = True


def one_of(*names: str) -> models.Q:
    """A condition: exactly one of these columns is set."""
    condition = models.Q()
    for chosen in names:
        condition |= models.Q(**{f"{name}__isnull": name != chosen for name in names})
    return condition


class KeptQuerySet(models.QuerySet):
    """Rows that can be deleted and brought back."""

    def restorable(self, candidate, now: datetime):
        """What a candidate deleted and can still bring back, the newest first."""
        since = now - timedelta(days=UNDO_DAYS)
        return self.filter(candidate=candidate, deleted_at__gte=since).order_by("-deleted_at")

    def purgeable(self, now: datetime):
        """What was deleted too long ago to be brought back."""
        return self.filter(deleted_at__lt=now - timedelta(days=UNDO_DAYS))


class KeptManager(models.Manager.from_queryset(KeptQuerySet)):
    """Hides what was deleted."""

    def get_queryset(self):
        """Leave out deleted rows."""
        return super().get_queryset().filter(deleted_at__isnull=True)


class Deletable(Owned):
    """An owned row whose deletion can be undone for a week."""

    created_at = models.DateTimeField()
    deleted_at = models.DateTimeField(null=True, blank=True)

    objects = KeptManager()
    everything = KeptQuerySet.as_manager()

    class Meta:
        abstract = True

    def delete_softly(self, now: datetime) -> None:
        """Hide the row; `restore` brings it back."""
        self.deleted_at = now
        self.save(update_fields=["deleted_at"])

    def restore(self) -> None:
        """Undo the deletion."""
        self.deleted_at = None
        self.save(update_fields=["deleted_at"])
