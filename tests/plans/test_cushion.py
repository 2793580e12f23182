"""The cushion before each round, said early, and the ways out as they are previewed."""

from datetime import timedelta

import pytest

from plans.agenda import read_agenda
from plans.cushions import choices, cushions, tightest
from plans.models import Plan
from tests.make import NOW
from tests.plans.make import TODAY, bare_plan, make_task

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def hand(plan, **fields):
    """A task that is done by hand."""
    return make_task(plan, by="hand", kinds=[], count=1, whole=1, **fields)


@pytest.fixture
def short(guest) -> Plan:
    """Four days of 60 minutes, full but for ten; yesterday an hour was missed."""
    plan = bare_plan(guest, first_day=TODAY - DAY, days=5, minutes=60)
    hand(plan, day=TODAY - DAY, title="Missed", minutes=40, weight=4, key="m")
    for n in range(3):
        hand(plan, day=TODAY + n * DAY, title=f"Task {n}", minutes=50, weight=5 - n, key=f"k{n}")
    hand(plan, day=TODAY + 3 * DAY, title="Light", minutes=30, weight=4.5, key="l", must=True)
    return plan


def test_what_is_to_spare_is_the_minutes_before_the_round_less_the_planned(guest):
    plan = bare_plan(guest, days=3, minutes=60)
    hand(plan, day=TODAY, minutes=50)
    [each] = cushions(read_agenda(guest, NOW), guest.kept_aim)
    assert (each.day, each.minutes) == (TODAY + 3 * DAY, 60 + 60 + 30 - 50)
    assert tightest(read_agenda(guest, NOW), guest.kept_aim) is None


def test_a_plan_that_is_short_says_by_how_much_and_for_when(guest, guest_client, short):
    agenda = read_agenda(guest, NOW)
    lost = [step.task.title for step in agenda.steps if step.task.day is None]
    assert lost == ["Task 2"]  # what counts least made room for what was missed
    page = guest_client.get("/").text
    assert "Tight: 50 minutes short for 28 November" in page
    assert "Tight" in guest_client.get("/plan/").text
    assert "Tight" in guest_client.get("/plan/cushion/").text


def test_each_choice_does_what_its_preview_says_and_can_be_undone(guest, guest_client, short):
    agenda = read_agenda(guest, NOW)
    offered = choices(agenda, guest.kept_aim, tightest(agenda, guest.kept_aim))
    labels = [each.label for each in offered]
    assert labels[0] == "Leave “Task 2” out"
    assert any(label.startswith("Drop “Missed”") for label in labels)
    assert any(label.startswith("Add ") for label in labels)
    for each in offered:
        guest_client.post("/plan/cushion/", {"choice": each.key})
        kept = {t.title: t.day for t in guest.tasks.all()}
        if each.mended:
            assert kept == {row.title: row.day for row in each.mended.rows}
        assert tightest(read_agenda(guest, NOW), guest.kept_aim) is None
        change = guest.changes.filter(undone_at=None).latest("at", "pk")
        guest_client.post("/plan/undo/", {"change": change.pk})
        assert tightest(read_agenda(guest, NOW), guest.kept_aim) is not None


def test_added_minutes_are_those_of_their_days(guest, guest_client, short):
    agenda = read_agenda(guest, NOW)
    offered = choices(agenda, guest.kept_aim, tightest(agenda, guest.kept_aim))
    key = next(each.key for each in offered if each.key.startswith("add"))
    guest_client.post("/plan/cushion/", {"choice": key})
    after = read_agenda(guest, NOW)
    assert any(day.budget > 60 for day in after.days)
    assert all(day.minutes.planned <= day.budget for day in after.days)
    assert all(step.task.day for step in after.steps)


def test_a_choice_that_is_not_offered_is_refused(guest, guest_client, short):
    assert guest_client.post("/plan/cushion/", {"choice": "add-600-9"}).status_code == 422
