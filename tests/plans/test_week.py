"""The week: minutes by kind, what became solid, what is still a gap, and when it comes back."""

import re
from datetime import timedelta

from django.utils.html import escape

from interviewprep.ids import new_id
from plans.now_and_ahead import read_now_and_ahead
from plans.prediction import predict
from plans.week import GAPS_SHOWN, look_back
from practice.confirmed import read_marks
from practice.domain.memory import Rating
from practice.points import rate_answer
from practice.reviews import rate
from tests.make import NOW, make_attempt, make_own_question, make_question, make_review
from tests.plans.make import plan_days


def answered(candidate, verdicts, *, rating=Rating.GOOD, days_ago=0, subject=None, **fields):
    """A question answered, ticked and rated so many days ago; its title is its prompt."""
    now = NOW - timedelta(days=days_ago)
    question = subject or make_question(**fields)
    attempt = make_attempt(candidate, question, verdicts=verdicts, now=now, seconds=600)
    rate_answer(attempt=attempt, rating=rating, key=new_id(), now=now)
    return question


def week_of(candidate):
    """The week as its page reads it."""
    candidate.refresh_from_db()
    stand = read_now_and_ahead(candidate, NOW)
    verdicts, missed = read_marks(candidate)
    prediction = predict(stand.known, stand.tasks, verdicts)
    return look_back(prediction, missed, stand.tasks, stand.recent)


ALL = {"first": "said", "second": "said"}
HALF = {"first": "not", "second": "said"}


def test_minutes_are_added_up_by_kind_for_seven_days_only(guest):
    answered(guest, ALL, kind="ml", days_ago=6)
    question = answered(guest, ALL, kind="llm", days_ago=7)
    answered(guest, ALL, kind="llm", days_ago=2)
    make_review(guest, question, now=NOW)
    week = week_of(guest)
    # Ten minutes an answer; a whole answer met again takes five, its first rating none.
    assert [(kind.label, kind.minutes, kind.width) for kind in week.kinds] == [
        ("LLM applications", 15, 100),
        ("ML fundamentals", 10, 67),
    ]
    assert week.days == 3 and week.minutes == 25


def test_a_point_missed_is_a_gap_until_it_is_recalled(guest):
    question = answered(guest, HALF, days_ago=2)
    (gap,) = week_of(guest).gaps
    assert (gap.text, gap.must, gap.slug) == ("The first claim.", True, question.slug)
    point = guest.cards.get(point="first")
    rate(card=point, rating=Rating.GOOD, key=new_id(), now=NOW)
    assert week_of(guest).gaps == []


def test_a_point_said_in_a_later_answer_is_no_gap(guest):
    question = answered(guest, HALF, days_ago=3)
    answered(guest, ALL, subject=question)
    assert week_of(guest).gaps == []


def test_musts_come_first_and_the_rest_is_counted(guest):
    for _ in range(GAPS_SHOWN):
        answered(guest, {"first": "said", "second": "not"})
    answered(guest, HALF)
    week = week_of(guest)
    assert week.gaps[0].must and len(week.gaps) == GAPS_SHOWN and week.more_gaps == 1


def test_a_gap_says_on_which_day_the_queue_brings_it(guest, guest_client):
    answered(guest, HALF, days_ago=2)
    plan_days(guest, days=5)
    (gap,) = week_of(guest).gaps
    assert NOW.date() <= gap.back < NOW.date() + timedelta(days=5)
    assert f"back {gap.back:%a}" in guest_client.get("/plan/week/").text


def test_what_would_hold_until_the_day_since_this_week_is_solid(guest):
    guest.aim.next_date = NOW.date() + timedelta(days=3)
    guest.aim.save()
    before = answered(guest, ALL, days_ago=30, rating=Rating.EASY)
    make_review(guest, before, rating=Rating.EASY, now=NOW - timedelta(days=20))
    new = answered(guest, ALL, rating=Rating.EASY, days_ago=1)
    answered(guest, HALF, rating=Rating.AGAIN, days_ago=1)
    assert [each.slug for each in week_of(guest).solid] == [new.slug]


def test_ones_own_questions_are_in_with_their_address(guest, guest_client):
    own = make_own_question(guest, points="One\nTwo")
    points = [mark.point for mark in make_attempt(guest, own).marks.all()]
    answered(guest, dict.fromkeys(points, "not"), subject=own)
    assert {gap.slug for gap in week_of(guest).gaps} == {str(own.pk)}
    assert own.get_absolute_url() in guest_client.get("/plan/week/").text


def test_what_the_next_days_hold_is_named_with_its_minutes(guest, guest_client):
    plan_days(guest)
    week = week_of(guest)
    assert week.ahead and all(day.date > NOW.date() for day in week.ahead)
    page = re.sub(r"\s+", " ", guest_client.get("/plan/week/").text)
    assert "Nothing yet to look back on" in page
    answered(guest, ALL)
    assert escape(week.ahead[0].titles[0]) in guest_client.get("/plan/week/").text


def test_a_strangers_week_is_not_mine(guest, stranger):
    answered(stranger, HALF)
    week = week_of(guest)
    assert not week.gaps and not week.kinds


def test_today_leads_to_the_week(guest, guest_client):
    plan_days(guest)
    assert 'href="/plan/week/"' in guest_client.get("/").text
