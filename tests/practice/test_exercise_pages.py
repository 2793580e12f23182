"""The pages of code questions: the sheet, its hints, the page after it, and what was submitted."""

import json
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from interviewprep.ids import new_id
from practice.answers import finish
from practice.models import Attempt
from tests.make import (
    NOW,
    make_attempt,
    make_code_question,
    make_own_question,
    make_question,
    make_submission,
)


def hint(client, question, **headers):
    """Ask for the next hint."""
    return client.post(f"/questions/{question.slug}/hint/", {}, headers=headers)


def finished(candidate, question=None, **more) -> Attempt:
    """An answer in code with a submission, given right after it."""
    submission = make_submission(candidate, question, **more)
    return finish(attempt=submission.attempt, seconds=60, now=submission.at)


def at(minutes: int) -> datetime:
    """So many minutes after NOW."""
    return NOW + timedelta(minutes=minutes)


def test_hints_come_one_by_one_and_say_their_price(guest, guest_client):
    question = make_code_question()
    page = guest_client.get(question.get_absolute_url()).text
    assert "Think." not in page and "Show hint 1 of 2" in page and "takes 5 points off" in page
    assert hint(guest_client, question).url.startswith(question.get_absolute_url())
    page = guest_client.get(question.get_absolute_url()).text
    assert "Think." in page and "Add." not in page and "Show hint 2 of 2" in page
    part = hint(guest_client, question, HX_Request="true").text
    assert "Add." in part and "Show hint" not in part and "<html" not in part
    hint(guest_client, question)
    assert guest.attempts.get().hints_taken == 2


def test_two_presses_at_once_take_one_hint(guest):
    from practice.submissions import take_hint

    attempt = make_submission(guest).attempt
    first, second = (Attempt.objects.get(pk=attempt.pk) for _ in range(2))
    take_hint(first)
    take_hint(second)
    assert Attempt.objects.get(pk=attempt.pk).hints_taken == 1


def test_a_question_that_is_not_code_keeps_its_sheet(guest_client):
    question = make_question()
    page = guest_client.get(question.get_absolute_url()).text
    assert "data-exercise" not in page and "Check my answer" in page
    for more in ("hint/", "interview/", "scratch/", "submission/"):
        method = guest_client.get if more == "interview/" else guest_client.post
        assert method(f"{question.get_absolute_url()}{more}").status_code == 404


def test_a_code_question_of_ones_own_opens_without_tests_or_hints(guest, guest_client):
    own = make_own_question(guest, kind="dsa", prompt="Reverse it.")
    for more in ("", "interview/"):
        page = guest_client.get(f"{own.get_absolute_url()}{more}").text
        assert "data-exercise" in page and "Show hint" not in page


def test_the_page_afterwards_shows_the_tests_the_solution_and_what_it_suggests(guest, guest_client):
    attempt = finished(guest, make_code_question(complexity="O(1).", say_while_coding="Twice."))
    page = guest_client.get(attempt.get_absolute_url()).text
    assert "2 of 2 tests" in page and "100 of 100" in page
    assert (
        "return 2 * x" in page and "return x + x" in page and "O(1)." in page and "Twice." in page
    )
    assert "a number" in page and "another" in page and "A suggestion" in page
    assert "assert got" not in page
    assert page.count("return 2 * x") == page.count("O(1).") == page.count("Twice.") == 1


def test_short_of_all_tests_the_page_says_what_counts(guest, guest_client):
    page = guest_client.get(finished(guest, passed=("one",)).get_absolute_url()).text
    assert "1 of 2 tests" in page and "25 of 100" in page and "50 at most" in page
    assert "<b>Again</b>" in page


def test_without_a_submission_the_page_says_that_nothing_ran(guest, guest_client):
    attempt = make_attempt(guest, make_code_question())
    page = guest_client.get(attempt.get_absolute_url()).text
    assert "No tests were run" in page and "return 2 * x" in page and "A suggestion" not in page


def test_points_of_ones_own_code_question_are_ticked_and_scored(guest, guest_client):
    own = make_own_question(guest, kind="dsa", points="One pass\nA dictionary")
    attempt = make_attempt(guest, own)
    names = [f"point-{mark.point}" for mark in attempt.marks.order_by("place")]
    page = guest_client.get(attempt.get_absolute_url()).text
    assert all(f'name="{name}"' in page for name in names)
    assert "One pass" in page and "The solution" not in page
    headers = {"HX-Request": "true", "HX-Target": "div#result"}
    form = dict(zip(names, ("said", "not"), strict=True))
    part = guest_client.post(f"{attempt.get_absolute_url()}marks/", form, headers=headers).text
    assert "50 of 100" in part and "<html" not in part


def test_points_ticked_beside_tests_leave_the_score_to_the_tests(guest, guest_client):
    question = make_code_question()
    attempt = finished(guest, question, passed=("one",))
    attempt.marks.create(candidate=guest, point="why", text="Why.", weight=100, must=True, place=0)
    form = {"point-why": "said"}
    page = guest_client.post(f"{attempt.get_absolute_url()}marks/", form, follow=True).text
    assert "25 of 100" in page and "100 of 100" not in page
    attempt.refresh_from_db()
    assert attempt.score == 25 and attempt.marks.get().verdict == "said"


def test_rating_an_answer_in_code_says_when_it_comes_back(guest, guest_client):
    attempt = finished(guest)
    form = {"rating": "3", "key": "01a21300-0000-7000-8000-000000000001"}
    headers = {"HX-Request": "true", "HX-Target": "div#result"}
    part = guest_client.post(f"{attempt.get_absolute_url()}rating/", form, headers=headers).text
    assert "Comes back" in part and "<html" not in part


def test_after_find_the_bug_one_names_the_fault_before_reading_it(guest, guest_client):
    question = make_code_question(topic="find-the-bug", say_while_coding="It never returned.")
    page = guest_client.get(finished(guest, question).get_absolute_url()).text
    assert (
        page.index("Name the fault") < page.index("What it was") < page.index("+     return 2 * x")
    )


def test_the_first_version_never_run_shows_after_the_end_and_not_before(guest, guest_client):
    question = make_code_question()
    make_submission(guest, question, passed=("one",), first=True)
    sheet = guest_client.get(f"{question.get_absolute_url()}interview/").text
    assert "1 of 2 tests" not in sheet and "data-first-done" in sheet
    attempt = finished(guest, question, now=at(9))
    page = guest_client.get(attempt.get_absolute_url()).text
    assert "never run: <b" in page and "1 of 2</b>" in page and "2 of 2</b>" in page


def test_a_draft_in_interview_mode_leads_back_to_it_and_its_scratch_pad_stays(guest, guest_client):
    question = make_code_question()
    sheet = f"{question.get_absolute_url()}interview/"
    form = {"body": "empty list?", "mode": "interview"}
    for part in ("scratch", "draft"):
        sent = guest_client.post(f"{question.get_absolute_url()}{part}/", form | {"key": new_id()})
        assert sent.url == sheet
    attempt = guest.attempts.get()
    history = f"/texts/{attempt.texts.get(part='scratch').pk}/"
    assert f'href="{sheet}"' in guest_client.get(history).text
    finish(attempt=attempt, seconds=60, now=NOW)
    page = guest_client.get(attempt.get_absolute_url()).text
    assert "empty list?" in page and f'href="{history}"' in page


def test_a_draft_of_what_is_no_code_never_leads_to_an_interview_page(guest, guest_client):
    question = make_question()
    form = {"key": new_id(), "body": "Words.", "mode": "interview"}
    sent = guest_client.post(f"{question.get_absolute_url()}draft/", form)
    assert sent.url == question.get_absolute_url()


def test_interview_mode_says_what_to_say_at_each_quarter(guest_client):
    page = guest_client.get(f"{make_code_question().get_absolute_url()}interview/").text
    assert [f'data-at="{at}"' in page for at in (0, 525, 1050, 1575)] == [True] * 4
    assert "35 minutes" in page and 'value="interview"' in page


def test_a_submissions_page_compares_it_with_the_one_before_or_another(guest, guest_client):
    question = make_code_question()
    codes = ("def double(x):\n    return x", "def double(x):\n    return x + x", "pass")
    first, second, third = (
        make_submission(guest, question, code=code, now=at(place))
        for place, code in enumerate(codes)
    )
    page = guest_client.get(second.get_absolute_url()).text
    assert "<del>-     return x</del>" in page and "<ins>+     return x + x</ins>" in page
    page = guest_client.get(f"{third.get_absolute_url()}?with={first.pk}").text
    assert "<ins>+ pass</ins>" in page and "<del>-     return x</del>" in page
    assert "What changed" not in guest_client.get(first.get_absolute_url()).text


def test_a_comparison_goes_from_the_earlier_to_the_later_whichever_page_asks(guest, guest_client):
    question = make_code_question()
    old = make_submission(guest, question, code="old")
    new = make_submission(guest, question, code="new", now=at(5))
    for one, other, word in ((old, new, "by"), (new, old, "since")):
        page = guest_client.get(f"{one.get_absolute_url()}?with={other.pk}").text
        assert "<del>- old</del>" in page and "<ins>+ new</ins>" in page
        assert f"What changed {word} " in page


def test_a_comparison_with_what_is_no_submission_of_the_question_is_with_the_one_before(
    guest, guest_client, stranger
):
    question = make_code_question()
    make_submission(guest, question, code="before")
    mine = make_submission(guest, question, code="mine", now=at(5))
    others = make_submission(stranger, question, code="secret"), make_submission(guest, code="else")
    for asked in (*(each.pk for each in others), "x", new_id()):
        page = guest_client.get(f"{mine.get_absolute_url()}?with={asked}").text
        assert "<del>- before</del>" in page and "secret" not in page and "else" not in page


def test_a_version_that_was_never_run_is_told_of_nowhere_before_the_end(guest, guest_client):
    question = make_code_question()
    make_submission(guest, question, passed=("one",), first=True)
    last = make_submission(guest, question, now=at(5))
    page = guest_client.get(last.get_absolute_url()).text
    assert "never run" not in page and "1 of 2" not in page
    finish(attempt=last.attempt, seconds=60, now=at(6))
    assert "never run" in guest_client.get(last.get_absolute_url()).text


def test_an_old_answers_page_shows_its_own_tests_after_forty_later_submissions(guest, guest_client):
    question = make_code_question()
    first = make_submission(guest, question, passed=("one",), first=True)
    attempt = finished(guest, question, now=at(1))
    for place in range(41):
        make_submission(guest, question, passed=(), now=at(place + 2))
    page = guest_client.get(attempt.get_absolute_url()).text
    assert "2 of 2 tests</h2>" in page and "never run: <b" in page
    compared = guest_client.get(f"{attempt.submissions.last().get_absolute_url()}?with={first.pk}")
    assert "(1 of 2 tests)" in compared.text


def test_what_arrives_after_the_answer_contradicts_neither_its_tests_nor_its_score(
    guest, guest_client
):
    question = make_code_question()
    attempt = finished(guest, question)
    form = {"key": new_id(), "body": "x", "attempt": attempt.pk}
    form["results"] = json.dumps({"tests": []})
    guest_client.post(f"{question.get_absolute_url()}submission/", form)
    page = guest_client.get(attempt.get_absolute_url()).text
    assert attempt.submissions.count() == 2
    assert "2 of 2 tests</h2>" in page and "100 of 100" in page


def test_the_sheet_lists_the_twenty_newest_that_were_run(guest, guest_client):
    question = make_code_question()
    for place in range(45):
        make_submission(guest, question, first=place % 2 == 1, now=at(place))
    page = guest_client.get(question.get_absolute_url()).text
    assert page.count('href="/submissions/') == 20


@pytest.mark.parametrize("where", ["", "interview/", "submission", "attempt"])
def test_pages_of_code_take_as_many_queries_with_many_submissions(guest, guest_client, where):
    question = make_code_question()
    submission = make_submission(guest, question)
    if where == "attempt":
        finish(attempt=submission.attempt, seconds=60, now=NOW)
    address = {
        "submission": submission.get_absolute_url(),
        "attempt": submission.attempt.get_absolute_url(),
    }.get(where, f"{question.get_absolute_url()}{where}")
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as queries:
            assert guest_client.get(address).status_code == 200
        counts.append(len(queries))
        for place in range(10):
            make_submission(guest, question, now=at(place))
    assert counts[0] == counts[1] <= 8
