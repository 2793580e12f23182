"""Submissions: the candidate's own word, kept once, and what comes of it."""

import json
from datetime import timedelta

import pytest

from interviewprep.accounts.merging import merge
from interviewprep.ids import new_id
from practice.answers import finish
from practice.models import Attempt, Deed, Submission
from practice.models.attempts import FAULT, SCRATCH
from practice.submissions import done_with, read_results
from tests.make import (
    NOW,
    make_attempt,
    make_code_question,
    make_own_question,
    make_question,
    make_submission,
)

PASSED = {"id": "one", "passed": True, "seconds": 0.01, "why": ""}


def sent(*tests: dict, **more) -> dict:
    """What the page of a code question sends."""
    results = json.dumps({"tests": list(tests)})
    return {
        "key": new_id(),
        "body": "def double(x): ...",
        "seconds": "90",
        "results": results,
    } | more


def submit(client, question, *tests, **more):
    """Post a submission as the page does."""
    return client.post(f"/questions/{question.slug}/submission/", sent(*tests, **more))


def test_a_submission_is_kept_with_each_tests_result(guest, guest_client):
    question = make_code_question()
    page = submit(
        guest_client, question, PASSED, {**PASSED, "id": "two", "passed": False, "why": "no"}
    )
    kept = guest.submissions.get()
    assert (kept.passed, kept.total, kept.seconds, kept.first) == (1, 2, 90, False)
    assert kept.results[1] == {"id": "two", "passed": False, "seconds": 0.01, "why": "no"}
    assert kept.attempt.answered_at is None and kept.attempt.asked == question
    assert 'id="submissions"' in page.text and "1 of 2 tests" in page.text


def test_a_test_that_is_not_named_was_not_run(guest, guest_client):
    submit(guest_client, make_code_question(), PASSED)
    assert guest.submissions.get().results[1]["why"] == "not run"


def test_a_submission_sent_twice_is_kept_once(guest, guest_client):
    question, form = make_code_question(), sent(PASSED)
    for _ in range(2):
        assert guest_client.post(f"/questions/{question.slug}/submission/", form).status_code == 200
    assert guest.submissions.count() == 1


@pytest.mark.parametrize(
    "results",
    [
        "",
        "[]",
        "{}",
        "null",
        '{"tests": 1}',
        '{"tests": [1]}',
        '{"tests": [{"id": "three", "passed": true, "seconds": 0, "why": ""}]}',
        '{"tests": [{"id": "one", "passed": 7, "seconds": 0, "why": ""}]}',
        '{"tests": [{"id": "one", "passed": true, "seconds": NaN, "why": ""}]}',
        '{"tests": [{"id": "one", "passed": true, "seconds": "x", "why": ""}]}',
        '{"tests": [{"id": "one", "passed": true}]}',
        '{"tests": [{"id": "one", "passed": true, "seconds": 1' + "0" * 400 + ', "why": ""}]}',
        '{"tests": [{"id": ["one"], "passed": true, "seconds": 0, "why": ""}]}',
        '{"tests": [{"id": 1}, {"id": "three"}, {"id": null}]}',
        "[" * 5000,
    ],
)
def test_what_is_no_result_is_refused_and_nothing_is_written(guest, guest_client, results):
    question = make_code_question()
    assert submit(guest_client, question, results=results).status_code == 422
    assert not guest.submissions.exists() and not guest.attempts.exists()


@pytest.mark.parametrize("more", [{"key": "x"}, {"body": " "}, {"body": "x" * 50_001}])
def test_a_submission_without_key_or_code_is_refused(guest, guest_client, more):
    assert submit(guest_client, make_code_question(), PASSED, **more).status_code == 422
    assert not guest.submissions.exists()


def test_a_submission_that_arrives_after_the_answer_was_given_stays_with_it(guest, guest_client):
    question = make_code_question()
    attempt = finish(attempt=make_submission(guest, question).attempt, seconds=60, now=NOW)
    submit(guest_client, question, PASSED, attempt=attempt.pk)
    assert attempt.submissions.count() == 2 and guest.attempts.get().score == 100


def test_only_code_with_tests_can_be_submitted(guest, guest_client):
    assert submit(guest_client, make_question(), PASSED).status_code == 404
    own = make_own_question(guest, kind="dsa")
    assert guest_client.post(f"/questions/{own.pk}/submission/", sent(PASSED)).status_code == 422


def test_a_guest_without_a_row_gets_one_with_the_first_submission(client, db):
    submit(client, make_code_question(), PASSED)
    assert Submission.objects.get().candidate.is_guest


def test_the_last_submission_scores_the_answer_less_its_hints(guest):
    question = make_code_question()
    attempt = make_submission(guest, question, passed=("one",)).attempt
    Attempt.objects.filter(pk=attempt.pk).update(hints_taken=1)
    make_submission(guest, question, now=NOW + timedelta(minutes=1))
    assert finish(attempt=attempt, seconds=60, now=NOW).score == 95
    deed = guest.deeds.get(what=Deed.What.ANSWERED)
    assert (deed.kind, deed.result) == ("dsa", 95)


def test_hints_taken_after_the_last_submission_cost_nothing(guest):
    attempt = make_submission(guest).attempt
    Attempt.objects.filter(pk=attempt.pk).update(hints_taken=2)
    assert finish(attempt=attempt, seconds=60, now=NOW).score == 100


def test_an_answer_without_a_submission_has_no_score(guest):
    assert make_attempt(guest, make_code_question()).score is None
    assert guest.deeds.get().result is None


def test_a_version_that_was_never_run_scores_nothing_and_stands_beside_the_last(guest):
    question = make_code_question()
    first = make_submission(guest, question, passed=(), first=True)
    finished = finish(attempt=first.attempt, seconds=60, now=NOW)
    assert finished.score is None
    done = done_with(finished)
    assert (done.first, done.last, done.rating, done.earlier) == (first, None, "", [])


def test_the_result_of_a_test_that_the_bank_lost_goes_by_its_id(guest):
    submission = make_submission(guest)
    submission.results[0]["id"] = "gone"
    submission.save()
    done = done_with(finish(attempt=submission.attempt, seconds=60, now=NOW))
    assert [test["shows"] for test in done.tests] == ["gone", "another"]


def test_seconds_and_words_of_a_result_are_bounded():
    with pytest.raises(ValueError):
        read_results(*unsaved(seconds=1e9))
    [result, _] = read_results(*unsaved(why="x\x00" * 900))
    assert result["why"] == "x" * 300
    [result, _] = read_results(*unsaved(why="\ud800 cut"))
    assert result["why"] == "? cut"


def unsaved(**more):
    """A question that is in no table, and results for it."""
    from types import SimpleNamespace

    from questions.domain.entry import Entry

    fence = (
        "```python\n# one: a\ngot = 1\nassert got == 1\n\n# two: b\ngot = 1\nassert got == 1\n```"
    )
    entry = Entry(slug="x", kind="dsa", sections={"Hidden tests": fence})
    return SimpleNamespace(parsed=entry), json.dumps({"tests": [PASSED | more]})


def test_drafts_that_meet_at_sign_in_keep_all_submissions_and_the_most_hints(guest, member):
    question = make_code_question()
    mine, theirs = make_submission(guest, question), make_submission(member, question)
    Attempt.objects.filter(pk=mine.attempt_id).update(hints_taken=2)
    merge(guest=guest, member=member)
    kept = member.attempts.get()
    assert set(member.submissions.all()) == {mine, theirs} and kept.hints_taken == 2
    assert {each.attempt_id for each in member.submissions.all()} == {kept.pk}


def test_fault_and_scratch_pad_save_themselves_and_have_a_history(guest, guest_client):
    question = make_code_question(topic="find-the-bug")
    form = {"key": new_id(), "body": "empty list", "mode": "interview"}
    address = f"/questions/{question.slug}/scratch/"
    assert guest_client.post(address, form, headers={"X-Autosave": "1"}).status_code == 200
    draft = guest.attempts.get()
    assert draft.mode == "interview" and draft.texts.get(part=SCRATCH).body == "empty list"
    finish(attempt=draft, seconds=60, now=NOW)
    form = {"key": new_id(), "body": "It broadcasts."}
    assert guest_client.post(f"/attempts/{draft.pk}/fault/", form).status_code == 302
    text = draft.texts.get(part=FAULT)
    assert guest_client.get(f"/texts/{text.pk}/").status_code == 200
    assert "It broadcasts." in guest_client.get(f"/attempts/{draft.pk}/").text
