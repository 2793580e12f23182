"""STAR stories. The words stand in texts, one a part; here is what the story serves."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.urls import reverse

from .owned import Deletable
from .worksheets import Worksheet

PARTS = {
    "title": "Title",
    "situation": "Situation",
    "task": "Task",
    "action": "Action",
    "result": "Result",
    "short": "In 30 seconds",
}
STAR = ("situation", "task", "action", "result")
# The same story for who has half a minute; a text of its own beside the four parts.
SHORT = "short"
# The themes that behavioural rounds ask for.
THEMES = {
    "model-failure": "A model that failed",
    "explaining": "Explaining to non-experts",
    "trade-off": "A trade-off",
    "staying-current": "Staying current",
    "data-trouble": "Trouble with data",
    "conflict": "A disagreement",
    "mistake": "A mistake of mine",
    "leadership": "Leading without authority",
    "incident": "An incident",
    "ambiguity": "A vague request",
    "scope": "Cutting the scope",
    "growth": "Feedback, or a new habit",
    "ethics": "A concern about fairness or privacy",
}


class Story(Deletable):
    """One story, drafted in four parts."""

    candidate = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, db_index=False, related_name="stories"
    )
    worksheet = models.ForeignKey(
        Worksheet, models.SET_NULL, null=True, related_name="stories", help_text="Its project."
    )
    themes = ArrayField(models.CharField(max_length=30), default=list, blank=True)

    class Meta:
        verbose_name_plural = "stories"
        indexes = [models.Index(fields=["candidate", "created_at"], name="story_newest")]

    def __str__(self):
        return f"story {self.pk}"

    def get_absolute_url(self):
        return reverse("practice:story_detail", args=[self.pk])

    def tell_of(self, worksheet: Worksheet | None) -> None:
        """Say which project it is from."""
        self.worksheet = worksheet
        self.save(update_fields=["worksheet"])

    def serve(self, themes: list[str]) -> None:
        """Say which themes it serves; unknown ones are left out."""
        self.themes = [theme for theme in THEMES if theme in themes]
        self.save(update_fields=["themes"])
