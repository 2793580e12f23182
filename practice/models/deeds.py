"""The log of what was done: only ever added to, and read by ticks, readiness and history."""

from django.db import models

from .owned import Owned


class DeedQuerySet(models.QuerySet):
    """Named filters over the log."""

    def standing(self):
        """Leave out what was taken back."""
        return self.filter(undone_at__isnull=True)


class Deed(Owned):
    """One thing done. `key` names it ("answered:<attempt>"), so it is logged once."""

    class What(models.TextChoices):
        ANSWERED = "answered", "Question answered"
        REVIEWED = "review", "Review"
        STORY = "story", "Story drafted"
        SECTION = "section", "Worksheet section filled"

    what = models.CharField(max_length=20, choices=What)
    key = models.CharField(max_length=120)
    kind = models.CharField(max_length=20, blank=True, help_text="The question's kind.")
    subject = models.CharField(max_length=120)
    question = models.CharField(max_length=100, blank=True, help_text="The slug of its question.")
    at = models.DateTimeField()
    local_day = models.DateField()
    seconds = models.PositiveIntegerField(default=0)
    result = models.PositiveSmallIntegerField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    objects = DeedQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["candidate", "local_day"], name="deed_of_day")]
        constraints = [
            models.UniqueConstraint(fields=["candidate", "key"], name="deed_once"),
        ]

    def __str__(self):
        return f"{self.local_day} {self.what} {self.subject}"
