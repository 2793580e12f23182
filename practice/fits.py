"""FSRS's parameters fitted to a candidate's own reviews: asked for, worked out, taken back.

A fit takes a second, and memories change with it, so it is worked out by a process of its
own: no page waits for it, and whoever asked may go on.
"""

import subprocess
import sys
from datetime import datetime
from functools import partial
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from interviewprep.accounts.models import Candidate

from .domain.fitting import LEAST, Reviewed, TooFewReviewsError, fit
from .models import MemoryFit
from .replaying import replay_cards
from .reviews import hold


@transaction.atomic
def ask(*, candidate: Candidate, now: datetime) -> bool:
    """Have the parameters fitted; False where that runs already or there are too few reviews."""
    if candidate.reviews.standing().count() < LEAST:
        return False
    hold(candidate.pk)
    kept = MemoryFit.objects.filter(candidate=candidate).first() or MemoryFit(candidate=candidate)
    if kept.asked_at and kept.is_running(now):
        return False
    kept.ask(now)
    transaction.on_commit(partial(start, candidate.pk))
    return True


def start(candidate: UUID) -> None:
    """Start the process that works it out, and let it go."""
    subprocess.Popen(
        [sys.executable, settings.BASE_DIR / "manage.py", "fit_memory", str(candidate)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def work_out(candidate: Candidate) -> MemoryFit | None:
    """Fit the parameters, keep them if they are better; None where nobody waits for that."""
    waiting = MemoryFit.objects.filter(candidate=candidate, state=MemoryFit.State.ASKED)
    if not waiting.update(state=MemoryFit.State.RUNNING):
        return None
    try:
        reviews = reviews_of(candidate)
        found = partial(MemoryFit.finish, fitted=fit(reviews), reviews=len(reviews))
    except TooFewReviewsError:
        found = partial(MemoryFit.fail, state=MemoryFit.State.TOO_FEW)
    except Exception:
        conclude(candidate, partial(MemoryFit.fail, state=MemoryFit.State.FAILED))
        raise
    return conclude(candidate, found)


@transaction.atomic
def conclude(candidate: Candidate, found: partial) -> MemoryFit | None:
    """Write down what was found, with memories as they are by it; None if it came too late."""
    hold(candidate.pk)
    running = MemoryFit.objects.filter(candidate=candidate, state=MemoryFit.State.RUNNING).first()
    if running and found(running, now=timezone.now()):
        replay_cards(candidate)
    return running


@transaction.atomic
def reset(*, candidate: Candidate, now: datetime) -> None:
    """Go back to the usual parameters; what is being worked out is not taken over."""
    hold(candidate.pk)
    kept = MemoryFit.objects.filter(candidate=candidate).first()
    if kept and kept.reset(now):
        replay_cards(candidate)


def reviews_of(candidate: Candidate) -> list[Reviewed]:
    """Every review that stands, in the order in which they were made."""
    rows = candidate.reviews.standing().order_by("reviewed_at", "pk")
    return [
        Reviewed(str(card), day, rating)
        for card, day, rating in rows.values_list("card", "local_day", "rating")
    ]
