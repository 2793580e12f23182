"""Today and the plan, as a browser asks for them."""

import re
from datetime import timedelta

import pytest

from plans.agenda import read_agenda
from tests.make import NOW, make_attempt, make_question, make_review, make_story, make_worksheet
from tests.plans.make import TODAY, bare_plan, make_task, plan_days

HTMX = {"HX-Request": "true", "HX-Target": "div#today"}


def text_of(response) -> str:
    """A page's words, its spaces made one."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", response.text))


def ticked(response) -> int:
    """How many boxes are ticked."""
    return len(re.findall(r'class="tick"[^>]*aria-pressed="true"', response.text))


def test_today_leads_straight_to_the_next_open_task(guest, guest_client):
    plan = bare_plan(guest)
    make_task(plan, verdict="done", minutes=10)
    make_task(plan, href="/questions/?kind=design", minutes=25)
    page = guest_client.get("/").text
    assert re.search(r'<a class="button primary push num" href="/questions/\?kind=design">', page)
    assert page.count('button primary"') + page.count("button primary ") == 1


def test_the_minutes_agree_everywhere(guest, guest_client):
    plan_days(guest, days=14, minutes=90)
    agenda = read_agenda(guest, NOW)
    task = next(step.task for step in agenda.day.steps if step.task.by == "read")
    task.tick("done", fulfilled=False)
    today, plan = guest_client.get("/"), guest_client.get("/plan/")
    shown = agenda.day.steps
    planned = sum(step.task.minutes for step in shown)
    assert planned > task.minutes > 0
    words = text_of(today)
    assert f"{task.minutes} of {planned} min done" in words
    assert f"Go on · {planned - task.minutes} min left" in words
    assert f'aria-label="{task.minutes} of {planned} min done"' in today.text
    assert f'max="{planned}" value="{task.minutes}"' in today.text
    for step in shown:
        row = re.search(rf'<li id="task-{step.task.pk}">.*?</li>', today.text, re.DOTALL)[0]
        assert f"{step.task.minutes} min" in row
        row = re.search(rf'<li id="task-{step.task.pk}">.*?</li>', plan.text, re.DOTALL)[0]
        assert f"{step.task.minutes} min" in row
    assert f"{planned} of 90 min" in text_of(plan)
    whole = sum(task.minutes for task in guest.tasks.filter(day__isnull=False))
    assert f"{task.minutes} of {whole} min done" in words
    assert f"{task.minutes} of {whole} min done" in text_of(plan)
    days = re.findall(r'<progress max="(\d+)" value="(\d+)"', plan.text)
    assert sum(int(most) for most, _ in days if int(most) > 1) == whole


@pytest.mark.parametrize("cast", ["guest", "member"])
def test_a_tick_by_hand_and_its_taking_back(request, cast):
    candidate, client = request.getfixturevalue(cast), request.getfixturevalue(f"{cast}_client")
    task = make_task(bare_plan(candidate))
    address = f"/plan/tasks/{task.pk}/tick/"
    assert client.post(address, {"verdict": "done"}).url == "/"
    assert ticked(client.get("/")) == 1
    back = client.post(address, {"verdict": "open", "page": "plan"})
    assert back.url == f"/plan/#day-{TODAY.isoformat()}"
    assert ticked(client.get("/")) == 0


def test_a_tick_that_practice_made_can_be_taken_back(guest, guest_client):
    task = make_task(bare_plan(guest), count=1)
    make_attempt(guest, make_question(kind="ml"))
    assert "Done by practising: 1 of 1 answered" in text_of(guest_client.get("/"))
    guest_client.post(f"/plan/tasks/{task.pk}/tick/", {"verdict": "open"})
    assert "Done by practising" not in guest_client.get("/").text
    guest_client.post(f"/plan/tasks/{task.pk}/tick/", {"verdict": "done"})
    assert "Done by practising" in guest_client.get("/").text


def test_htmx_gets_the_day_with_its_button_s_new_minutes(guest, guest_client):
    plan = bare_plan(guest)
    task = make_task(plan, minutes=20)
    make_task(plan, minutes=15)
    response = guest_client.post(f"/plan/tasks/{task.pk}/tick/", {"verdict": "done"}, headers=HTMX)
    assert "<html" not in response.text
    assert "Go on · 15 min left" in text_of(response)


def test_nonsense_is_refused_and_changes_nothing(guest, guest_client):
    task = make_task(bare_plan(guest))
    for action, given in [
        ("tick", {}),
        ("tick", {"verdict": "later"}),
        ("move", {}),
        ("move", {"day": "soon"}),
        ("move", {"day": TODAY - timedelta(days=1)}),
        ("move", {"day": TODAY + timedelta(days=99)}),
    ]:
        response = guest_client.post(f"/plan/tasks/{task.pk}/{action}/", given)
        assert response.status_code == 422, (action, given)
    task.refresh_from_db()
    assert (task.verdict, task.day) == ("", TODAY)


def test_a_task_moves_and_a_fuller_day_says_so(guest, guest_client):
    plan = bare_plan(guest, minutes=30)
    tomorrow = TODAY + timedelta(days=1)
    task = make_task(plan, minutes=20)
    make_task(plan, minutes=25, day=tomorrow)
    guest_client.post(f"/plan/tasks/{task.pk}/move/", {"day": tomorrow, "page": "plan"})
    words = text_of(guest_client.get("/plan/"))
    assert "45 of 30 min" in words
    assert "15 min over" in words
    assert "moved here from Tuesday 24 November" in words


@pytest.mark.parametrize(("days", "field"), [(14, "<select"), (40, 'type="date"')])
def test_a_day_is_chosen_from_a_list_or_a_calendar_where_there_are_many(
    guest, guest_client, days, field
):
    task = make_task(bare_plan(guest, days=days))
    page = guest_client.get("/plan/").text
    form = re.search(rf'action="/plan/tasks/{task.pk}/move/">.*?</form>', page, re.DOTALL)[0]
    assert field in form
    last = TODAY + timedelta(days=days - 1)
    assert last.isoformat() in form
    guest_client.post(f"/plan/tasks/{task.pk}/move/", {"day": last})
    task.refresh_from_db()
    assert task.day == last


def test_what_was_left_out_can_be_put_on_a_day(guest, guest_client):
    task = make_task(bare_plan(guest), day=None, left_out_why="No minutes left.")
    assert "No minutes left." in guest_client.get("/plan/").text
    guest_client.post(f"/plan/tasks/{task.pk}/move/", {"day": TODAY})
    words = text_of(guest_client.get("/"))
    assert "Answer two questions" in words
    assert "put here by you" in words


def test_a_missed_day_says_what_is_open_in_one_line_and_offers_today(guest, guest_client):
    # Once it was looked through: until then the plan mends itself (test_mending.py).
    plan = bare_plan(guest, first_day=TODAY - timedelta(days=2), mended_to=TODAY)
    task = make_task(plan, day=TODAY - timedelta(days=1), title="Read the stages", minutes=15)
    words = text_of(guest_client.get("/"))
    assert "Still open from past days: 1 task, 15 min" in words
    assert "overdue" not in words
    guest_client.post(f"/plan/tasks/{task.pk}/move/", {"day": TODAY}, headers=HTMX)
    words = text_of(guest_client.get("/"))
    assert "Still open" not in words
    assert "moved here from Monday 23 November" in words


def test_cards_show_only_what_is_there(guest, guest_client):
    make_task(bare_plan(guest))
    titles = r"<h2>(Review|Stories|Deep dives)</h2>"
    assert re.findall(titles, guest_client.get("/").text) == []
    make_review(guest, now=NOW - timedelta(days=9))
    make_story(guest, task="Mine.")
    make_worksheet(guest, framing="Churn.")
    page = guest_client.get("/")
    assert re.findall(titles, page.text) == ["Review", "Stories", "Deep dives"]
    assert "0 of 1 with all four parts" in text_of(page)
    assert "1 project · 1 of 11 parts written" in text_of(page)


def test_the_review_card_and_the_task_name_one_number(guest, guest_client):
    task = make_task(bare_plan(guest), by="review", kinds=[], count=1, minutes=10)
    make_review(guest, now=NOW - timedelta(days=9))
    words = text_of(guest_client.get("/"))
    assert "10 min set aside today" in words
    assert "min in all" not in words
    task.tick("done", fulfilled=False)
    assert "about 5 min in all" in text_of(guest_client.get("/"))


def test_a_light_last_day_says_why_minutes_are_left(guest, guest_client):
    plan_days(guest, days=3, minutes=300)
    says = "The last day is kept light: at most 100 of its 300 min are planned."
    words = text_of(guest_client.get("/plan/"))
    assert words.count(says) == 1
    assert "before the last day, which is kept light" in words
    plan_days(guest, days=1, minutes=300)
    assert says not in text_of(guest_client.get("/plan/"))


@pytest.mark.parametrize("offset", [-20, 0, 5])
def test_today_stands_before_and_after_the_plan(guest, guest_client, offset):
    plan = bare_plan(guest, first_day=TODAY + timedelta(days=offset))
    make_task(plan, day=plan.first_day)
    assert guest_client.get("/").status_code == 200
    assert guest_client.get("/plan/").status_code == 200


@pytest.mark.parametrize("path", ["/", "/plan/"])
def test_on_the_interview_s_own_day_the_pages_stand(guest, guest_client, path):
    plan = bare_plan(guest, days=3, first_day=TODAY - timedelta(days=3))
    make_task(plan, day=plan.first_day)
    assert "Your interview is today" in guest_client.get(path).text
