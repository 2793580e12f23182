"""A plan's tasks, and the changes of a plan that can be undone."""

from collections.abc import Mapping
from datetime import date

from django.contrib.postgres.fields import ArrayField
from django.db import models

from plans.domain.fulfilment import Quota
from practice.models.owned import Owned

from .plan import Plan

USUAL_WEIGHT = 3.0  # of the seed's priorities, 1 to 5


class TaskQuerySet(models.QuerySet):
    """Named filters over tasks."""

    def current(self):
        """Those of the active plan, with it, in order."""
        active = self.filter(plan__ended_at__isnull=True)
        return active.select_related("plan").order_by("day", "place")


class Task(Owned):
    """A quota of work on a day: so many questions of a kind, a story, something to read.

    `count` units of the seed task's `whole`. Without a day it was left out, and
    `left_out_why` says why. `verdict` is a person's word and wins over what practice tells;
    ticks that come from practice are never stored. What a person dropped is not brought back,
    what a person moved (`moved_from`) stays where it was put. `because` is what in this
    candidate's own case speaks for it; `questions` are the slugs of those that alone fulfil it,
    answered from the day `since` on. `weight`, `must`, `after` (keys of what comes before) and
    `stages` (whose rounds ask for it; none: all) are what the planner goes by.
    """

    class Verdict(models.TextChoices):
        DONE = "done", "Done"
        OPEN = "open", "Still open"
        DROPPED = "dropped", "Dropped"

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="tasks")
    place = models.PositiveSmallIntegerField()
    key = models.CharField(max_length=60)
    title = models.CharField(max_length=200)
    why = models.TextField(blank=True)
    href = models.CharField(max_length=200, blank=True)
    by = models.CharField(max_length=20)
    kinds = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    count = models.PositiveSmallIntegerField()
    whole = models.PositiveSmallIntegerField()
    minutes = models.PositiveSmallIntegerField()
    clock = models.PositiveSmallIntegerField(null=True, blank=True)
    day = models.DateField(null=True, blank=True)
    moved_from = models.DateField(null=True, blank=True)
    left_out_why = models.TextField(blank=True)
    verdict = models.CharField(max_length=10, choices=Verdict, blank=True)
    because = models.TextField(blank=True)
    questions = ArrayField(models.CharField(max_length=100), default=list, blank=True)
    since = models.DateField(null=True, blank=True)
    weight = models.FloatField(default=USUAL_WEIGHT)
    must = models.BooleanField(default=False)
    after = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    stages = ArrayField(models.CharField(max_length=20), default=list, blank=True)

    objects = TaskQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["candidate", "plan", "place"], name="task_place_once"),
            models.CheckConstraint(
                name="task_has_day_or_why",
                condition=models.Q(day__isnull=False) | ~models.Q(left_out_why=""),
            ),
        ]

    def __str__(self):
        return f"{self.day or 'left out'}: {self.title}"

    def quota(self, bank: Mapping[str, int]) -> Quota:
        """What it asks of practice, as the rules take it; `bank` has how many of each kind."""
        there = sum(bank.get(kind, 0) for kind in self.kinds) if self.kinds else None
        return Quota(
            id=self.pk,
            day=self.day,
            by=self.by,
            kinds=tuple(self.kinds),
            count=self.count,
            minutes=self.clock,
            there=len(self.questions) or there,
            questions=frozenset(self.questions),
            since=self.since,
        )

    @property
    def is_part(self) -> bool:
        """Whether only some units of the seed's task stand here."""
        return 0 < self.count < self.whole

    def tick(self, verdict: str, *, fulfilled: bool) -> None:
        """Take a person's word; where practice says the same, nothing needs to be kept."""
        same = fulfilled == (verdict == self.Verdict.DONE)
        self.verdict = "" if same else verdict
        self.save(update_fields=["verdict"])

    def move(self, day: date) -> None:
        """Stand on a day by hand, unsaved; where it first stood is remembered."""
        origin = self.moved_from or self.day
        self.moved_from = origin if origin != day else None
        self.day = day
        if self.verdict == self.Verdict.DROPPED:
            self.verdict = ""


class Change(Owned):
    """A change of a plan, by hand or by itself: what it did in words, and what stood before.

    `before` holds the fields of each task that was changed, by its id, None for one that was
    made, and those of the plan; undoing puts them back. The newest that stands is undone first.
    """

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="log", db_index=False)
    at = models.DateTimeField()
    said = models.TextField()
    details = models.JSONField(default=list)
    before = models.JSONField()
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["candidate", "plan", "at"], name="change_newest")]

    def __str__(self):
        return self.said
