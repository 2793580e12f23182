"""The plan of a candidate's days."""

from datetime import date, datetime, timedelta

from django.contrib.postgres.fields import ArrayField
from django.db import models

from interviewprep.accounts.models import Leaning
from plans.domain.layout import light
from practice.models.owned import Owned


class PlanQuerySet(models.QuerySet):
    """Named filters over plans."""

    def active(self):
        """The plan that is followed; a candidate has at most one."""
        return self.filter(ended_at__isnull=True)


class Plan(Owned):
    """The seed's days, laid over the candidate's own when it was made.

    `minutes` are those of each weekday, Monday first, `extra` what one adds to single days, by
    ISO date; `rest_days` weekdays (0 is Monday); `themes` what each day is about, by its ISO
    date. `key` is made by the page, so a form sent twice makes one plan. `done_before` holds
    what the plan before it had done of each task, in units: that is not asked again. What
    days before `mended_to` left open is not moved again by itself.
    """

    key = models.UUIDField()
    first_day = models.DateField()
    last_day = models.DateField()
    interview_date = models.DateField(null=True, blank=True)
    minutes = ArrayField(models.PositiveSmallIntegerField(), size=7)
    rest_days = ArrayField(models.PositiveSmallIntegerField(), default=list, blank=True)
    leaning = models.CharField(max_length=20, choices=Leaning, blank=True)
    extra = models.JSONField(default=dict, blank=True)
    themes = models.JSONField(default=dict)
    done_before = models.JSONField(default=dict, blank=True)
    created_at = models.DateTimeField()
    counts_from = models.DateTimeField(help_text="What was practised earlier ticks nothing,")
    takes_earlier = models.BooleanField(help_text="but for stories and worksheets, if this.")
    ended_at = models.DateTimeField(null=True, blank=True)
    # Counted for calendars, which ask how often a day was changed, and when last.
    changes = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField(null=True, blank=True)
    mended_to = models.DateField(null=True, blank=True)
    # Of the newest change that stands: {change, said, day}, so that no page has to look for it.
    note = models.JSONField(default=dict, blank=True)

    objects = PlanQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["candidate", "key"], name="plan_key_once"),
            models.UniqueConstraint(
                fields=["candidate"],
                condition=models.Q(ended_at__isnull=True),
                name="plan_one_active",
            ),
            models.CheckConstraint(
                name="plan_days_in_order",
                condition=models.Q(last_day__gte=models.F("first_day")),
            ),
        ]

    def __str__(self):
        return f"{self.first_day} to {self.last_day}"

    def is_rest(self, day: date) -> bool:
        """Whether the candidate keeps this weekday free."""
        return day.weekday() in self.rest_days

    def budget(self, day: date) -> int:
        """The minutes that the candidate has on a day."""
        if self.is_rest(day):
            return 0
        return self.minutes[day.weekday()] + self.extra.get(day.isoformat(), 0)

    @property
    def is_day_of(self) -> bool:
        """Whether all it has is the interview's own day."""
        return self.first_day == self.interview_date

    @property
    def light_minutes(self) -> int | None:
        """What is planned at most of the last day, where that is less than one has."""
        budget, span = self.budget(self.last_day), (self.last_day - self.first_day).days
        works = any(self.budget(self.first_day + timedelta(days=n)) for n in range(span))
        return light(budget) if works and light(budget) < budget else None

    def end(self, now: datetime) -> None:
        """Another plan takes its place; this one is kept."""
        self.ended_at = now
        self.save(update_fields=["ended_at"])

    def note_change(self, now: datetime) -> None:
        """Its tasks were moved: calendars that follow it are told so."""
        changed = {"changes": models.F("changes") + 1, "changed_at": now}
        Plan.objects.filter(pk=self.pk).update(**changed)

    def write_aim(self, aim) -> None:
        """Tell review and the bank where this plan leads: they never read the plan itself."""
        if aim.leaning != self.leaning:
            aim.leaning, aim.leaning_from = self.leaning, None
        aim.next_date, aim.minutes, aim.rest_days = (
            self.interview_date,
            self.minutes,
            self.rest_days,
        )
        aim.save(update_fields=["next_date", "leaning", "leaning_from", "minutes", "rest_days"])
