"""The ten-minute diagnostic: which six questions it asks. What was said is practice's."""

from datetime import datetime

from django.contrib.postgres.fields import ArrayField
from django.db import models

from interviewprep.accounts.models import Leaning
from practice.models.owned import Owned


class Diagnostic(Owned):
    """One going-through of six questions, once per `key`; its answers are attempts like others."""

    key = models.UUIDField()
    leaning = models.CharField(max_length=20, choices=Leaning)
    questions = ArrayField(models.UUIDField())
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["candidate", "started_at"], name="diagnostic_newest")]
        constraints = [
            models.UniqueConstraint(fields=["candidate", "key"], name="diagnostic_key_once"),
        ]

    def __str__(self):
        return f"{self.leaning}, begun {self.started_at:%Y-%m-%d}"

    def finish(self, now: datetime) -> None:
        """All six were placed."""
        self.finished_at = now
        self.save(update_fields=["finished_at"])
