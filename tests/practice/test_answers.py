"""Answering a question, from the first word to the follow-up."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from django.db import connection

from interviewprep.accounts.models import Candidate
from interviewprep.ids import new_id
from practice.answers import finish, open_attempt, speak
from practice.models import Attempt, Deed
from practice.texts import StaleError, save_text
from tests.make import NOW, make_attempt, make_question

AUTO = {"X-Autosave": "1"}


def sent(body="An answer.", attempt=None, **more) -> dict:
    """What the sheet's form sends."""
    return {
        "body": body,
        "key": new_id(),
        "made_from": "",
        "attempt": attempt or new_id(),
        "seconds": "61",
        **more,
    }


def test_a_newcomer_saves_and_becomes_a_guest_with_the_draft_and_their_zone(client, db):
    question = make_question()
    client.get(question.get_absolute_url())
    assert not Candidate.objects.exists()
    told = {**AUTO, "X-Time-Zone": "Asia/Tokyo"}
    client.post(f"/questions/{question.slug}/draft/", sent("First words"), headers=told)
    guest = Candidate.objects.get()
    assert guest.is_guest and guest.aim.time_zone == "Asia/Tokyo"
    assert "First words" in client.get(question.get_absolute_url()).content.decode()


def test_two_fresh_tabs_make_one_guest_and_the_second_meets_the_first_text(client, db):
    question = make_question()
    client.get(question.get_absolute_url())
    url = f"/questions/{question.slug}/draft/"
    assert client.post(url, sent("tab one"), headers=AUTO).status_code == 200
    refused = client.post(url, sent("tab two"), headers=AUTO)
    assert refused.status_code == 409 and "tab one" in refused.content.decode()
    assert Candidate.objects.count() == Attempt.objects.count() == 1


def test_checking_an_answer_keeps_it_and_shows_its_points(guest_client, guest):
    question = make_question()
    response = guest_client.post(f"/questions/{question.slug}/check/", sent("My answer"))
    attempt = guest.attempts.get()
    assert response.headers["Location"] == f"/attempts/{attempt.pk}/"
    page = guest_client.get(response.headers["Location"]).content.decode()
    assert "My answer" in page and "The first claim." in page
    assert (attempt.seconds, attempt.mode) == (61, "written")


def test_an_empty_answer_is_not_checked(guest_client, guest):
    question = make_question()
    response = guest_client.post(f"/questions/{question.slug}/check/", sent("  \n"))
    assert response.status_code == 422
    assert not guest.attempts.answered().exists() and not Deed.objects.exists()


def test_a_check_sent_twice_is_one_answer(guest_client, guest):
    question, form = make_question(), sent()
    first = guest_client.post(f"/questions/{question.slug}/check/", form)
    again = guest_client.post(f"/questions/{question.slug}/check/", form)
    assert first.headers["Location"] == again.headers["Location"]
    assert guest.attempts.count() == guest.deeds.count() == 1


def test_a_tab_left_open_after_the_answer_starts_a_new_draft(guest_client, guest):
    question, form = make_question(), sent("given")
    guest_client.post(f"/questions/{question.slug}/check/", form)
    late = sent("typed in the other tab", attempt=form["attempt"], made_from=form["key"])
    url = f"/questions/{question.slug}/draft/"
    assert guest_client.post(url, late, headers=AUTO).status_code == 200
    assert guest.attempts.answered().get().texts.get().body == "given"
    assert guest.attempts.open().get().texts.get().body == "typed in the other tab"


def test_a_save_repeated_after_the_answer_was_given_is_recognised(guest_client, guest):
    question, form = make_question(), sent("given")
    guest_client.post(f"/questions/{question.slug}/check/", form)
    late = guest_client.post(f"/questions/{question.slug}/draft/", form, headers=AUTO)
    assert late.json()["version"] == str(form["key"])
    assert not guest.attempts.open().exists()


def test_an_answer_that_was_given_can_no_longer_be_changed(guest):
    attempt = make_attempt(guest, body="given")
    version = attempt.texts.get().version
    for made_from in (version, None):
        with pytest.raises(StaleError):
            save_text(
                holder=attempt,
                part="answer",
                key=new_id(),
                made_from=made_from,
                body="changed",
                now=NOW,
            )
    assert attempt.texts.get().body == "given"


def test_the_untouched_starter_of_a_code_question_is_no_answer(guest_client, guest):
    question = make_question(kind="ml-code")
    question.html["sections"].append(["Starter", "```python\ndef fit(X):\n    ...\n```"])
    question.save()
    page = guest_client.get(question.get_absolute_url()).content.decode()
    assert "def fit(X):" in page
    form = sent("def fit(X):\r\n    ...\r\n")
    assert guest_client.post(f"/questions/{question.slug}/check/", form).status_code == 422


def test_a_save_that_is_refused_leaves_no_empty_draft(guest_client, guest):
    url = f"/questions/{make_question().slug}/draft/"
    assert guest_client.post(url, sent("x" * 50_001), headers=AUTO).status_code == 413
    assert guest_client.post(url, {"body": "x"}, headers=AUTO).status_code == 422
    assert not guest.attempts.exists()


@pytest.mark.parametrize("seconds", ["9" * 5000, "-1", "1e3", "", "٣"])
def test_a_clock_that_says_nonsense_is_taken_for_none(guest_client, guest, seconds):
    form = sent("given", seconds=seconds)
    assert guest_client.post(f"/questions/{make_question().slug}/check/", form).status_code == 302
    assert guest.attempts.get().seconds == 0


@pytest.mark.django_db(transaction=True)
def test_ticks_made_at_once_are_all_kept(guest):
    attempt = make_attempt(guest)

    def tick(point):
        Attempt.objects.get(pk=attempt.pk).confirm({point: "said"})
        connection.close()

    for _ in range(5):
        attempt.marks.update(verdict="")
        with ThreadPoolExecutor(2) as tabs:
            list(tabs.map(tick, ["first", "second"]))
        assert set(attempt.marks.values_list("verdict", flat=True)) == {"said"}


@pytest.mark.django_db(transaction=True)
def test_checks_and_spoken_answers_sent_at_once_count_once(guest):
    question = make_question()
    draft = open_attempt(candidate=guest, question=question, pk=None, now=NOW)
    spoken = new_id()

    def give(_):
        finish(attempt=draft, seconds=60, now=NOW)
        speak(candidate=guest, question=question, pk=spoken, seconds=60, now=NOW)
        connection.close()

    with ThreadPoolExecutor(4) as tabs:
        list(tabs.map(give, range(4)))
    assert guest.attempts.answered().count() == guest.deeds.count() == 2


def test_an_answer_said_aloud_counts_like_a_written_one(guest_client, guest):
    question = make_question()
    form = {"attempt": new_id(), "seconds": "95"}
    response = guest_client.post(f"/questions/{question.slug}/aloud/", form)
    assert guest_client.get(response.headers["Location"]).status_code == 200
    attempt = guest.attempts.answered().get()
    assert (attempt.mode, attempt.seconds, attempt.marks.count()) == ("spoken", 95, 2)
    assert guest.deeds.get().what == "answered"
    again = guest_client.post(f"/questions/{question.slug}/aloud/", form)
    assert again.headers["Location"] == response.headers["Location"]


def test_ticks_add_up_by_weight_and_can_be_corrected(guest_client, guest):
    attempt = make_attempt(guest)
    url = f"/attempts/{attempt.pk}/marks/"
    guest_client.post(url, {"point-first": "said"})
    attempt.refresh_from_db()
    assert attempt.score is None
    guest_client.post(url, {"point-first": "said", "point-second": "partly"})
    attempt.refresh_from_db()
    assert attempt.score == 80
    guest_client.post(url, {"point-first": "not", "point-second": "partly"})
    attempt.refresh_from_db()
    assert attempt.score == 20


def test_htmx_gets_the_result_alone(guest_client, guest):
    attempt = make_attempt(guest)
    headers = {"HX-Request": "true", "HX-Target": "div#result"}
    response = guest_client.post(
        f"/attempts/{attempt.pk}/marks/", {"point-first": "said"}, headers=headers
    )
    page = response.content.decode().strip()
    assert page.startswith('<div id="result"') and "60 of 100 so far" in page


@pytest.mark.parametrize(
    ("verdicts", "asked"),
    [
        ({"first": "not", "second": "said"}, "And the first?"),
        ({"first": "said", "second": "said"}, "And now?"),
    ],
)
def test_the_follow_up_is_the_one_that_the_answer_asks_for(guest, guest_client, verdicts, asked):
    attempt = make_attempt(guest, verdicts=verdicts)
    assert asked in guest_client.get(f"/attempts/{attempt.pk}/").content.decode()


def test_a_reply_to_the_follow_up_is_kept_with_the_question_it_answers(guest, guest_client):
    attempt = make_attempt(guest, verdicts={"first": "not", "second": "said"})
    form = {"body": "The first.", "key": new_id(), "made_from": "", "follow_up": "press"}
    guest_client.post(f"/attempts/{attempt.pk}/follow-up/", form)
    attempt.confirm({"first": "said"})
    page = guest_client.get(f"/attempts/{attempt.pk}/").content.decode()
    assert "And the first?" in page and "The first." in page


def test_an_attempt_keeps_its_points_as_they_were_when_the_entry_changes(guest, guest_client):
    question = make_question()
    attempt = make_attempt(guest, question)
    question.entry["key_points"][0]["weight"] = 10
    question.html["points"]["first"] = "Rewritten."
    question.save()
    page = guest_client.get(f"/attempts/{attempt.pk}/").content.decode()
    assert "The first claim." in page and attempt.marks.get(point="first").weight == 60


def test_an_answer_counts_for_the_day_that_began_at_four(guest):
    late = NOW.replace(hour=3) + timedelta(days=1)
    assert make_attempt(guest, now=late).local_day == date(2026, 11, 24)
    assert make_attempt(guest, now=late.replace(hour=4)).local_day == date(2026, 11, 25)


def test_the_guide_opens_on_request_and_after_an_attempt(guest, guest_client):
    question = make_question()
    assert "First this." not in guest_client.get(question.get_absolute_url()).content.decode()
    asked = guest_client.get(question.get_absolute_url() + "?guide=1").content.decode()
    attempt = make_attempt(guest, question)
    after = guest_client.get(attempt.get_absolute_url()).content.decode()
    assert "First this." in asked and "First this." in after


def test_a_retired_question_stays_open_to_who_answered_it(guest, guest_client, stranger_client):
    question = make_question()
    attempt = make_attempt(guest, question)
    question.retired_at = NOW
    question.save()
    assert guest_client.get(attempt.get_absolute_url()).status_code == 200
    assert guest_client.get(question.get_absolute_url()).status_code == 200
    assert stranger_client.get(question.get_absolute_url()).status_code == 404
