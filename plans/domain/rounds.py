"""When a round is, by its own zone's clock, and how long its stage usually takes."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from difflib import get_close_matches
from zoneinfo import ZoneInfo

LIKELY = 3  # zones suggested for a name that is none


@dataclass(frozen=True)
class Length:
    """How long a stage takes, as the guide says: in words, and the minutes taken for it."""

    words: str
    minutes: int


USUAL = {
    "recruiter": Length("30 min", 30),
    "phone": Length("45–60 min", 60),
    "onsite": Length("3–5 h in all", 240),
    "presentation": Length("45–60 min", 60),
    "manager": Length("30–45 min", 45),
}


class SkippedError(ValueError):
    """The zone's clock never shows this time: it was put forward over it."""

    def __init__(self, shown: time):
        super().__init__(f"the clock goes on to {shown:%H:%M}")
        self.shown = shown


def instant(day: date, at: time, zone: str) -> datetime:
    """Return the instant (UTC) at which the clock of `zone` shows `at` on `day`.

    Of a time that comes twice it is the first. Raises SkippedError where it never comes, and
    OverflowError at the ends of the calendar.
    """
    wall = datetime.combine(day, at.replace(tzinfo=None), tzinfo=ZoneInfo(zone))
    found = wall.astimezone(UTC)
    back = found.astimezone(ZoneInfo(zone))
    if back.replace(tzinfo=None) != wall.replace(tzinfo=None):
        raise SkippedError(back.time())
    return found


def comes_twice(day: date, at: time, zone: str) -> bool:
    """Whether the clock of `zone` shows this time twice on `day`, being put back."""
    wall = datetime.combine(day, at, tzinfo=ZoneInfo(zone))
    early, late = (wall.replace(fold=fold).astimezone(UTC) for fold in (0, 1))
    return timedelta(0) < late - early


def likely_zones(name: str, known: frozenset[str]) -> list[str]:
    """Zones that may be meant: whose place is the one named, then those spelt alike."""
    wanted = name.strip().replace(" ", "_").lower()
    by_place = {zone: zone.rpartition("/")[2].lower() for zone in sorted(known)}
    exact = [zone for zone, place in by_place.items() if place == wanted or zone.lower() == wanted]
    place = wanted.rpartition("/")[2]
    alike = get_close_matches(place, by_place.values(), LIKELY, 0.75)
    near = [zone for zone, place in by_place.items() if place in alike]
    return list(dict.fromkeys([*exact, *near]))[:LIKELY]
