"""FSRS's parameters fitted to a candidate's own reviews: what was asked, found and kept."""

from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models

from interviewprep.accounts.models import Candidate
from practice.domain.fitting import Fitted
from practice.domain.memory import DEFAULTS

from .owned import Owned

# A fit takes seconds: one that is not finished by then has died.
DEAD_AFTER = timedelta(minutes=10)


class MemoryFit(Owned):
    """The last fit that a candidate asked for, and the parameters in use (None: the usual).

    Losses are mean log losses on the `held_out` newest of `reviews` reviews: `loss_before` with
    the usual parameters, `loss_after` with the fitted ones. Memories are worked out with the
    parameters in use since `changed_at`.
    """

    class State(models.TextChoices):
        """How far it is."""

        ASKED = "asked", "Asked for"
        RUNNING = "running", "Running"
        KEPT = "kept", "Kept"
        NOT_BETTER = "not better", "No better"
        TOO_FEW = "too few", "Too few reviews"
        FAILED = "failed", "Failed"
        RESET = "reset", "Back to the usual values"

    candidate = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="memory_fit"
    )
    state = models.CharField(max_length=10, choices=State)
    parameters = ArrayField(models.FloatField(), size=len(DEFAULTS), null=True, blank=True)
    changed_at = models.DateTimeField(null=True, blank=True)
    loss_before = models.FloatField(null=True, blank=True)
    loss_after = models.FloatField(null=True, blank=True)
    held_out = models.PositiveIntegerField(null=True, blank=True)
    reviews = models.PositiveIntegerField(null=True, blank=True)
    asked_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)

    def __str__(self):
        return self.get_state_display()

    def is_running(self, now: datetime) -> bool:
        """Whether it is being worked out; one that was asked for long ago has died."""
        open_states = (self.State.ASKED, self.State.RUNNING)
        return self.state in open_states and now - self.asked_at < DEAD_AFTER

    def ask(self, now: datetime) -> None:
        """It is to be worked out; until then what is in use stays so."""
        self.state, self.asked_at, self.finished_at = self.State.ASKED, now, None
        self.save()

    def finish(self, fitted: Fitted, reviews: int, now: datetime) -> bool:
        """Take over what was found; whether that changes the parameters in use."""
        self.state = self.State.KEPT if fitted.kept else self.State.NOT_BETTER
        self.loss_before, self.loss_after = fitted.before, fitted.after
        self.held_out, self.reviews = fitted.held_out, reviews
        return self._use(list(fitted.parameters) if fitted.kept else None, now)

    def fail(self, state: "MemoryFit.State", now: datetime) -> None:
        """Nothing was found: what is in use stays so."""
        self.state, self.finished_at = state, now
        self.save(update_fields=["state", "finished_at"])

    def reset(self, now: datetime) -> bool:
        """Go back to the usual parameters; whether that changes anything."""
        self.state = self.State.RESET
        return self._use(None, now)

    def _use(self, parameters: list[float] | None, now: datetime) -> bool:
        changed = parameters != self.parameters
        if changed:
            self.parameters, self.changed_at = parameters, now
        self.finished_at = now
        self.save()
        return changed


def fit_of(candidate: Candidate) -> MemoryFit | None:
    """A candidate's fit, which came with their row; None where none was ever asked for."""
    return None if candidate.is_new else getattr(candidate, "memory_fit", None)


def parameters_of(candidate: Candidate) -> tuple[float, ...]:
    """FSRS's parameters as a candidate's memory is worked out with them."""
    fit = fit_of(candidate)
    return tuple(fit.parameters) if fit and fit.parameters else DEFAULTS
