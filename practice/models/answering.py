"""Which story answers which behavioural question: suggested by rules, decided by the candidate."""

from django.conf import settings
from django.db import models

from questions.models import Question

from .own_questions import OwnQuestion
from .owned import Owned, one_of
from .stories import Story


class Answering(Owned):
    """One story held against one question. The candidate's verdict wins over the suggestion."""

    class Fit(models.TextChoices):
        WELL = "well", "Well"
        PARTLY = "partly", "Partly"
        NO = "no", "No"

    candidate = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, db_index=False, related_name="answering"
    )
    story = models.ForeignKey(Story, models.CASCADE, related_name="answering", db_index=False)
    question = models.ForeignKey(Question, models.PROTECT, null=True, related_name="answering")
    own = models.ForeignKey(OwnQuestion, models.CASCADE, null=True, related_name="answering")
    suggestion = models.CharField(max_length=10, choices=Fit, blank=True)
    verdict = models.CharField(max_length=10, choices=Fit, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["candidate", "story", "question", "own"],
                nulls_distinct=False,
                name="answering_once",
            ),
            models.CheckConstraint(
                condition=one_of("question", "own"), name="answering_one_question"
            ),
        ]

    def __str__(self):
        return f"{self.story_id} {self.fit}"

    @property
    def fit(self) -> str:
        """How well it answers: the candidate's word, else what the rules suggest."""
        return self.verdict or self.suggestion

    @property
    def fit_label(self) -> str:
        """The same in words."""
        return self.Fit(self.fit).label if self.fit else ""
