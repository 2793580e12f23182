"""A day's session: begun once, and gone on with on any device."""

from datetime import date, datetime

from django.contrib.postgres.fields import ArrayField
from django.db import models

from practice.models.owned import Owned


class SessionQuerySet(models.QuerySet):
    """Named filters over sessions."""

    def running(self, today: date):
        """The one that was begun today and not stopped; an earlier day's is over by itself."""
        return self.filter(day=today, ended_at__isnull=True)


class Session(Owned):
    """One going-through of a day's tasks, once per `key` of its page.

    Which tasks, and in which order, is worked out from the plan each time; `put_off` are those
    that go last. `since` is when the present stretch of work began, `break_until` when a break
    is over.
    """

    key = models.UUIDField()
    day = models.DateField()
    started_at = models.DateTimeField()
    since = models.DateTimeField()
    break_until = models.DateTimeField(null=True, blank=True)
    put_off = ArrayField(models.UUIDField(), default=list, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = SessionQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["candidate", "day"], name="session_of_day")]
        constraints = [
            models.UniqueConstraint(fields=["candidate", "key"], name="session_key_once"),
        ]

    def __str__(self):
        return f"{self.day}, begun {self.started_at:%H:%M}"

    def put(self, task, *, off: bool) -> None:
        """Let a task go last in this session, or take that back."""
        kept = [pk for pk in self.put_off if pk != task.pk]
        self.put_off = [*kept, task.pk] if off else kept
        self.save(update_fields=["put_off"])

    def rest(self, until: datetime | None, now: datetime) -> None:
        """Begin a break, or go on without one: a new stretch of work begins after it."""
        self.break_until, self.since = until, until or now
        self.save(update_fields=["break_until", "since"])

    def end(self, now: datetime) -> None:
        """Stop for today."""
        self.ended_at = now
        self.save(update_fields=["ended_at"])
