"""Links that show one story or worksheet to someone without an account, and what they say of it."""

from datetime import datetime

from django.db import models
from django.urls import reverse

from .owned import Owned, one_of
from .stories import Story
from .worksheets import Worksheet

SHARED = ("story", "worksheet")


class ShareQuerySet(models.QuerySet):
    """Named filters over links."""

    def open(self, now: datetime):
        """Those that still show something."""
        kept = self.filter(story__deleted_at=None, worksheet__deleted_at=None)
        return kept.filter(stopped_at=None, ends_at__gt=now)


class Share(Owned):
    """One link: read-only, until its end or until it is stopped."""

    story = models.ForeignKey(Story, models.CASCADE, null=True, related_name="shares")
    worksheet = models.ForeignKey(Worksheet, models.CASCADE, null=True, related_name="shares")
    token = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    stopped_at = models.DateTimeField(null=True, blank=True)

    objects = ShareQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["candidate", "-created_at"], name="share_newest")]
        constraints = [
            models.CheckConstraint(condition=one_of(*SHARED), name="share_of_one_thing"),
        ]

    def __str__(self):
        return f"link to {self.shown}"

    def get_absolute_url(self):
        return reverse("practice:shared", args=[self.token])

    @property
    def shown(self) -> Story | Worksheet:
        """What it shows."""
        return self.story or self.worksheet

    def is_open(self, now: datetime) -> bool:
        """Whether it still shows something."""
        return self.stopped_at is None and self.ends_at > now

    def stop(self, now: datetime) -> None:
        """It shows nothing any more."""
        self.stopped_at = self.stopped_at or now
        self.save(update_fields=["stopped_at"])


class Comment(Owned):
    """What a reader of a link said at one part; it belongs to whose text it is."""

    share = models.ForeignKey(Share, models.CASCADE, related_name="comments", db_index=False)
    key = models.UUIDField()
    part = models.CharField(max_length=40)
    name = models.CharField(max_length=80, blank=True)
    body = models.CharField(max_length=2_000)
    at = models.DateTimeField()
    put_away_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["share", "at"], name="comment_of_share")]
        constraints = [
            models.UniqueConstraint(fields=["candidate", "key"], name="comment_key_once"),
        ]

    def __str__(self):
        return f"{self.name}: {self.body[:40]}"

    def put_away(self, now: datetime) -> None:
        """It no longer stands beside the part."""
        self.put_away_at = self.put_away_at or now
        self.save(update_fields=["put_away_at"])
