from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from practice.domain.clock import day_start, local_day, spoken_seconds, words

ZONES = st.sampled_from(
    [
        "UTC",
        "Europe/Berlin",
        "America/New_York",
        "America/St_Johns",
        "Asia/Kathmandu",
        "Australia/Lord_Howe",
        "Pacific/Apia",
        "Pacific/Kiritimati",
        "Antarctica/Casey",
        "Asia/Baku",
    ]
)
INSTANTS = st.datetimes(datetime(2003, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC))


def test_the_evening_runs_on_until_four():
    before = datetime(2026, 11, 25, 2, 59, tzinfo=UTC)
    assert local_day(before, "Europe/Berlin") == date(2026, 11, 24)
    assert local_day(before + timedelta(minutes=1), "Europe/Berlin") == date(2026, 11, 25)


@pytest.mark.parametrize(
    ("day", "hour"), [(date(2026, 3, 28), 3), (date(2026, 3, 29), 2), (date(2026, 10, 25), 3)]
)
def test_the_day_begins_at_four_by_the_wall_clock_when_the_clocks_change(day, hour):
    begins = datetime(day.year, day.month, day.day, hour, tzinfo=UTC)
    assert day_start(day, "Europe/Berlin") == begins


@given(INSTANTS, ZONES)
def test_every_instant_belongs_to_the_day_that_has_begun(now, zone):
    day = local_day(now, zone)
    assert day_start(day, zone) <= now < day_start(day + timedelta(days=1), zone)


def test_where_four_comes_twice_the_day_begins_at_the_first():
    assert day_start(date(2006, 10, 29), "Asia/Baku") == datetime(2006, 10, 28, 23, tzinfo=UTC)


def test_a_day_that_a_zone_skipped_holds_no_instant():
    start = datetime(2011, 12, 29, tzinfo=UTC)
    days = [local_day(start + timedelta(hours=hour), "Pacific/Apia") for hour in range(72)]
    assert days == sorted(days)
    assert date(2011, 12, 30) not in days


@given(st.dates(date(2003, 1, 1), date(2040, 1, 1)), ZONES)
def test_days_begin_one_after_the_other(day, zone):
    assert day_start(day, zone) <= day_start(day + timedelta(days=1), zone)
    assert day_start(day, zone).tzinfo is UTC


def test_words_are_counted_and_timed():
    assert words("We cut p99 — from 300 ms to 80 ms. *") == 9
    assert words("") == words(" \n – ") == 0
    assert spoken_seconds(31) == 13
    assert spoken_seconds(140) == 60
    assert spoken_seconds(140, wpm=120) == 70


@given(st.text(), st.text())
def test_words_add_up_over_a_space(one, other):
    assert words(f"{one} {other}") == words(one) + words(other)
