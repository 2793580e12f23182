"""The parts of an entry, as frozen values that go into JSON and come back."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Frequency:
    """How often it is asked, 1-5, and what that rests on."""

    often: int
    basis: str


@dataclass(frozen=True)
class AskBack:
    """A question worth asking the interviewer, and what they would answer."""

    ask: str
    reply: str


@dataclass(frozen=True)
class KeyPoint:
    """A claim that a good answer makes. `naming` names it without making it."""

    id: str
    text: str
    weight: int
    must: bool = False
    phrasings: tuple[str, ...] = ()
    naming: str = ""


@dataclass(frozen=True)
class FollowUp:
    """A rung of the ladder; `when` is "missed <id>", "made <id>", "made all" or "any"."""

    id: str
    when: str
    ask: str
    good: str


@dataclass(frozen=True)
class Misconception:
    """A wrong statement that is often heard, the right one, and the source's short name."""

    wrong: str
    right: str
    source: str


@dataclass(frozen=True)
class Source:
    """Where a claim was looked up; after `stale_after` (a date) it must be looked up again."""

    title: str
    author: str
    year: int
    url: str
    supports: str
    stale_after: str | None = None


@dataclass(frozen=True)
class Review:
    """Who read it (a role), when, and what they checked or disagreed with."""

    by: str
    on: str
    note: str


@dataclass(frozen=True)
class Phase:
    """A part of the 45 minutes of a design round."""

    name: str
    minutes: int
    do: str


@dataclass(frozen=True)
class CurveCard:
    """How the interviewer changes the problem, at a minute, and what a good reply does."""

    id: str
    minute: int
    change: str
    good: str


@dataclass(frozen=True)
class Compare:
    """How a test's values are compared; `tolerance` is set where how is "tolerance"."""

    how: str
    tolerance: float | None = None
