"""Today's session: begun once, gone on with anywhere, breaks offered, nothing lost."""

from datetime import timedelta

import pytest

from plans.models import Session
from tests.conftest import client_of
from tests.make import NOW, make_attempt, make_question
from tests.plans.make import TODAY, bare_plan, make_task

pytestmark = pytest.mark.django_db
AT = "/plan/session/"
KEY = "01a20fd7-0000-7000-8000-000000000001"


@pytest.fixture
def day(guest):
    """A page to read, two questions, a review that is done, something by hand."""
    plan = bare_plan(guest)
    make_task(plan, title="Read a page", by="read", kinds=[], count=1, whole=1, minutes=5)
    make_task(plan, title="Two questions")
    review = {"by": "review", "kinds": [], "count": 1, "whole": 1, "minutes": 10}
    make_task(plan, title="Meet again what is due", verdict="done", **review)
    make_task(plan, title="By hand", by="hand", kinds=[], count=1, whole=1, minutes=30)
    return plan


def post(client, do, **more):
    """Press a button."""
    return client.post(AT, {"do": do, "key": KEY, **more}, follow=True)


def test_a_session_begins_once_however_often_the_button_is_pressed(guest, guest_client, day):
    assert "Start</button>" in guest_client.get(AT).text
    assert not Session.objects.exists()
    for _ in range(2):
        post(guest_client, "begin")
    assert Session.objects.count() == 1
    assert 'id="now">Two questions' in guest_client.get(AT).text


def test_it_goes_on_by_itself_when_practice_fulfils_the_step_and_on_another_device(
    guest, guest_client, day
):
    post(guest_client, "begin")
    for _ in range(2):
        make_attempt(guest, make_question(kind="ml"))
    page = client_of(guest).get(AT).text
    assert 'id="now">Read a page' in page
    assert "30 of 65 min done" in page


def test_what_is_put_off_goes_last_and_can_be_taken_back(guest, guest_client, day):
    post(guest_client, "begin")
    task = guest.tasks.get(title="Two questions")
    assert 'id="now">Read a page' in post(guest_client, "put-off", task=task.pk).text
    assert 'id="now">Two questions' in post(guest_client, "take-back", task=task.pk).text


def test_ticking_in_the_session_comes_back_to_it(guest, guest_client, day):
    post(guest_client, "begin")
    task = guest.tasks.get(title="Two questions")
    sent = {"verdict": "done", "page": "session"}
    answer = guest_client.post(f"/plan/tasks/{task.pk}/tick/", sent)
    assert answer.url == AT
    assert 'id="now">Read a page' in guest_client.get(AT).text


def test_a_break_is_offered_after_fifty_minutes_and_taken_or_not(guest, guest_client, day):
    post(guest_client, "begin")
    assert "Ten minutes off?" not in guest_client.get(AT).text
    Session.objects.update(since=NOW - timedelta(minutes=51))
    assert "at it for 51 minutes" in guest_client.get(AT).text
    assert "A break until" in post(guest_client, "break").text
    assert "A break until" not in post(guest_client, "go-on").text
    assert "Ten minutes off?" not in guest_client.get(AT).text


def test_an_earlier_days_session_is_over_and_a_stopped_one_too(guest, guest_client, day):
    post(guest_client, "begin")
    assert 'href="/plan/session/"' in guest_client.get("/questions/").text
    post(guest_client, "stop")
    assert 'href="/plan/session/"' not in guest_client.get("/questions/").text
    assert "Start</button>" in guest_client.get(AT).text
    Session.objects.update(ended_at=None, day=TODAY - timedelta(days=1))
    assert "Start</button>" in guest_client.get(AT).text


def test_at_the_end_it_says_what_was_done_and_what_is_next(guest, guest_client, day):
    post(guest_client, "begin")
    guest.tasks.update(verdict="done")
    page = guest_client.get(AT).text
    assert "All of today is done" in page
    assert "65 min" in page


def test_a_day_without_tasks_and_a_site_without_a_plan_are_kind(guest, guest_client):
    assert "Nothing is planned today" in guest_client.get(AT).text
    bare_plan(guest)
    assert "Nothing is planned today" in guest_client.get(AT).text


def test_a_strangers_task_is_not_put_off(guest, guest_client, day, stranger):
    post(guest_client, "begin")
    theirs = make_task(bare_plan(stranger))
    assert post(guest_client, "put-off", task=theirs.pk).status_code == 404
    assert post(guest_client, "nonsense").status_code == 422
