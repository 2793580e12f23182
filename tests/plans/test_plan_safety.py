"""Who may touch a task, how many queries a page takes, and that looking writes nothing."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from interviewprep.accounts.models import Candidate
from plans.models import Task
from tests.make import NOW, make_attempt, make_question, make_review, make_story, make_worksheet
from tests.plans.make import TODAY, bare_plan, make_task


def test_a_stranger_s_task_is_404(guest, stranger_client):
    task = make_task(bare_plan(guest))
    for action in ("tick", "move"):
        data = {"verdict": "done", "day": TODAY}
        assert stranger_client.post(f"/plan/tasks/{task.pk}/{action}/", data).status_code == 404
    task.refresh_from_db()
    assert task.verdict == ""


def test_a_task_of_an_ended_plan_is_404(guest, guest_client):
    plan = bare_plan(guest)
    task = make_task(plan)
    plan.end(NOW)
    response = guest_client.post(f"/plan/tasks/{task.pk}/tick/", {"verdict": "done"})
    assert response.status_code == 404


@pytest.mark.parametrize("path", ["/", "/plan/"])
def test_pages_take_at_most_eight_queries_at_any_number_of_rows(path, member, member_client):
    plan = bare_plan(member)

    def fill(n: int) -> None:
        for _ in range(n):
            make_task(plan)
            make_task(plan, day=TODAY - timedelta(days=1))
            make_attempt(member, make_question(kind="ml"))
            make_review(member, now=NOW - timedelta(days=20))
            make_story(member, task="Mine.")
            make_worksheet(member, framing="Churn.")

    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as seen:
            assert member_client.get(path).status_code == 200
        return len(seen)

    fill(3)
    once = queries()
    fill(3)
    assert queries() == once <= 8


def test_the_start_page_takes_at_most_eight_queries(member, member_client):
    make_question()
    with CaptureQueriesContext(connection) as seen:
        member_client.get("/")
    assert len(seen) <= 8


@pytest.mark.parametrize("path", ["/", "/plan/", "/guide/", "/guide/stages/", "/guide/day-of/"])
@pytest.mark.parametrize("planned", [False, True])
def test_a_get_writes_nothing(guest, guest_client, path, planned):
    if planned:
        make_task(bare_plan(guest))
    with CaptureQueriesContext(connection) as seen:
        assert guest_client.get(path).status_code == 200
    written = [query["sql"] for query in seen if not query["sql"].startswith(("SELECT", "(SELECT"))]
    assert written == []


def test_looking_round_makes_no_guest(client, db):
    for path in ("/", "/plan/", "/guide/", "/guide/day-of/"):
        client.get(path)
    assert not Candidate.objects.exists()
    assert not Task.objects.exists()
