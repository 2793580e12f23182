"""Ticks: from practice, by hand, and taken back; and what is still open."""

from datetime import timedelta

import pytest

from interviewprep.ids import new_id
from plans.agenda import read_agenda
from plans.evidence import read_work
from plans.headline import to_interview
from practice.answers import finish
from practice.queue import read_queue as queue
from practice.texts import save_text
from tests.make import (
    NOW,
    make_attempt,
    make_code_question,
    make_question,
    make_review,
    make_story,
    make_submission,
    make_worksheet,
)
from tests.plans.make import TODAY, bare_plan, make_interview, make_task, make_to_ask

YESTERDAY = TODAY - timedelta(days=1)


def step_of(candidate, task, now=NOW):
    """The task as it stands."""
    return read_agenda(candidate, now).step_of(task)


def test_answers_tick_a_task_and_say_how_many(guest):
    task = make_task(bare_plan(guest))
    first, second = make_question(kind="ml"), make_question(kind="ml")
    for _ in range(2):
        make_attempt(guest, first)
        assert step_of(guest, task).measure == "1 of 2 answered"
        assert not step_of(guest, task).done
    make_attempt(guest, second)
    assert step_of(guest, task).by_practice
    task.refresh_from_db()
    assert task.verdict == ""


def test_a_question_in_code_counts_once_however_often_it_was_submitted_or_answered(guest):
    task = make_task(bare_plan(guest), kinds=["dsa", "ml-code", "data"], count=2)
    question, other = make_code_question(), make_code_question()
    for _ in range(3):
        attempt = make_submission(guest, question).attempt
        assert step_of(guest, task).measure == "0 of 2 answered"
    for _ in range(2):
        finish(attempt=attempt, seconds=60, now=NOW)
        assert step_of(guest, task).measure == "1 of 2 answered"
    finish(attempt=make_submission(guest, question).attempt, seconds=60, now=NOW)
    assert step_of(guest, task).measure == "1 of 2 answered"
    finish(attempt=make_submission(guest, other, passed=()).attempt, seconds=60, now=NOW)
    assert step_of(guest, task).by_practice


def test_answers_of_another_kind_or_another_candidate_tick_nothing(guest, stranger):
    task = make_task(bare_plan(guest))
    make_question(kind="ml")
    make_attempt(guest, make_question(kind="design"))
    make_attempt(stranger, make_question(kind="ml"))
    assert step_of(guest, task).measure == "0 of 2 answered"


def test_a_task_that_asks_for_more_than_the_bank_has_can_be_fulfilled_and_says_so(guest):
    task = make_task(bare_plan(guest))
    make_attempt(guest, make_question(kind="ml"))
    assert step_of(guest, task).done
    assert step_of(guest, task).measure == "1 of 1 answered: the bank has no more of this kind"


@pytest.mark.parametrize(("minutes", "done"), [(44, True), (5, False)])
def test_a_design_counts_as_timed_when_the_clock_ran(guest, minutes, done):
    plan = bare_plan(guest)
    task = make_task(plan, by="timed", kinds=["design"], count=1, whole=1, clock=45)
    make_attempt(guest, make_question(kind="design"), seconds=minutes * 60)
    assert step_of(guest, task).done is done


def test_stories_and_worksheets_tick_their_tasks(guest):
    plan = bare_plan(guest)
    story = make_task(plan, by="story", kinds=[], count=1)
    sections = make_task(plan, by="section", kinds=[], count=2)
    words = "these are ten words or more of my own project here"
    make_story(guest, situation=words, task=words, action=words, result=words)
    make_worksheet(guest, framing=words, data="too short")
    assert step_of(guest, story).done
    assert step_of(guest, sections).measure == "1 of 2 sections filled"


def test_a_paper_to_present_is_not_counted_as_a_project_left_half_written(guest):
    plan = bare_plan(guest)
    make_worksheet(guest, framing="Words.")
    make_worksheet(guest, claim="Words.").be("paper")
    drafted = read_work(guest, plan, NOW.date()).drafted
    assert (drafted.worksheets, drafted.sections) == (1, 1)


def test_todays_review_is_done_when_nothing_is_due(guest):
    task = make_task(bare_plan(guest), by="review", kinds=[], count=1)
    card = make_review(guest, now=NOW - timedelta(days=30)).card
    assert step_of(guest, task).measure == "0 of 1 reviewed"
    make_review(guest, card.question)
    assert step_of(guest, task).measure == "1 of 1 reviewed"
    assert step_of(guest, task).done


def test_a_person_s_word_wins_over_practice_and_back(guest):
    task = make_task(bare_plan(guest), count=1)
    make_attempt(guest, make_question(kind="ml"))
    task.tick("open", fulfilled=True)
    assert not step_of(guest, task).done
    task.tick("done", fulfilled=True)
    assert task.verdict == ""
    assert step_of(guest, task).done


def test_a_tick_by_hand_taken_back_leaves_practice_to_tell(guest):
    task = make_task(bare_plan(guest), count=1)
    task.tick("done", fulfilled=False)
    assert step_of(guest, task).done
    task.tick("open", fulfilled=False)
    assert not step_of(guest, task).done
    make_attempt(guest, make_question(kind="ml"))
    assert step_of(guest, task).done


def test_past_days_leave_open_what_can_be_made_up_for(guest):
    plan = bare_plan(guest, first_day=TODAY - timedelta(days=3), mended_to=TODAY)
    missed = make_task(plan, day=YESTERDAY)
    make_task(plan, day=YESTERDAY, by="review", kinds=[], count=1)
    make_task(plan, day=YESTERDAY, by="rest", kinds=[], count=1, minutes=0)
    make_task(plan, day=YESTERDAY - timedelta(days=1), verdict="done")
    agenda = read_agenda(guest, NOW)
    assert [step.task for step in agenda.still_open] == [missed]
    assert [day.is_missed for day in agenda.days[:4]] == [False, False, True, False]


def test_moving_remembers_where_it_stood_and_moving_back_forgets(guest):
    task = make_task(bare_plan(guest, first_day=YESTERDAY), day=YESTERDAY)
    task.move(TODAY)
    task.move(TODAY + timedelta(days=1))
    assert (task.day, task.moved_from) == (TODAY + timedelta(days=1), YESTERDAY)
    task.move(YESTERDAY)
    assert task.moved_from is None


def test_fourteen_days_around_today_are_at_a_glance(guest):
    plan = bare_plan(guest, days=40, first_day=TODAY - timedelta(days=20))
    make_task(plan)
    days = [day.date for day in read_agenda(guest, NOW).glance]
    assert len(days) == 14
    assert days[0] < TODAY < days[-1]


def test_what_is_due_agrees_with_review(guest):
    for minutes in (3, 8, 20):
        make_review(guest, make_question(minutes=minutes), now=NOW - timedelta(days=30))
    make_task(bare_plan(guest))
    due, shown = read_agenda(guest, NOW).waiting.due, queue(guest, NOW)
    assert (due.shown, due.minutes) == (shown.shown, shown.minutes) == ("3", 13)


@pytest.mark.parametrize(
    ("ahead", "says"),
    [
        (9, "Nine days to your interview"),
        (13, "13 days to your interview"),
        (1, "Your interview is tomorrow"),
        (0, "Your interview is today"),
        (-1, "Your interview was on 23 November"),
    ],
)
def test_the_heading_says_how_long_it_still_is(ahead, says):
    assert to_interview(TODAY + timedelta(days=ahead), TODAY) == says


def test_what_will_be_due_on_a_day_to_come_is_not_counted_yet(guest):
    plan = bare_plan(guest)
    task = make_task(plan, by="review", kinds=[], count=1, day=TODAY + timedelta(days=1))
    assert step_of(guest, task).measure == ""


def test_a_research_sheet_and_questions_to_ask_tick_their_tasks(guest):
    plan = bare_plan(guest)
    counted = {"kinds": [], "minutes": 20}
    sheet = make_task(plan, by="sheet", count=2, whole=2, key="sheet", **counted)
    asks = make_task(plan, by="asks", count=1, whole=1, key="asks", **counted)
    interview = make_interview(guest)
    for part in ("stack", "products"):
        assert not read_agenda(guest, NOW).step_of(sheet).done
        words = {"key": new_id(), "made_from": None, "body": "Search, on their own index."}
        save_text(holder=interview.notebook, part=part, now=NOW, **words)
    make_to_ask(interview)
    agenda = read_agenda(guest, NOW)
    assert agenda.step_of(sheet).by_practice
    assert agenda.step_of(asks).by_practice
    interview.delete_softly(NOW)
    assert not read_agenda(guest, NOW).step_of(sheet).done
    assert not read_agenda(guest, NOW).step_of(asks).done
