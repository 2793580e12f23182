"""Memory: a card for each thing that a candidate should still know on the day.

The subject of a card is a whole question (the bank's or one's own), one key point of it
(`point`), or a probe. The log of reviews is only ever added to and holds the state before, so
undoing and refitting need nothing else.
"""

from datetime import datetime

from django.db import models
from django.db.models.functions import Coalesce

from practice.domain.memory import Memory, Rating
from questions.models import Probe, Question

from .own_questions import OwnQuestion
from .owned import Owned, one_of
from .subjects import COLUMNS, naming

# The part of a card that is a text.
NOTE = "note"


class CardQuerySet(models.QuerySet):
    """Named filters over cards."""

    def of(self, subject: Question | OwnQuestion | Probe, point: str = ""):
        """The card of one subject."""
        return self.filter(**naming(subject), point=point)

    def about(self, subject: Question | OwnQuestion | Probe):
        """The cards of a subject's points."""
        return self.filter(**naming(subject)).exclude(point="")

    def with_subject(self):
        """Read what each is about in the same query."""
        return self.select_related(*COLUMNS.values())

    def kept(self):
        """Leave out what was never rated, and what the bank retired or the candidate deleted."""
        return self.filter(
            due_at__isnull=False,
            question__retired_at__isnull=True,
            own__deleted_at__isnull=True,
            probe__retired_at__isnull=True,
        )

    def due(self, now: datetime):
        """What should be asked again by now, the longest waiting first."""
        return self.kept().filter(due_at__lte=now).order_by("due_at", "pk")

    def with_minutes(self):
        """Annotate the minutes that each takes to answer."""
        minutes = Coalesce("question__minutes", "own__minutes", models.Value(Probe.minutes))
        return self.annotate(minutes=minutes)


class Card(Owned):
    """What FSRS knows of one subject: stability in days, difficulty 1–10."""

    question = models.ForeignKey(Question, models.PROTECT, null=True, related_name="cards")
    own = models.ForeignKey(OwnQuestion, models.CASCADE, null=True, related_name="cards")
    probe = models.ForeignKey(Probe, models.PROTECT, null=True, related_name="cards")
    point = models.CharField(max_length=60, blank=True)
    share = models.PositiveSmallIntegerField(
        default=100, help_text="Of its question's weight, in per cent."
    )
    stability = models.FloatField(null=True, blank=True)
    difficulty = models.FloatField(null=True, blank=True)
    last_review = models.DateTimeField(null=True, blank=True)
    due_at = models.DateTimeField(null=True, blank=True)

    # What a rating changes.
    MEMORY = ("stability", "difficulty", "last_review", "due_at")

    objects = CardQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["candidate", "due_at"], name="card_due")]
        constraints = [
            models.UniqueConstraint(
                fields=["candidate", *COLUMNS.values(), "point"],
                nulls_distinct=False,
                name="card_once_a_subject",
            ),
            models.CheckConstraint(
                condition=one_of(*COLUMNS.values()), name="card_has_one_subject"
            ),
        ]

    def __str__(self):
        return f"{self.subject} {self.point}".strip()

    @property
    def subject(self) -> Question | OwnQuestion | Probe:
        """What it is about."""
        return self.question or self.own or self.probe

    @property
    def memory(self) -> Memory | None:
        """What the rules work on; None before the first rating."""
        if self.last_review is None:
            return None
        return Memory(self.stability, self.difficulty, self.last_review)

    @property
    def state(self) -> str:
        """Changes with every rating: a page sends back the one that it showed."""
        return self.last_review.isoformat() if self.last_review else ""

    def take(self, memory: Memory | None, due_at: datetime | None) -> None:
        """Take over a state, without saving it."""
        self.stability = memory and memory.stability
        self.difficulty = memory and memory.difficulty
        self.last_review = memory and memory.last_review
        self.due_at = due_at

    def remember(self, memory: Memory | None, due_at: datetime | None) -> None:
        """Take over a state."""
        self.take(memory, due_at)
        self.save(update_fields=self.MEMORY)


class ReviewQuerySet(models.QuerySet):
    """Named filters over the log of reviews."""

    def standing(self):
        """Leave out what was undone."""
        return self.filter(undone_at__isnull=True)


class Review(Owned):
    """One rating of a card, with the card's state before it.

    `key` is made by the page: a rating sent twice counts once.
    """

    card = models.ForeignKey(Card, models.CASCADE, related_name="reviews", db_index=False)
    key = models.UUIDField()
    rating = models.PositiveSmallIntegerField(
        choices=[(r.value, r.name.capitalize()) for r in Rating]
    )
    reviewed_at = models.DateTimeField()
    local_day = models.DateField()
    stability_before = models.FloatField(null=True, blank=True)
    difficulty_before = models.FloatField(null=True, blank=True)
    last_review_before = models.DateTimeField(null=True, blank=True)
    due_before = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    objects = ReviewQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["candidate", "-reviewed_at"], name="review_newest"),
            models.Index(fields=["card", "-reviewed_at"], name="review_of_card"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["candidate", "key"], name="review_key_once"),
        ]

    def __str__(self):
        return f"{self.card_id} {self.rating}"

    def take_back(self, now: datetime) -> None:
        """It no longer counts; its row stays."""
        self.undone_at = now
        self.save(update_fields=["undone_at"])

    @property
    def memory_before(self) -> Memory | None:
        """The card's state before this rating."""
        if self.last_review_before is None:
            return None
        return Memory(self.stability_before, self.difficulty_before, self.last_review_before)
