"""The day that review and readiness aim at: the next that a plan or a round names."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interviewprep.accounts.merging import merge
from interviewprep.accounts.models import Aim
from interviewprep.ids import new_id
from practice.known import read_known
from tests.make import NOW, make_guest, make_member
from tests.plans.make import make_interview, make_round, plan_days

TODAY = NOW.date()
days = st.integers(-5, 20).map(lambda n: TODAY + timedelta(days=n))


def aimed_at(candidate):
    """In how many days the day is that is aimed at; None without one."""
    candidate.refresh_from_db()
    day = read_known(candidate, NOW).day
    return day and (day - TODAY).days


def in_days(number: int) -> dict:
    """When a round starts, for make_round."""
    return {"starts_at": NOW + timedelta(days=number)}


@given(st.none() | days, st.lists(days, max_size=5))
def test_it_is_the_first_day_after_today_or_else_today_and_never_past(next_date, round_days):
    named = {day for day in (next_date, *round_days) if day and day >= TODAY}
    day = Aim(next_date=next_date, round_days=round_days).day_from(TODAY)
    assert (day is None) == (not named)
    if day:
        later = [each for each in named if each > TODAY]
        assert day == (min(later) if later else TODAY)


def test_of_a_plan_and_rounds_the_earliest_counts_and_then_the_next(guest):
    plan_days(guest, days=9)
    interview = make_interview(guest)
    make_round(interview, **in_days(4))
    make_round(interview, **in_days(12))
    assert aimed_at(guest) == 4
    later = NOW + timedelta(days=4, hours=20)
    assert (read_known(guest, later).day - TODAY).days == 9
    later = NOW + timedelta(days=9, hours=20)
    assert (read_known(guest, later).day - TODAY).days == 12


@pytest.mark.parametrize("action", ["delete", "interview-delete"])
def test_a_round_that_is_deleted_is_no_aim_until_it_is_back(guest, guest_client, action):
    made = make_round(make_interview(guest), **in_days(3))
    page = made if action == "delete" else made.interview
    assert aimed_at(guest) == 3
    guest_client.post(f"{page.get_absolute_url()}delete/")
    assert aimed_at(guest) is None
    guest_client.post(f"{page.get_absolute_url()}restore/")
    assert aimed_at(guest) == 3


def test_a_round_that_is_moved_moves_the_aim(guest, guest_client):
    made = make_round(make_interview(guest), **in_days(3))
    form = {"stage": "phone", "mode": "virtual", "zone": "Europe/Berlin", "minutes": "60"}
    day = (TODAY + timedelta(days=6)).isoformat()
    sent = form | {"day": day, "time": "10:00", "version": made.version, "key": new_id()}
    assert guest_client.post(f"{made.get_absolute_url()}edit/", sent).status_code == 302
    assert aimed_at(guest) == 6


def test_an_interview_that_ended_is_no_aim(guest, guest_client):
    interview = make_round(make_interview(guest), **in_days(3)).interview
    sent = {"company": "Acme", "role": "", "stands": "ended", "outcome": "refused"}
    sent |= {"version": interview.version, "key": new_id()}
    assert guest_client.post(f"{interview.get_absolute_url()}edit/", sent).status_code == 302
    assert aimed_at(guest) is None


def test_a_guests_rounds_are_the_members_aim_after_signing_in(db):
    guest, member = make_guest(), make_member()
    make_round(make_interview(guest), **in_days(5))
    merge(guest=guest, member=member)
    assert aimed_at(member) == 5


def test_the_stages_of_rounds_to_come_weigh_and_are_named_on_readiness(guest, guest_client):
    interview = make_interview(guest)
    make_round(interview, stage="phone", **in_days(3))
    make_round(interview, stage="manager", **in_days(-3))
    guest.refresh_from_db()
    assert guest.aim.stages_from(TODAY) == {"phone"}
    assert guest.aim.stages_from(TODAY + timedelta(days=4)) == frozenset()
    page = guest_client.get("/readiness/").text
    assert "where no round ahead of you asks it (Technical phone screen)" in page
