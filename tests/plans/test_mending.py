"""The plan mends itself: read, kept, undone; and it follows rounds, descriptions and debriefs."""

import io
from datetime import timedelta
from itertools import combinations
from pathlib import Path

import pytest
from django.core.management import call_command

from plans.agenda import read_agenda
from plans.changes import undo_change
from plans.following import follow, follow_description, follow_rounds, keep_mending
from plans.ics import feed_calendar
from plans.models import Change, Task
from plans.notes import note_of
from plans.now_and_ahead import read_now_and_ahead
from tests.make import NOW, make_attempt, make_guest, make_question
from tests.plans.make import (
    TODAY,
    bare_plan,
    make_debriefed,
    make_feed,
    make_interview,
    make_round,
    make_task,
    plan_days,
)

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
YESTERDAY, TOMORROW = TODAY - DAY, TODAY + DAY


def posting(name: str) -> str:
    """A job description, as the tests of reading them have it."""
    return (Path(__file__).parents[1] / "domain" / "jobs" / name).read_text(encoding="utf-8")


def rows(candidate) -> dict:
    """What is stored of each task."""
    fields = ("day", "count", "minutes", "moved_from", "left_out_why", "verdict", "title", "weight")
    return {task.pk: tuple(getattr(task, f) for f in fields) for task in candidate.tasks.all()}


def placed(agenda) -> dict:
    """The day of each task, by title, as a page shows it."""
    return {step.task.title: step.task.day for step in agenda.steps}


def test_what_a_past_day_left_open_stands_on_the_next_day_with_room_and_nothing_is_written(guest):
    plan = bare_plan(guest, first_day=YESTERDAY, minutes=60)
    make_task(plan, day=YESTERDAY, title="Missed", by="hand", kinds=[], minutes=30)
    make_task(plan, day=TODAY, title="Full", by="hand", kinds=[], minutes=50, key="full")
    before = rows(guest)
    agenda = read_agenda(guest, NOW)
    assert placed(agenda) == {"Missed": TOMORROW, "Full": TODAY}
    assert agenda.still_open == []
    assert note_of(agenda).said == "Monday went by: 1 task moved."
    assert rows(guest) == before
    assert not Change.objects.exists()


def test_the_next_change_keeps_what_was_shown(guest, guest_client):
    plan = bare_plan(guest, first_day=YESTERDAY, minutes=60)
    coding = {"title": "Five problems", "count": 5, "whole": 5, "minutes": 100, "key": "coding"}
    make_task(plan, day=YESTERDAY, kinds=["dsa"], **coding)
    shown = read_agenda(guest, NOW)
    ids = {(step.task.pk, step.task.day, step.task.count) for step in shown.steps}
    assert len(ids) == 2  # three fit one day, two the next
    pk = next(step.task.pk for step in shown.steps if step.task.day == TODAY)
    guest_client.post(f"/plan/tasks/{pk}/tick/", {"verdict": "done"})
    kept = read_agenda(guest, NOW)
    assert {(step.task.pk, step.task.day, step.task.count) for step in kept.steps} == ids
    assert kept.mended is None
    assert Task.objects.get(pk=pk).verdict == "done"


def test_what_finds_no_room_is_dropped_out_loud_with_why(guest, guest_client):
    plan = bare_plan(guest, first_day=YESTERDAY, days=2, minutes=30)
    make_task(plan, day=YESTERDAY, title="Light", by="hand", kinds=[], minutes=30, weight=1)
    make_task(plan, day=TODAY, title="Heavy", by="hand", kinds=[], minutes=30, weight=4)
    agenda = read_agenda(guest, NOW)
    assert placed(agenda) == {"Light": None, "Heavy": TODAY}
    page = guest_client.get("/").text
    assert "1 task left out" in page
    assert "what is kept counts more" in page


def test_a_must_takes_the_place_of_what_counts_less(guest):
    plan = bare_plan(guest, first_day=YESTERDAY, days=2, minutes=30)
    make_task(plan, day=YESTERDAY, title="Must", by="hand", kinds=[], minutes=30, must=True)
    make_task(plan, day=TODAY, title="Other", by="hand", kinds=[], minutes=30, weight=4)
    assert placed(read_agenda(guest, NOW)) == {"Must": TODAY, "Other": None}


def test_what_was_done_counts_and_only_the_rest_moves(guest):
    plan = bare_plan(guest, first_day=YESTERDAY)
    task = make_task(plan, day=YESTERDAY, count=3, whole=3, minutes=30)
    first, *_ = (make_question(kind="ml") for _ in range(3))
    make_attempt(guest, first, now=NOW - DAY)
    agenda = read_agenda(guest, NOW)
    there = {
        step.task.day: (step.task.count, step.done, step.task.minutes) for step in agenda.steps
    }
    assert there == {YESTERDAY: (1, True, 10), TODAY: (2, False, 20)}
    assert agenda.step_of(task).done


def test_reviews_and_rests_of_past_days_are_never_moved(guest):
    plan = bare_plan(guest, first_day=YESTERDAY)
    make_task(plan, day=YESTERDAY, by="review", kinds=[], count=1)
    make_task(plan, day=YESTERDAY, by="rest", kinds=[], count=1, minutes=0)
    assert read_agenda(guest, NOW).mended is None


def test_undo_puts_back_what_stood_and_the_plan_does_not_mend_it_again(guest, guest_client):
    plan = bare_plan(guest, first_day=YESTERDAY)
    make_task(plan, day=YESTERDAY, title="Five", count=5, whole=5, minutes=100)
    before = rows(guest)
    guest_client.post("/plan/undo/", {"change": ""})
    assert rows(guest) == before
    agenda = read_agenda(guest, NOW)
    assert agenda.mended is None
    assert [step.task.title for step in agenda.still_open] == ["Five"]
    guest_client.post("/plan/undo/", {"change": ""})
    assert rows(guest) == before


def test_what_it_moved_by_itself_can_be_kept_and_is_not_said_again(guest, guest_client):
    plan = bare_plan(guest, first_day=YESTERDAY)
    make_task(plan, day=YESTERDAY, title="Missed", by="hand", kinds=[])
    assert "Keep it so" in guest_client.get("/").text
    guest_client.post("/plan/undo/", {"change": "", "keep": "1"})
    assert guest.tasks.get().day == TODAY
    assert "Keep it so" not in guest_client.get("/").text
    assert note_of(read_agenda(guest, NOW + DAY)) is None or "Monday" not in (
        note_of(read_agenda(guest, NOW + DAY)).said
    )


def test_only_the_newest_change_is_undone_and_only_once(guest, guest_client):
    task = make_task(bare_plan(guest), by="hand", kinds=[])
    guest_client.post(f"/plan/tasks/{task.pk}/move/", {"day": TOMORROW})
    guest_client.post(f"/plan/tasks/{task.pk}/drop/")
    moved, dropped = Change.objects.order_by("at", "pk")
    guest_client.post("/plan/undo/", {"change": moved.pk})
    assert Task.objects.get(pk=task.pk).verdict == "dropped"
    for _ in range(2):
        guest_client.post("/plan/undo/", {"change": dropped.pk})
    assert Task.objects.get(pk=task.pk).day == TOMORROW
    guest_client.post("/plan/undo/", {"change": moved.pk})
    assert Task.objects.get(pk=task.pk).day == TODAY


def test_a_tick_made_after_a_change_survives_its_undoing(guest, guest_client):
    plan = bare_plan(guest, first_day=YESTERDAY)
    task = make_task(plan, day=YESTERDAY, by="hand", kinds=[])
    guest_client.post(f"/plan/tasks/{task.pk}/tick/", {"verdict": "done"})
    guest_client.post("/plan/undo/", {"change": Change.objects.get().pk})
    kept = Task.objects.get(pk=task.pk)
    assert (kept.day, kept.verdict) == (YESTERDAY, "done")


def test_a_quota_is_split_once_by_its_page_and_the_sum_stays(guest, guest_client):
    task = make_task(bare_plan(guest), count=5, whole=5, minutes=100)
    sent = {"units": 2, "day": TOMORROW, "key": "01a20fd7-0000-7000-8000-000000000001"}
    for _ in range(2):
        guest_client.post(f"/plan/tasks/{task.pk}/split/", sent)
    there = {(each.day, each.count, each.minutes) for each in guest.tasks.all()}
    assert there == {(TODAY, 3, 60), (TOMORROW, 2, 40)}


@pytest.mark.parametrize("units", ["0", "5", "-1", "x", ""])
def test_a_quota_is_not_split_into_nothing(guest, guest_client, units):
    task = make_task(bare_plan(guest), count=5, whole=5, minutes=100)
    sent = {"units": units, "day": TOMORROW}
    assert guest_client.post(f"/plan/tasks/{task.pk}/split/", sent).status_code == 422
    assert guest.tasks.count() == 1


def test_what_a_person_dropped_is_not_brought_back_until_they_do(guest, guest_client):
    plan = bare_plan(guest)
    task = make_task(plan, by="hand", kinds=[], must=True, weight=5)
    guest_client.post(f"/plan/tasks/{task.pk}/drop/")
    follow(candidate=guest, because="Some reason", now=NOW)
    task.refresh_from_db()
    assert (task.day, task.left_out_why) == (None, "You dropped it.")
    guest_client.post(f"/plan/tasks/{task.pk}/move/", {"day": TOMORROW})
    task.refresh_from_db()
    assert (task.day, task.verdict) == (TOMORROW, "")


def test_dropping_half_done_work_keeps_what_is_done(guest, guest_client):
    task = make_task(bare_plan(guest), count=3, whole=3, minutes=30)
    first, *_ = (make_question(kind="ml") for _ in range(3))
    make_attempt(guest, first)
    guest_client.post(f"/plan/tasks/{task.pk}/drop/")
    there = {(each.day, each.count, each.minutes, each.verdict) for each in guest.tasks.all()}
    assert there == {(TODAY, 1, 10, ""), (None, 2, 20, "dropped")}


def test_a_task_of_ones_own_stays_where_it_was_put(guest, guest_client):
    bare_plan(guest)
    make_task(guest.plans.get())
    sent = {"title": "Ring Ana", "minutes": 20, "day": TOMORROW, "key": ""}
    guest_client.post("/plan/tasks/new/", sent)
    follow(candidate=guest, because="Some reason", now=NOW)
    own = guest.tasks.get(title="Ring Ana")
    assert (own.day, own.minutes, own.by) == (TOMORROW, 20, "hand")


def test_what_was_put_on_a_day_by_hand_is_left_there(guest, guest_client):
    plan = bare_plan(guest, first_day=YESTERDAY, minutes=60)
    mine = make_task(plan, day=TOMORROW, by="hand", kinds=[], minutes=50, title="Mine")
    guest_client.post(f"/plan/tasks/{mine.pk}/move/", {"day": TODAY})
    make_task(plan, day=YESTERDAY, by="hand", kinds=[], minutes=60, title="Late", must=True)
    there = placed(read_agenda(guest, NOW))
    assert there["Mine"] == TODAY
    assert there["Late"] not in (TODAY, YESTERDAY)


def test_a_round_brings_what_it_asks_before_it_and_keeps_its_eve_light(guest):
    plan = plan_days(guest, minutes=60)
    stories = guest.tasks.filter(by="story", day__isnull=False)
    late = [task for task in stories if task.day > TODAY + 3 * DAY]
    assert late
    make_round(make_interview(guest), stage="manager", starts_at=NOW + 5 * DAY)
    change = follow_rounds(candidate=guest, because="Manager on Friday", now=NOW)
    eve, day = TODAY + 4 * DAY, TODAY + 5 * DAY
    minutes = {each.date: each.minutes.planned for each in read_agenda(guest, NOW).days}
    assert minutes[eve] <= 30
    assert minutes[day] == 0
    assert all(m <= 60 for m in minutes.values())
    early = guest.tasks.filter(by="story", day__lt=day)
    assert early.count() > stories.count() - len(late)
    assert change.said.startswith("Manager on Friday: ")
    assert {each["sort"] for each in change.details} <= {"moved", "back", "dropped", "new"}
    plan.refresh_from_db()
    assert plan.note["change"] == str(change.pk)


def test_a_round_after_the_plan_lengthens_it(guest):
    plan = plan_days(guest, days=4, minutes=60)
    make_round(make_interview(guest), stage="onsite", starts_at=NOW + 10 * DAY)
    change = follow_rounds(candidate=guest, because="A new round", now=NOW)
    plan.refresh_from_db()
    assert plan.last_day == TODAY + 9 * DAY
    assert any(each["sort"] == "back" for each in change.details)
    reviewed = set(guest.tasks.filter(by="review", day__isnull=False).values_list("day", flat=True))
    assert len(reviewed & {TODAY + n * DAY for n in range(4, 9)}) >= 3
    undo_change(change=change, today=TODAY, now=NOW)
    plan.refresh_from_db()
    assert plan.last_day == TODAY + 3 * DAY


def test_a_proven_gap_becomes_a_must_of_the_next_days_and_is_closed_by_that_question_alone(guest):
    plan_days(guest, minutes=60)
    asked, other = make_question(kind="llm"), make_question(kind="llm")
    each = make_round(make_interview(guest), starts_at=NOW - timedelta(hours=1))
    make_attempt(guest, asked, now=NOW - 2 * DAY)
    make_debriefed(each, asked, grade="gap")
    change = follow(candidate=guest, because="After what Acme asked", now=NOW)
    [task] = guest.tasks.filter(key__startswith="gap-")
    assert task.must
    assert task.day <= TODAY + 2 * DAY
    assert task.because == "It was a gap in your technical phone screen at Acme."
    assert any(each["sort"] == "new" and each["why"] == task.because for each in change.details)
    make_attempt(guest, other)
    assert not read_agenda(guest, NOW).step_of(task).done
    make_attempt(guest, asked)
    assert read_agenda(guest, NOW).step_of(task).done


def test_a_description_sets_the_leaning_unless_the_candidate_chose_one(guest):
    plan_days(guest, leaning="")
    interview = make_interview(guest, description=posting("build/rag-legal.txt"))
    follow_description(interview=interview, now=NOW)
    guest.aim.refresh_from_db()
    assert (guest.aim.leaning, guest.aim.leaning_from) == ("llm", interview.pk)
    plan_days(guest, leaning="research")
    follow_description(interview=interview, now=NOW)
    guest.aim.refresh_from_db()
    assert (guest.aim.leaning, guest.aim.leaning_from) == ("research", None)


def test_following_twice_changes_nothing_the_second_time(guest):
    plan_days(guest, minutes=60)
    make_round(make_interview(guest), stage="manager", starts_at=NOW + 5 * DAY)
    follow_rounds(candidate=guest, because="A round", now=NOW)
    before = rows(guest)
    assert follow_rounds(candidate=guest, because="A round", now=NOW) is None
    assert rows(guest) == before


def test_a_plan_as_it_was_made_stands_when_nothing_happened(guest):
    for minutes in (30, 60, 90, 120):
        plan_days(guest, minutes=minutes)
        before = rows(guest)
        change = follow(candidate=guest, because="Nothing", now=NOW)
        assert change is None, (minutes, change.said)
        assert rows(guest) == before


def test_predictions_and_the_calendar_go_by_the_plan_as_it_mended(guest):
    plan = bare_plan(guest, first_day=YESTERDAY, minutes=60)
    make_task(plan, day=YESTERDAY, title="Missed", by="hand", kinds=[], minutes=30)
    make_task(plan, day=TODAY, title="Full", by="hand", kinds=[], minutes=50, key="full")
    calendar = feed_calendar(make_feed(guest), NOW).decode()
    assert f"DTSTART;VALUE=DATE:{TOMORROW:%Y%m%d}" in calendar
    assert f"DTSTART;VALUE=DATE:{YESTERDAY:%Y%m%d}" not in calendar
    assert [task.title for task in read_now_and_ahead(guest, NOW).tasks] == ["Full", "Missed"]


def test_keeping_what_was_mended_twice_logs_it_once(guest):
    plan = bare_plan(guest, first_day=YESTERDAY)
    make_task(plan, day=YESTERDAY)
    for _ in range(2):
        keep_mending(candidate=guest, now=NOW)
    assert Change.objects.count() == 1


DESCRIPTIONS = (
    "build/rag-legal.txt",
    "build/fraud-fintech-junior.txt",
    "build/research-scientist-lab.txt",
)


@pytest.fixture
def real_bank(db):
    """The bank as it is shipped: what a description asks for must be in it."""
    call_command("load_bank", stdout=io.StringIO())


@pytest.mark.parametrize(("first", "second"), list(combinations(DESCRIPTIONS, 2)))
def test_two_descriptions_change_a_third_of_the_first_three_days_each_with_its_reason(
    real_bank, first, second
):
    plans = [first_days(make_guest(), name) for name in (first, second)]
    for mine, other in (plans, plans[::-1]):
        differing = {task: why for task, why in mine.items() if task not in other}
        assert len(differing) >= len(mine) / 3, (mine.keys(), other.keys())
        assert all(why for why in differing.values())


def first_days(candidate, name) -> dict:
    """The tasks of the first three days, by title, with what speaks for each."""
    plan_days(candidate, minutes=75, leaning="")
    follow_description(interview=make_interview(candidate, description=posting(name)), now=NOW)
    early = candidate.tasks.filter(day__lt=TODAY + 3 * DAY).exclude(by__in=("review", "rest"))
    return {(task.key, task.title): task.because or task.why for task in early}
