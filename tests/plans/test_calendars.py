"""Calendars, read by two parsers and held against what RFC 5545 asks of every line."""

import re
from datetime import UTC, date, datetime, timedelta

import icalendar
import pytest
import vobject
from django.test import Client

from plans.ics import feed_calendar, interview_calendar
from plans.models import Feed
from tests.make import NOW
from tests.plans.make import make_feed, make_interview, make_round, plan_days

REQUIRED = {"UID", "DTSTAMP", "DTSTART", "SEQUENCE", "LAST-MODIFIED"}
AWKWARD = "Größe; a, b\\c\nnew line " + "wörter " * 40


def events_of(body: bytes) -> dict[str, icalendar.Event]:
    """The events by UID, once both parsers and the lines themselves agree."""
    assert body.endswith(b"\r\n") and not re.search(rb"(?<!\r)\n|\r(?!\n)", body)
    assert all(len(line) <= 75 for line in body.split(b"\r\n"))
    for line in body.split(b"\r\n"):
        line.decode()  # no line is folded within a character
    calendar = icalendar.Calendar.from_ical(body)
    assert calendar["VERSION"] == "2.0" and calendar["PRODID"]
    events = {str(each["UID"]): each for each in calendar.walk("VEVENT")}
    assert len(events) == len(calendar.walk("VEVENT"))
    assert all(set(each) >= REQUIRED for each in events.values())
    second = vobject.readOne(body.decode(), validate=True)
    theirs = {each.uid.value: each for each in second.contents.get("vevent", [])}
    assert theirs.keys() == events.keys()
    for uid, each in theirs.items():
        assert each.summary.value == events[uid]["SUMMARY"]
        assert each.dtstart.value == events[uid]["DTSTART"].dt
    return events


def test_a_round_is_an_event_at_its_instant_with_all_that_one_needs(member):
    interview = make_interview(member)
    each = make_round(
        interview,
        starts_at=datetime(2026, 12, 3, 13, tzinfo=UTC),
        place="https://meet.example.org/x",
        people=AWKWARD,
        minutes=45,
    )
    (event,) = events_of(interview_calendar(interview)).values()
    assert event["SUMMARY"] == "Technical phone screen: ML engineer, Acme"
    assert event["DTSTART"].dt == each.starts_at
    assert event["DTEND"].dt - event["DTSTART"].dt == timedelta(minutes=45)
    assert event["LOCATION"] == event["URL"] == "https://meet.example.org/x"
    assert AWKWARD in event["DESCRIPTION"] and "14:00 in Europe/Berlin" in event["DESCRIPTION"]
    assert b"DTSTART:20261203T130000Z\r\n" in interview_calendar(interview)


@pytest.mark.parametrize("odd", ["\x0b\x1f\x7f", "\nATTENDEE:x", "\r\nEND:VEVENT\r\nX:y", "\u2028"])
def test_nothing_typed_breaks_out_of_its_line(member, odd):
    interview = make_interview(member, company=f"A{odd}B")
    make_round(interview, place=f"https://x.example/a{odd}", people=f"Ada{odd}")
    (event,) = events_of(interview_calendar(interview)).values()
    assert "ATTENDEE" not in event and "X" not in event
    assert not re.search(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]", interview_calendar(interview))


def test_a_change_keeps_the_uid_and_raises_sequence_and_date(member):
    interview = make_interview(member)
    each = make_round(interview)
    before = events_of(interview_calendar(interview))
    assert interview_calendar(interview) == interview_calendar(interview)
    later = NOW + timedelta(hours=3)
    each.revise(version=1, values={"minutes": 30}, now=later)
    moved = events_of(interview_calendar(interview))
    interview = interview.revise(version=1, values={"company": "Acme Ltd"}, now=later)
    renamed = events_of(interview_calendar(interview))
    assert before.keys() == moved.keys() == renamed.keys()
    (uid,) = before
    assert [found[uid]["SEQUENCE"] for found in (before, moved, renamed)] == [0, 1, 2]
    assert before[uid]["LAST-MODIFIED"].dt == NOW
    assert moved[uid]["LAST-MODIFIED"].dt == moved[uid]["DTSTAMP"].dt == later


def test_each_day_of_the_plan_is_one_event_with_its_minutes(member):
    plan = plan_days(member, days=5, minutes=60)
    events = events_of(feed_calendar(make_feed(member), NOW))
    days = {each["DTSTART"].dt: each for each in events.values()}
    planned = {task.day for task in plan.tasks.filter(day__isnull=False, minutes__gt=0)}
    assert planned and set(days) == planned
    for day, each in days.items():
        minutes = sum(task.minutes for task in plan.tasks.filter(day=day))
        assert each["SUMMARY"] == f"{minutes} min: {plan.themes[day.isoformat()]}"
        assert type(day) is date and each["DTEND"].dt == day + timedelta(days=1)
        assert each["TRANSP"] == "TRANSPARENT"


def test_a_day_keeps_its_uid_through_moves_and_new_plans_and_says_it_changed(member, member_client):
    plan_days(member, days=6)
    first = events_of(feed_calendar(make_feed(member), NOW))
    task = member.tasks.current().filter(count__gt=0, day=NOW.date()).first()
    other = (NOW + timedelta(days=2)).date()
    member_client.post(f"/plan/tasks/{task.pk}/move/", {"day": other.isoformat()})
    moved = events_of(feed_calendar(make_feed(member), NOW))
    plan_days(member, days=6, minutes=30, now=NOW + timedelta(hours=1), first_day=NOW.date())
    again = events_of(feed_calendar(make_feed(member), NOW))
    uid = next(uid for uid, each in moved.items() if each["DTSTART"].dt == other)
    assert uid in again
    numbers = [found[uid]["SEQUENCE"] for found in (first, moved, again)]
    assert numbers == sorted(set(numbers))


def test_the_feed_needs_no_cookie_and_tells_of_nobody_else(member, stranger):
    make_round(make_interview(member))
    make_round(make_interview(stranger, company="Secret GmbH"))
    plan_days(stranger)
    feed = make_feed(member)
    response = Client().get(f"/plan/calendar/{feed.token}.ics")
    assert response.status_code == 200 and not response.cookies
    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert response.headers["Cache-Control"] == "private, no-store"
    assert len(events_of(response.content)) == 1 and b"Secret" not in response.content


def test_the_address_is_made_once_and_a_replaced_one_is_gone_at_once(member, member_client):
    assert member_client.get("/interviews/").status_code == 200 and not Feed.objects.exists()
    for _ in range(2):
        assert member_client.post("/plan/calendar/", {"replaces": ""}).status_code == 302
    old = Feed.objects.get().token
    assert old in member_client.get("/interviews/").content.decode() and len(old) >= 32
    for _ in range(2):
        member_client.post("/plan/calendar/", {"replaces": old})
    new = Feed.objects.get().token
    assert new != old
    assert Client().get(f"/plan/calendar/{old}.ics").status_code == 404
    assert Client().get(f"/plan/calendar/{new}.ics").status_code == 200


def test_what_was_deleted_leaves_the_feed(member):
    interview = make_interview(member)
    make_round(interview).delete_softly(NOW)
    make_round(interview)
    assert len(events_of(feed_calendar(make_feed(member), NOW))) == 1
    interview.delete_softly(NOW)
    assert events_of(feed_calendar(make_feed(member), NOW)) == {}


@pytest.mark.parametrize("token", ["x", "0" * 500, "a-b_c"])
def test_a_wrong_address_is_404(db, token):
    assert Client().get(f"/plan/calendar/{token}.ics").status_code == 404


def test_an_interviews_file_is_for_its_owner(member, member_client, stranger_client):
    url = f"{make_interview(member).get_absolute_url()}calendar.ics"
    assert stranger_client.get(url).status_code == 404
    response = member_client.get(url)
    assert "attachment" in response.headers["Content-Disposition"]
    assert events_of(response.content) == {}
