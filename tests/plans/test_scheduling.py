"""Making a plan: from dates and minutes to rows, once, with nothing cut in silence."""

from datetime import timedelta

import pytest
from django.db import IntegrityError

from interviewprep.accounts.models import Aim
from interviewprep.ids import new_id
from plans.agenda import read_agenda
from plans.models import Plan
from plans.seed import seed
from tests.make import NOW, make_attempt, make_question, make_story
from tests.plans.make import TODAY, bare_plan, plan_days


@pytest.mark.parametrize("days", [1, 3, 14, 40])
def test_a_plan_of_any_length_keeps_or_names_every_unit_of_the_seed(guest, days):
    plan = plan_days(guest, days=days, minutes=60)
    for seeded in seed().tasks:
        if seeded.fulfil.by in ("review", "rest"):
            continue
        rows = plan.tasks.filter(key=seeded.key)
        assert sum(row.count for row in rows) == seeded.fulfil.count, seeded.key
        assert sum(row.minutes for row in rows) == seeded.minutes, seeded.key
        assert all(row.left_out_why for row in rows if row.day is None)


@pytest.mark.parametrize(("days", "minutes"), [(3, 30), (14, 45), (14, 90), (40, 60)])
def test_no_day_is_given_more_than_its_minutes(guest, days, minutes):
    plan_days(guest, days=days, minutes=minutes)
    agenda = read_agenda(guest, NOW)
    assert len(agenda.days) == days
    assert all(day.minutes.planned <= minutes and not day.over for day in agenda.days)
    assert all(day.theme for day in agenda.days)


def test_short_of_days_it_says_what_was_left_out_and_why(guest):
    plan_days(guest, days=3)
    left_out = read_agenda(guest, NOW).left_out
    assert left_out
    assert all(row.task.left_out_why for row in left_out)


def test_rest_days_get_no_work(guest):
    rests = [TODAY.weekday(), 5, 6]
    plan_days(guest, rest_days=rests)
    for day in read_agenda(guest, NOW).days:
        assert (day.budget == 0) == (day.date.weekday() in rests)
        assert day.is_free or day.budget


def test_the_plan_writes_the_aim(guest):
    plan_days(guest, days=10, minutes=45, rest_days=[6], leaning="research")
    aim = Aim.objects.get(candidate=guest)
    assert aim.next_date == TODAY + timedelta(days=10)
    assert (aim.minutes, aim.rest_days, aim.leaning) == ([45] * 7, [6], "research")


def test_a_form_sent_twice_makes_one_plan(guest):
    key = new_id()
    assert plan_days(guest, key=key) == plan_days(guest, key=key, minutes=30)
    assert guest.plans.get().minutes == [90] * 7


def test_a_new_plan_ends_the_old_one_and_keeps_it(guest):
    old = plan_days(guest)
    new = plan_days(guest, days=5)
    assert guest.plans.active().get() == new
    assert Plan.objects.get(pk=old.pk).ended_at == NOW
    assert old.tasks.exists()


def test_the_database_allows_one_active_plan(guest):
    bare_plan(guest)
    with pytest.raises(IntegrityError):
        bare_plan(guest)


def test_changing_the_plan_does_not_ask_again_what_was_done(guest):
    plan = plan_days(guest)
    make_question(kind="stats")
    for _ in range(2):
        make_attempt(guest, make_question(kind="stats"), now=NOW - timedelta(minutes=5))
    plan.tasks.get(key="choose-projects").tick("done", fulfilled=False)
    again = plan_days(guest, days=12)
    assert not again.tasks.filter(key="choose-projects").exists()
    assert sum(task.count for task in again.tasks.filter(key="fundamentals-data")) == 1
    third = plan_days(guest, days=11)
    assert not third.tasks.filter(key="choose-projects").exists()
    assert sum(task.count for task in third.tasks.filter(key="fundamentals-data")) == 1


def test_what_ticked_the_old_plan_ticks_nothing_in_the_new_one(guest):
    plan_days(guest)
    for _ in range(3):
        make_attempt(guest, make_question(kind="stats"), now=NOW - timedelta(minutes=5))
    plan_days(guest, days=12)
    assert not any(step.done for step in read_agenda(guest, NOW).steps)


def test_afresh_asks_for_everything_again(guest):
    plan = plan_days(guest)
    plan.tasks.get(key="choose-projects").tick("done", fulfilled=False)
    again = plan_days(guest, afresh=True)
    assert again.tasks.filter(key="choose-projects").exists()


def test_a_plan_after_one_that_is_over_asks_for_everything(guest):
    plan = plan_days(guest)
    plan.tasks.get(key="choose-projects").tick("done", fulfilled=False)
    again = plan_days(guest, now=NOW + timedelta(days=60))
    assert again.done_before == {}


def test_a_first_plan_counts_today_s_answers_and_stories_of_any_day(guest):
    question, *_ = [make_question(kind="stats") for _ in range(3)]
    make_attempt(guest, question, now=NOW - timedelta(hours=1))
    parts = dict.fromkeys(("situation", "task", "action", "result"), "Words enough.")
    make_story(guest, now=NOW - timedelta(days=9), **parts)
    plan_days(guest)
    done = {step.task.key: step.units_done for step in read_agenda(guest, NOW).steps}
    assert done["fundamentals-data"] == 1
    assert done["story-model-failure"] == 1
