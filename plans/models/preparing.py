"""What is prepared for a round, and what came of it: checks, questions to ask, questions asked."""

from datetime import datetime

from django.db import models

from practice.models import Proof
from practice.models.owned import Deletable, Owned

from .interviews import Interview, Round

CHECK_LONGEST = 200  # characters


class Check(Deletable):
    """An item of a round's checklist; `href` is a page of ours, for those of the seed."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="checks", db_index=False)
    key = models.UUIDField()
    place = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=CHECK_LONGEST)
    href = models.CharField(max_length=200, blank=True)
    ticked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["round", "place"], name="check_of_round")]
        constraints = [
            models.UniqueConstraint(fields=["candidate", "key"], name="check_key_once"),
        ]

    def __str__(self):
        return self.text

    @property
    def title(self) -> str:
        """What it is called among what was removed."""
        return self.text

    def tick(self, done: bool, now: datetime) -> None:
        """Say that it is done, or still open."""
        self.ticked_at = (self.ticked_at or now) if done else None
        self.save(update_fields=["ticked_at"])


class ToAsk(Deletable):
    """A question that the candidate means to ask: `source` names the bank's claim, or is ""."""

    interview = models.ForeignKey(Interview, models.CASCADE, related_name="to_ask", db_index=False)
    key = models.UUIDField()
    source = models.CharField(max_length=120, blank=True)
    text = models.TextField(max_length=500)
    asked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["interview", "created_at"], name="to_ask_of_interview")]
        constraints = [
            models.UniqueConstraint(fields=["candidate", "key"], name="to_ask_key_once"),
            models.UniqueConstraint(
                fields=["candidate", "interview", "source"],
                condition=~models.Q(source="") & models.Q(deleted_at__isnull=True),
                name="to_ask_source_once",
            ),
        ]

    def __str__(self):
        return self.text

    @property
    def title(self) -> str:
        """What it is called among what was removed."""
        return self.text

    @property
    def part(self) -> str:
        """The part of the interview's notebook that holds the answer."""
        return f"reply-{self.pk.hex}"

    def tick(self, done: bool, now: datetime) -> None:
        """Say that it was asked, or not yet."""
        self.asked_at = (self.asked_at or now) if done else None
        self.save(update_fields=["asked_at"])


class Debriefed(Owned):
    """A question that was really asked in a round; how it went is proven in practice."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="debriefed", db_index=False)
    proof = models.ForeignKey(Proof, models.CASCADE, related_name="+")
    key = models.UUIDField()
    note = models.TextField(blank=True, max_length=2_000)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        indexes = [models.Index(fields=["round", "key"], name="debriefed_of_round")]
        constraints = [
            models.UniqueConstraint(fields=["candidate", "key"], name="debriefed_key_once"),
        ]

    def __str__(self):
        return f"{self.proof}"


class Feed(Owned):
    """The secret address of a candidate's calendar; who knows it reads it."""

    token = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["candidate"], name="feed_once")]

    def __str__(self):
        return f"calendar since {self.made_at:%Y-%m-%d}"
