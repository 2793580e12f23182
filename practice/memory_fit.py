"""What a page says of the parameters fitted to a candidate's own reviews, in plain words."""

from dataclasses import dataclass
from datetime import datetime

from interviewprep.accounts.models import Candidate

from .domain.fitting import LEAST, LEAST_TOLD
from .models import MemoryFit
from .models.memory_fits import fit_of

State = MemoryFit.State
AS_BEFORE = {True: "What was fitted before stays.", False: "The usual values stay."}


@dataclass(frozen=True)
class MemoryFitShown:
    """What is said, and which buttons there are: to fit, to go back to the usual values."""

    words: str
    running: bool = False
    offered: bool = False
    again: bool = False
    in_use: bool = False


def memory_fit_of(candidate: Candidate, reviews: int, now: datetime) -> MemoryFitShown:
    """How it stands, for a candidate with so many reviews that stand; without a query."""
    fit = fit_of(candidate)
    running = bool(fit) and fit.is_running(now)
    return MemoryFitShown(
        words=words_of(fit, running) if fit else offer_of(reviews),
        running=running,
        offered=reviews >= LEAST and not running,
        again=bool(fit),
        in_use=bool(fit) and fit.parameters is not None and not running,
    )


def offer_of(reviews: int) -> str:
    """What is said before any fit was asked for."""
    if reviews < LEAST:
        return (
            f"From {LEAST} reviews on, the numbers that say how fast you forget can be fitted "
            f"to your own. You have {reviews}."
        )
    return (
        "You have enough reviews to fit the numbers that say how fast you forget. They are kept "
        "only if they predict your newest reviews better than the usual values."
    )


def words_of(fit: MemoryFit, running: bool) -> str:
    """What came of the last fit."""
    if running:
        return "Your reviews are being fitted. That takes some seconds; you can go on meanwhile."
    if fit.state in (State.KEPT, State.NOT_BETTER):
        kept = "kept." if fit.state == State.KEPT else "not kept, so the usual values are used."
        return (
            f"Fitted to your {fit.reviews} reviews: log loss on the {fit.held_out} held out "
            f"{short(fit.loss_after)}, {short(fit.loss_before)} with the usual values: {kept}"
        )
    as_before = AS_BEFORE[fit.parameters is not None]
    if fit.state == State.TOO_FEW:
        return (
            f"Fewer than {LEAST_TOLD} of your reviews were of something met on an earlier day: "
            f"too few to fit anything. {as_before}"
        )
    if fit.state == State.RESET:
        return "You are back at the usual values."
    return f"The last fit did not come to an end. {as_before}"


def short(loss: float) -> str:
    """A loss as it is read: ".412"."""
    return f"{loss:.3f}".removeprefix("0")
