"""Interviews and their rounds."""

from datetime import date, datetime, timedelta
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.urls import reverse

from practice.models import Notebook
from practice.models.owned import KeptQuerySet
from questions.domain.vocabulary import STAGES

from .versioned import Versioned

LONGEST = 50_000  # characters of a job description
# What the research sheet asks; its words are texts of the interview's notebook.
RESEARCH = {
    "stack": ("What they run", "Frameworks, models, clouds, the data platform: and how you know."),
    "publications": ("Publications and posts", "What they have shown lately, and one thing in it."),
    "products": ("Where ML touches the product", "Which areas, for whom, and what it must not do."),
    "people": ("People", "Who you will meet, and what each has worked on."),
    "why-us": (
        "Why this company?",
        "Your answer in three sentences, with something only they have.",
    ),
    "sources": ("Sources", "Links, one a line."),
}


class Interview(Versioned):
    """One company's loop for one post. Its research is written in the notebook."""

    class Stands(models.TextChoices):
        CONSIDERING = "considering", "Considering"
        APPLIED = "applied", "Applied"
        ROUNDS = "rounds", "In rounds"
        OFFER = "offer", "Offer"
        ENDED = "ended", "Ended"

    class Outcome(models.TextChoices):
        ACCEPTED = "accepted", "I took the post"
        DECLINED = "declined", "I declined"
        REFUSED = "refused", "They declined"
        SILENT = "silent", "No answer came"

    notebook = models.OneToOneField(Notebook, models.CASCADE, related_name="+")
    company = models.CharField(max_length=200)
    role = models.CharField(max_length=200, blank=True)
    description = models.TextField(blank=True, max_length=LONGEST)
    # What the candidate says it asks for, where that is not what we read.
    corrected = models.JSONField(null=True, blank=True)
    stands = models.CharField(max_length=20, choices=Stands, default=Stands.APPLIED)
    outcome = models.CharField(max_length=20, choices=Outcome, blank=True)
    ended_why = models.TextField(blank=True, max_length=2_000)

    class Meta:
        indexes = [models.Index(fields=["candidate", "created_at"], name="interview_newest")]
        constraints = [
            models.UniqueConstraint(fields=["candidate", "key"], name="interview_key_once"),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("plans:interview_detail", args=[self.pk])

    @property
    def title(self) -> str:
        """The post and the company: "ML engineer, Acme"."""
        return f"{self.role}, {self.company}" if self.role else self.company

    @property
    def is_over(self) -> bool:
        """Whether nothing more is to be prepared."""
        return self.stands == self.Stands.ENDED

    def delete_softly(self, now: datetime) -> None:
        """Hide it with its texts."""
        super().delete_softly(now)
        self.notebook.delete_softly(now)

    def restore(self) -> None:
        """Bring it back with its texts."""
        super().restore()
        self.notebook.restore()


class RoundQuerySet(KeptQuerySet):
    """Named filters over rounds."""

    def kept(self):
        """Leave out what was deleted, by itself or with its interview."""
        return self.filter(deleted_at__isnull=True, interview__deleted_at__isnull=True)

    def ahead(self, now: datetime):
        """Those still to come, of interviews that go on, the next first."""
        going_on = self.exclude(interview__stands=Interview.Stands.ENDED)
        return going_on.filter(starts_at__gt=now).order_by("starts_at", "pk")

    def past(self, now: datetime):
        """Those that have begun, the latest first."""
        return self.filter(starts_at__lte=now).order_by("-starts_at", "-pk")


class RoundManager(models.Manager.from_queryset(RoundQuerySet)):
    """Hides what was deleted."""

    def get_queryset(self):
        """Leave out deleted rounds, and those of deleted interviews."""
        return super().get_queryset().kept()


class Round(Versioned):
    """One conversation of an interview, at an instant that its own zone's clock shows.

    `reread` are ids of stories and worksheets that the candidate wants to look at before it.
    """

    class Mode(models.TextChoices):
        VIRTUAL = "virtual", "On video or by telephone"
        ON_SITE = "on-site", "On site"

    class Outcome(models.TextChoices):
        WAITING = "waiting", "No answer yet"
        PASSED = "passed", "I am through"
        ENDED = "ended", "It ended there"

    interview = models.ForeignKey(Interview, models.CASCADE, related_name="rounds", db_index=False)
    stage = models.CharField(max_length=20, choices=list(STAGES.items()))
    mode = models.CharField(max_length=10, choices=Mode, default=Mode.VIRTUAL)
    starts_at = models.DateTimeField()
    zone = models.CharField(max_length=64)
    minutes = models.PositiveSmallIntegerField()
    place = models.CharField(max_length=500, blank=True)
    people = models.TextField(blank=True, max_length=2_000)
    notes = models.TextField(blank=True, max_length=10_000)
    reread = ArrayField(models.UUIDField(), default=list, blank=True)
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)
    came_next = models.TextField(blank=True, max_length=2_000)

    objects = RoundManager()
    everything = RoundQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["candidate", "starts_at"], name="round_by_time"),
            models.Index(fields=["interview", "starts_at"], name="round_of_interview"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["candidate", "key"], name="round_key_once"),
        ]

    def __str__(self):
        return f"{self.get_stage_display()} {self.starts_at:%Y-%m-%d %H:%M}"

    def get_absolute_url(self):
        return reverse("plans:round_detail", args=[self.pk])

    @property
    def title(self) -> str:
        """What it is called where its interview is named beside it."""
        return self.get_stage_display()

    @property
    def local(self) -> datetime:
        """When it starts, as its zone's clock shows it, without the zone."""
        return self.starts_at.astimezone(ZoneInfo(self.zone)).replace(tzinfo=None)

    @property
    def day(self) -> date:
        """Its day where it takes place."""
        return self.local.date()

    @property
    def ends_at(self) -> datetime:
        """The instant at which it should be over."""
        return self.starts_at + timedelta(minutes=self.minutes)

    def choose(self, reread: list) -> None:
        """Say which stories and worksheets are to be read again before it."""
        self.reread = reread
        self.save(update_fields=["reread"])

    @property
    def link(self) -> str:
        """Its place where that is an address of the web, else ""."""
        place = self.place.strip()
        try:
            parts = urlsplit(place)
        except ValueError:
            return ""
        whole = parts.netloc and place.isprintable() and " " not in place
        return place if whole and parts.scheme in ("http", "https") else ""
