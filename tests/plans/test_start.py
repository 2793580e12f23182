"""The start page, and the form that makes a plan."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from interviewprep.accounts.models import Candidate
from interviewprep.ids import new_id
from plans.models import Plan
from tests.make import make_question
from tests.plans.make import TODAY


def a_form(**given) -> dict:
    """What the form sends."""
    return {"key": new_id(), "minutes": 60, "interview_date": TODAY + timedelta(days=10)} | given


def test_each_of_the_three_links_opens_a_question(client, db):
    for kind in ("llm", "ml", "deep-learning", "dsa", "behavioural"):
        make_question(kind=kind)
    page = client.get("/").text
    links = re.findall(r'href="(/questions/[^"]+/)"', page)
    assert len(links) == 3
    assert all(client.get(link).status_code == 200 for link in links)
    assert 'href="/plan/"' in page


def test_the_start_page_stands_without_a_bank(client, db):
    assert "applied ML" in client.get("/").text


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"interview_date": TODAY - timedelta(days=1)}, "That day is past"),
        ({"interview_date": TODAY + timedelta(days=90)}, "at most 60 days before"),
        ({"interview_date": "9999-12-31"}, "at most 60 days before"),
        ({"interview_date": "", "first_day": "9999-12-31"}, "more than a year away"),
        ({"first_day": TODAY + timedelta(days=11)}, "Begin before the interview"),
        ({"first_day": TODAY - timedelta(days=1)}, "Begin today or later"),
        ({"interview_date": "soon"}, "valid date"),
        ({"minutes": 4}, "greater than or equal to 5"),
        ({"minutes": 601}, "less than or equal to 600"),
        ({"minutes_2": 700}, "less than or equal to 600"),
        ({"rest_days": [0, 1, 2, 3, 4, 5, 6]}, "at least one day"),
        ({"leaning": "management"}, "valid choice"),
        (
            {"interview_date": TODAY + timedelta(days=1), "rest_days": [TODAY.weekday()]},
            "at least one day to work on",
        ),
    ],
)
def test_a_form_that_can_t_be_planned_comes_back_and_says_why(client, db, given, says):
    response = client.post("/plan/", a_form(**given))
    assert response.status_code == 422
    assert says in response.text
    assert 'name="interview_date"' in response.text
    assert not Plan.objects.exists()


@pytest.mark.parametrize(
    ("given", "first", "last"),
    [
        ({}, 0, 9),
        ({"interview_date": TODAY}, 0, 0),
        ({"interview_date": TODAY + timedelta(days=1)}, 0, 0),
        ({"interview_date": ""}, 0, 13),
        ({"interview_date": "", "first_day": TODAY + timedelta(days=3)}, 3, 16),
        ({"interview_date": TODAY + timedelta(days=60)}, 0, 59),
        (
            {
                "interview_date": TODAY + timedelta(days=90),
                "first_day": TODAY + timedelta(days=30),
            },
            30,
            89,
        ),
    ],
)
def test_a_plan_runs_to_the_eve_of_the_interview_or_fourteen_days(client, db, given, first, last):
    assert client.post("/plan/", a_form(**given)).url == "/plan/"
    plan = Plan.objects.get()
    assert plan.first_day == TODAY + timedelta(days=first)
    assert plan.last_day == TODAY + timedelta(days=last)
    assert client.get("/plan/").status_code == client.get("/").status_code == 200


def test_a_newcomer_s_first_day_is_bound_by_no_one_else_s_today(client, guest_client):
    def bounds(browser) -> int:
        return browser.get("/plan/").text.count(f'min="{TODAY.isoformat()}"')

    assert (bounds(client), bounds(guest_client)) == (0, 2)


def test_a_newcomer_s_today_is_that_of_the_zone_sent(client, db):
    yesterday = TODAY - timedelta(days=1)
    form = a_form(first_day=yesterday)
    assert client.post("/plan/", form | {"time_zone": "Pacific/Pago_Pago"}).status_code == 302
    assert Plan.objects.get().first_day == yesterday
    assert Client().post("/plan/", form | {"time_zone": "UTC"}).status_code == 422


def test_on_the_interview_s_own_day_there_is_the_day_of_list_and_nothing_to_study(client, db):
    client.post("/plan/", a_form(interview_date=TODAY))
    tasks = Plan.objects.get().tasks
    assert [task.key for task in tasks.filter(day=TODAY)] == ["day-of-list"]
    left = tasks.filter(day=None).values_list("left_out_why", flat=True)
    assert set(left) == {"Your interview is today: the plan ends the evening before."}
    assert "Your interview" in client.get("/").text


def test_the_form_sent_twice_makes_one_plan(client, db):
    form = a_form(minutes_5=120, rest_days=[6], leaning="llm")
    client.post("/plan/", form)
    client.post("/plan/", form)
    plan = Plan.objects.get()
    assert plan.minutes == [60, 60, 60, 60, 60, 120, 60]
    assert (plan.rest_days, plan.leaning) == ([6], "llm")
    assert Candidate.objects.count() == 1
