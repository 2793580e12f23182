"""What an interview has proven of a question: only ever added to, and the newest stands."""

from django.db import models

from questions.models import Question

from .own_questions import OwnQuestion
from .owned import Owned, one_of


class Grade(models.TextChoices):
    """How an answer went in a real round."""

    SOLID = "solid", "Solid"
    SHAKY = "shaky", "Shaky"
    GAP = "gap", "A gap"


class ProofQuerySet(models.QuerySet):
    """Named filters over proofs."""

    def standing(self):
        """The newest of each question that was not taken back."""
        kept = self.filter(withdrawn_at__isnull=True)
        return kept.order_by("question", "own", "-at", "-pk").distinct("question", "own")


class Proof(Owned):
    """How one question went, asked by an interviewer; `key` is made by the page that says so."""

    question = models.ForeignKey(Question, models.PROTECT, null=True, related_name="proofs")
    own = models.ForeignKey(OwnQuestion, models.CASCADE, null=True, related_name="proofs")
    key = models.UUIDField()
    grade = models.CharField(max_length=10, choices=Grade)
    at = models.DateTimeField()
    local_day = models.DateField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = ProofQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["candidate", "question", "own", "-at"], name="proof_newest"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["candidate", "key"], name="proof_key_once"),
            models.CheckConstraint(
                condition=one_of("question", "own"), name="proof_of_one_question"
            ),
        ]

    def __str__(self):
        return f"{self.local_day} {self.grade}"

    @property
    def asked(self) -> Question | OwnQuestion:
        """What was asked."""
        return self.question or self.own
