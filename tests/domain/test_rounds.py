"""When a round is: the clock of its zone, read as an instant."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plans.domain.rounds import USUAL, SkippedError, comes_twice, instant, likely_zones
from questions.domain.vocabulary import STAGES

ZONES = sorted(available_timezones())
DAYS = st.dates(date(2024, 1, 1), date(2030, 12, 31))
TIMES = st.times().map(lambda at: at.replace(second=0, microsecond=0))


@given(DAYS, TIMES, st.sampled_from(ZONES))
def test_an_instant_shows_the_time_that_was_given_or_is_refused(day, at, zone):
    try:
        found = instant(day, at, zone)
    except SkippedError as skipped:
        assert skipped.shown != at
        return
    assert found.tzinfo is UTC
    assert found.astimezone(ZoneInfo(zone)).replace(tzinfo=None) == datetime.combine(day, at)
    # The first of two: an hour earlier the clock showed another time.
    for minutes in (30, 60):
        before = (found - timedelta(minutes=minutes)).astimezone(ZoneInfo(zone))
        assert before.replace(tzinfo=None) != datetime.combine(day, at)


def test_a_time_that_the_clock_skips_is_refused_with_the_one_it_shows():
    with pytest.raises(SkippedError) as caught:
        instant(date(2027, 3, 28), time(2, 30), "Europe/Berlin")
    assert caught.value.shown == time(3, 30)


def test_of_a_time_that_comes_twice_the_first_is_taken_and_it_is_known_to():
    day, at = date(2026, 10, 25), time(2, 30)
    assert instant(day, at, "Europe/Berlin") == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert comes_twice(day, at, "Europe/Berlin")
    assert not comes_twice(day, time(4), "Europe/Berlin")
    assert not comes_twice(date(2027, 3, 28), time(2, 30), "Europe/Berlin")


@pytest.mark.parametrize("day", [date.min, date.max])
def test_the_ends_of_the_calendar_are_refused(day):
    with pytest.raises(OverflowError):
        instant(
            day,
            time(0) if day == date.min else time(23, 59),
            {date.min: "Asia/Tokyo", date.max: "America/New_York"}[day],
        )


@pytest.mark.parametrize(
    ("name", "meant"),
    [("berlin", "Europe/Berlin"), ("new york", "America/New_York"), ("Lodnon", "Europe/London")],
)
def test_a_name_that_is_no_zone_leads_to_the_one_meant(name, meant):
    assert meant in likely_zones(name, frozenset(ZONES))


def test_every_stage_has_a_usual_length():
    assert set(USUAL) == set(STAGES)
    assert all(5 <= length.minutes <= 720 for length in USUAL.values())
