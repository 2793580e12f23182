"""Code as it was submitted, with what the tests said of it in the candidate's own browser.

The site runs nothing and can prove nothing: a result is the candidate's own word, worth what a
rating of oneself is worth. It is only ever added to.
"""

from django.db import models
from django.urls import reverse

from .attempts import Attempt
from .owned import Owned


class Submission(Owned):
    """One submission; `key` is made by the page. `first` says that the code was never run.

    `results` are [{id, passed, seconds, why}], one of each of the question's tests.
    """

    attempt = models.ForeignKey(Attempt, models.CASCADE, related_name="submissions", db_index=False)
    key = models.UUIDField()
    at = models.DateTimeField()
    local_day = models.DateField()
    seconds = models.PositiveIntegerField(default=0)
    code = models.TextField()
    results = models.JSONField()
    passed = models.PositiveSmallIntegerField()
    total = models.PositiveSmallIntegerField()
    hints = models.PositiveSmallIntegerField(default=0)
    first = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["candidate", "attempt", "-at"], name="submission_newest")]
        constraints = [
            models.UniqueConstraint(fields=["candidate", "key"], name="submission_key_once"),
        ]

    def __str__(self):
        return f"{self.passed} of {self.total}"

    def get_absolute_url(self):
        return reverse("practice:submission_detail", args=[self.pk])

    @property
    def solved(self) -> bool:
        """Whether every test passed."""
        return self.passed == self.total
