"""Rounds as pages show them: which come next, which wait for a debrief."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from practice.models.owned import UNDO_DAYS

from .domain.rounds import comes_twice
from .models import Interview, Round

LINK = re.compile(r"https?://[^\s<>\"']+[^\s<>\"'.,;:!?)\]]")
LINKS_AT_MOST = 40


@dataclass(frozen=True)
class Row:
    """A round beside the time it is now."""

    round: Round
    is_past: bool
    is_twice: bool

    @property
    def waits(self) -> bool:
        """Whether it is over and nobody wrote down how it went."""
        return self.is_past and not self.round.outcome


@dataclass(frozen=True)
class Listed:
    """An interview in the list, with its next round."""

    interview: Interview
    next: Round | None
    waiting: Round | None


def as_row(each: Round, now: datetime) -> Row:
    """One round as it stands."""
    twice = comes_twice(each.day, each.local.time(), each.zone)
    return Row(each, each.starts_at <= now, twice)


def as_rows(rounds: Iterable[Round], now: datetime) -> list[Row]:
    """Rounds as they stand."""
    return [as_row(each, now) for each in rounds]


def with_deleted(rounds: Iterable[Round], now: datetime) -> tuple[list[Round], list[Round]]:
    """Those that stand, and those that can still be brought back."""
    rounds = list(rounds)
    since = now - timedelta(days=UNDO_DAYS)
    deleted = [each for each in rounds if each.deleted_at and each.deleted_at >= since]
    return [each for each in rounds if each.deleted_at is None], deleted


def next_first(interviews: Iterable[Interview], now: datetime) -> list[Listed]:
    """Interviews whose next round is nearest first, then those without one, the ended last."""
    listed = [listed_of(interview, now) for interview in interviews]
    far = datetime.max.replace(tzinfo=now.tzinfo)
    return sorted(
        listed, key=lambda each: (each.interview.is_over, each.next.starts_at if each.next else far)
    )


def listed_of(interview: Interview, now: datetime) -> Listed:
    """One interview with the round that comes next and the one to be debriefed."""
    rounds = sorted(interview.rounds.all(), key=lambda each: each.starts_at)
    ahead = [] if interview.is_over else [each for each in rounds if each.starts_at > now]
    waiting = [each for each in rounds if each.starts_at <= now and not each.outcome]
    return Listed(interview, next(iter(ahead), None), next(iter(waiting), None))


def links_in(text: str) -> list[str]:
    """The addresses of the web that a text names, each once."""
    return list(dict.fromkeys(LINK.findall(text)))[:LINKS_AT_MOST]
