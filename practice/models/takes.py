"""Rehearsals aloud: what was measured of each. The recording itself never leaves the browser."""

from django.db import models

from questions.models import Question

from .own_questions import OwnQuestion
from .owned import Owned, one_of
from .pitches import Pitch
from .stories import Story
from .worksheets import Worksheet

SUBJECTS = ("story", "worksheet", "pitch", "question", "own")


class Take(Owned):
    """One rehearsal of one thing; `key` is made by the page: sent twice it counts once.

    `parts` is [{"part", "seconds"}] in the order said; `words` is the length of what was to be
    said, 0 where no text is known; `pauses` are silences of a second or more, the longest of them
    `silence` seconds; `fillers` is what the listener counted, None before.
    """

    story = models.ForeignKey(Story, models.CASCADE, null=True, related_name="takes")
    worksheet = models.ForeignKey(Worksheet, models.CASCADE, null=True, related_name="takes")
    pitch = models.ForeignKey(Pitch, models.CASCADE, null=True, related_name="takes")
    question = models.ForeignKey(Question, models.PROTECT, null=True, related_name="takes")
    own = models.ForeignKey(OwnQuestion, models.CASCADE, null=True, related_name="takes")
    key = models.UUIDField()
    part = models.CharField(max_length=40, blank=True, help_text="Of a pitch: which was said.")
    at = models.DateTimeField()
    local_day = models.DateField()
    seconds = models.PositiveIntegerField()
    words = models.PositiveIntegerField(default=0)
    parts = models.JSONField(default=list, blank=True)
    pauses = models.PositiveIntegerField(default=0)
    silence = models.FloatField(default=0)
    fillers = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["candidate", "-at"], name="take_newest")]
        constraints = [
            models.UniqueConstraint(fields=["candidate", "key"], name="take_key_once"),
            models.CheckConstraint(condition=one_of(*SUBJECTS), name="take_of_one_thing"),
        ]

    def __str__(self):
        return f"{self.at:%Y-%m-%d %H:%M} {self.seconds} s"

    @property
    def subject(self) -> Story | Worksheet | Pitch | Question | OwnQuestion:
        """What was rehearsed."""
        return next(subject for name in SUBJECTS if (subject := getattr(self, name)))

    @property
    def pace(self) -> int | None:
        """Words a minute; None where no text is known."""
        return round(self.words * 60 / self.seconds) if self.words and self.seconds else None
