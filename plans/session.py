"""Today's session: which task is next, what is left, whether a break is due."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from interviewprep.accounts.models import Candidate

from .agenda import Agenda
from .domain.session_order import BREAK, BREAK_AFTER, Item, breaks, in_order
from .domain.themes import nature
from .models import Session
from .steps import Minutes, Step
from .theming import themed


@dataclass(frozen=True)
class Sitting:
    """A day's steps in their order, seen at one moment; `session` is None before it begins."""

    session: Session | None
    steps: tuple[Step, ...]
    rests: frozenset[UUID]
    now: datetime

    @property
    def open(self) -> list[Step]:
        """What is still to do."""
        return [step for step in self.steps if not step.done]

    @property
    def step(self) -> Step | None:
        """What to do now."""
        return next(iter(self.open), None)

    @property
    def minutes(self) -> Minutes:
        """The minutes of the day, as every page adds them up."""
        return Minutes.of(self.steps)

    @property
    def put_off(self) -> list[Step]:
        """What goes last."""
        off = self.session.put_off if self.session else ()
        return [step for step in self.open if step.task.pk in off]

    @property
    def rows(self) -> list[tuple[Step, bool, bool]]:
        """Each step with whether it was put off, and whether a break falls after it."""
        off = self.session.put_off if self.session else ()
        return [(step, step.task.pk in off, step.task.pk in self.rests) for step in self.steps]

    @property
    def on_break(self) -> bool:
        """Whether a break was taken and is not over."""
        until = self.session and self.session.break_until
        return bool(until and until > self.now)

    @property
    def break_due(self) -> bool:
        """Whether a break is offered: fifty minutes since the last, and more to do."""
        if self.session is None or self.on_break or self.step is None:
            return False
        return self.now - self.session.since >= timedelta(minutes=BREAK_AFTER)

    @property
    def worked(self) -> int:
        """Minutes since the stretch began."""
        return int((self.now - self.session.since).total_seconds() // 60)


def sit(agenda: Agenda, session: Session | None, now: datetime) -> Sitting:
    """The session of the agenda's day, as it stands."""
    steps = {step.task.pk: step for step in agenda.day.steps} if agenda.day else {}
    items = [
        Item(pk, nature(themed(step.task)), step.task.by, step.task.minutes)
        for pk, step in steps.items()
        if step.task.by != "rest"
    ]
    order = in_order(items, session.put_off if session else ())
    rests = frozenset(breaks(order))
    return Sitting(session, tuple(steps[item.id] for item in order), rests, now)


def begin(*, candidate: Candidate, agenda: Agenda, key: UUID, now: datetime) -> Session:
    """Begin today's session, once per `key`; the one that runs already goes on.

    The caller holds the candidate's lock.
    """
    running = candidate.sessions.running(agenda.today).first()
    kept = running or candidate.sessions.filter(key=key).first()
    common = {"day": agenda.today, "started_at": now, "since": now}
    return kept or Session.objects.create(candidate=candidate, key=key, **common)


def break_end(now: datetime) -> datetime:
    """When a break that begins now is over."""
    return now + timedelta(minutes=BREAK)
