"""Attempts at a question, and what each said of its key points."""

from datetime import date, datetime

from django.db import models, transaction
from django.urls import reverse

from practice.domain.score import score
from questions.models import Question

from .own_questions import OwnQuestion
from .owned import Owned, one_of
from .subjects import naming

# The parts of an attempt that are texts.
ANSWER, FOLLOW_UP = "answer", "follow-up"
# Of a code question beside its code: the fault that was found; notes beside an interview.
FAULT, SCRATCH = "fault", "scratch"


class AttemptQuerySet(models.QuerySet):
    """Named filters over attempts."""

    def at(self, question: Question | OwnQuestion):
        """Those at one question."""
        return self.filter(**naming(question))

    def open(self):
        """Drafts that were not answered yet."""
        return self.filter(answered_at__isnull=True)

    def answered(self):
        """Answers given, the newest first."""
        return self.filter(answered_at__isnull=False).order_by("-answered_at")


class Attempt(Owned):
    """One answer to a question: a draft until `answered_at`, then kept as it was said."""

    class Mode(models.TextChoices):
        WRITTEN = "written", "In writing"
        SPOKEN = "spoken", "Aloud"
        INTERVIEW = "interview", "As in an interview"

    class Basis(models.TextChoices):
        MODEL = "model", "By meaning"
        WORDS = "words", "By words alone"

    question = models.ForeignKey(Question, models.PROTECT, null=True, related_name="attempts")
    own = models.ForeignKey(OwnQuestion, models.CASCADE, null=True, related_name="attempts")
    mode = models.CharField(max_length=10, choices=Mode, default=Mode.WRITTEN)
    started_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    local_day = models.DateField(null=True, blank=True)
    seconds = models.PositiveIntegerField(default=0)
    entry_hash = models.CharField(max_length=80)
    score = models.PositiveSmallIntegerField(null=True, blank=True)
    follow_up = models.CharField(max_length=60, blank=True)
    # Whether the sentence model suggested which points are covered, or words alone, or nobody.
    checked_by = models.CharField(max_length=10, blank=True, choices=Basis)
    hints = models.JSONField(default=list, blank=True)
    hints_taken = models.PositiveSmallIntegerField(default=0)

    objects = AttemptQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["candidate", "question", "-answered_at"], name="attempt_newest"),
            models.Index(fields=["candidate", "own", "-answered_at"], name="attempt_newest_own"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["candidate", "question", "own"],
                condition=models.Q(answered_at__isnull=True),
                nulls_distinct=False,
                name="attempt_one_draft",
            ),
            models.CheckConstraint(
                condition=one_of("question", "own"), name="attempt_at_one_question"
            ),
        ]

    def __str__(self):
        return f"{self.asked} {self.answered_at or 'draft'}"

    def get_absolute_url(self):
        return reverse("practice:attempt_detail", args=[self.pk])

    @property
    def sheet_url(self) -> str:
        """Where its draft is worked on."""
        if self.mode == self.Mode.INTERVIEW and self.asked.is_code:
            return reverse("practice:question_interview", args=[self.asked.slug])
        return self.asked.get_absolute_url()

    @property
    def asked(self) -> Question | OwnQuestion:
        """What it answers."""
        return self.question or self.own

    @property
    def minutes(self) -> int:
        """How long it took, in started minutes."""
        return -(-self.seconds // 60)

    def answer(self, *, now: datetime, day: date, seconds: int) -> None:
        """Say that the answer is given: the draft becomes an attempt to be scored."""
        self.answered_at, self.local_day = now, day
        self.seconds = max(self.seconds, seconds)
        self.entry_hash = self.asked.hash
        self.save(update_fields=["answered_at", "local_day", "seconds", "entry_hash"])

    def tick_clock(self, seconds: int) -> None:
        """The page's clock went on; it never goes back."""
        later = type(self).objects.filter(pk=self.pk, seconds__lt=seconds)
        later.update(seconds=seconds)
        self.seconds = max(self.seconds, seconds)

    def take_score(self, score: int | None) -> None:
        """Keep what the tests of its last submission came to."""
        self.score = score
        self.save(update_fields=["score"])

    def be_interviewed(self) -> None:
        """From now on it is answered as in an interview."""
        if self.mode != self.Mode.INTERVIEW:
            self.mode = self.Mode.INTERVIEW
            self.save(update_fields=["mode"])

    def ask(self, follow_up: str) -> None:
        """From now on this is the follow-up that was asked."""
        if follow_up in self.asked.html["follow_ups"] and not self.follow_up:
            self.follow_up = follow_up
            self.save(update_fields=["follow_up"])

    def note_points(self) -> None:
        """Keep the key points with their weights as the entry has them now."""
        Mark.objects.bulk_create(
            [
                Mark(
                    candidate_id=self.candidate_id,
                    attempt=self,
                    point=point.id,
                    weight=point.weight,
                    must=point.must,
                    place=place,
                    text=self.asked.html["points"][point.id],
                )
                for place, point in enumerate(self.asked.parsed.key_points)
            ],
            ignore_conflicts=True,
        )

    @transaction.atomic
    def take_suggestions(self) -> None:
        """Agree to what was suggested and is not ticked yet; what is to be checked stays open."""
        open_marks = self.marks.select_for_update().filter(verdict="")
        taken = {
            Mark.Suggestion.COVERED: Mark.Verdict.SAID,
            Mark.Suggestion.MISSING: Mark.Verdict.NOT,
        }
        self.confirm({m.point: taken[m.suggestion] for m in open_marks if m.suggestion in taken})

    @transaction.atomic
    def confirm(self, verdicts: dict[str, str]) -> None:
        """Take the candidate's verdicts ({point id: said, partly, not}) and add up the score.

        Where tests were run, the score stays what they came to.
        """
        marks = list(self.marks.select_for_update().order_by("place"))
        for mark in marks:
            mark.verdict = verdicts.get(mark.point, mark.verdict)
        Mark.objects.bulk_update(marks, ["verdict"])
        if self.submissions.filter(first=False).exists():
            return
        self.score = score([(mark.weight, mark.verdict or None) for mark in marks])
        self.save(update_fields=["score"])


class Mark(Owned):
    """One key point of an attempt, as the entry had it then, and whether it was said.

    `suggestion` is the machine's state with the words of the answer that it rests on,
    `verdict` the candidate's: only the latter counts.
    """

    class Suggestion(models.TextChoices):
        COVERED = "covered", "Found"
        CHECK = "check", "Please check"
        MISSING = "missing", "Not found"

    class Verdict(models.TextChoices):
        SAID = "said", "Said it"
        PARTLY = "partly", "Partly"
        NOT = "not", "Not"

    attempt = models.ForeignKey(Attempt, models.CASCADE, related_name="marks", db_index=False)
    point = models.CharField(max_length=60)
    text = models.TextField()
    weight = models.PositiveSmallIntegerField()
    must = models.BooleanField()
    place = models.PositiveSmallIntegerField()
    suggestion = models.CharField(max_length=10, choices=Suggestion, blank=True)
    evidence = models.TextField(blank=True)
    verdict = models.CharField(max_length=10, choices=Verdict, blank=True)

    class Meta:
        indexes = [models.Index(fields=["attempt", "place"], name="mark_of_attempt")]
        constraints = [
            models.UniqueConstraint(
                fields=["candidate", "attempt", "point"], name="mark_once_a_point"
            ),
        ]

    def __str__(self):
        return f"{self.point}: {self.verdict or 'open'}"
