"""Which day it is for a candidate, and how long words take to say.

A candidate's day begins at 4 a.m. where they are, so that an evening that runs past
midnight still belongs to the day it began on.
"""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

DAY_BEGINS = time(4)
WORDS_A_MINUTE = 140


def local_day(now: datetime, zone: str) -> date:
    """Return the day that the instant `now` belongs to in `zone`.

    It is the day with day_start(day) <= now < day_start(day + 1), for every instant.
    """
    wall = now.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    day = (wall - timedelta(hours=DAY_BEGINS.hour)).date()
    # Where a zone skipped a whole day (Apia, 30 December 2011), the small hours of the next
    # would fall on a day that never began.
    if now < day_start(day, zone):
        return day - timedelta(days=1)
    return day


def day_start(day: date, zone: str) -> datetime:
    """Return the instant (UTC) of 04:00 on `day` in `zone`.

    Where 04:00 comes twice it is the first; where it is skipped, the instant at which
    the clock, had it not been put forward, would have shown it.
    """
    return datetime.combine(day, DAY_BEGINS, tzinfo=ZoneInfo(zone)).astimezone(UTC)


def spoken_seconds(words: int, wpm: int = WORDS_A_MINUTE) -> int:
    """Return the seconds that `words` words take aloud at `wpm` words a minute, rounded."""
    return round(words * 60 / wpm)


def words(text: str) -> int:
    """Count the words of `text`: what stands between spaces and holds a letter or digit."""
    return sum(any(map(str.isalnum, token)) for token in text.split())
