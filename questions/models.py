"""The bank as the database keeps it: questions by slug, probes, and the words they use."""

from datetime import datetime

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.urls import reverse

from interviewprep.ids import new_id

from .askable import Askable
from .domain.vocabulary import CODE_KINDS, KIND_WEIGHTS


class QuestionQuerySet(models.QuerySet):
    """Named filters over the bank."""

    def asked(self):
        """Leave out what the bank retired."""
        return self.filter(retired_at__isnull=True)

    def opening(self, leaning: str):
        """Order by how well a question opens the practice of a candidate of this leaning.

        The kind asked most often for the leaning first; in it what is asked most often.
        """
        weights = KIND_WEIGHTS[leaning]
        kind = models.Case(
            *(models.When(kind=kind, then=weight) for kind, weight in weights.items()),
            default=0.0,
            output_field=models.FloatField(),
        )
        spoken = self.asked().exclude(kind__in=CODE_KINDS)
        return spoken.order_by(kind.desc(), "-frequency", "minutes", "slug")


class Question(Askable):
    """One entry of the bank."""

    slug = models.SlugField(max_length=100, unique=True)
    retired_at = models.DateTimeField(null=True, blank=True)

    objects = QuestionQuerySet.as_manager()

    class Meta:
        indexes = [
            GinIndex(name="question_words", fields=["words"]),
            models.Index(name="question_kind_topic", fields=["kind", "topic"]),
        ]


class Probe(models.Model):
    """A short question of a primer; its answer takes a sentence. `key` is its id there."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    primer = models.SlugField(max_length=100)
    key = models.SlugField(max_length=60)
    title = models.CharField(max_length=200, help_text="The primer's.")
    place = models.PositiveSmallIntegerField()
    ask = models.TextField(help_text="HTML.")
    answer = models.TextField(help_text="HTML.")
    retired_at = models.DateTimeField(null=True, blank=True)

    # About how long it takes to recall and compare.
    minutes = 1

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["primer", "key"], name="probe_once_a_primer"),
        ]

    def __str__(self):
        return f"{self.primer}/{self.key}"

    def get_absolute_url(self):
        return reverse("practice:primer", args=[self.primer])

    def retire(self, now: datetime) -> None:
        """It is asked no more; cards that remember it stay."""
        self.retired_at = now
        self.save(update_fields=["retired_at"])


class Vector(models.Model):
    """The embedding of one text of the bank: 384 bytes, each a whole number times `scale`."""

    key = models.CharField(max_length=32, primary_key=True)
    scale = models.FloatField()
    values = models.BinaryField()

    def __str__(self):
        return self.key


class Word(models.Model):
    """A word that the bank uses: what a misspelt search is corrected to."""

    word = models.CharField(max_length=60, primary_key=True)
    stem = models.CharField(max_length=60, db_index=True)

    class Meta:
        indexes = [GinIndex(name="word_trigrams", fields=["word"], opclasses=["gin_trgm_ops"])]

    def __str__(self):
        return self.word


class LoadedBank(models.Model):
    """The fingerprint of the bank that stands in the tables: an unchanged one isn't read again."""

    fingerprint = models.CharField(max_length=64)
    loaded_at = models.DateTimeField()

    def __str__(self):
        return self.fingerprint
