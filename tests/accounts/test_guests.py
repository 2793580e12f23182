"""Guests: nothing written by looking, one row by writing, and the way to an account."""

import re

import pytest
from django.conf import settings
from django.core import mail
from django.test import Client

from interviewprep.accounts.merging import merge
from interviewprep.accounts.models import Candidate
from interviewprep.ids import new_id
from practice.models import Card
from practice.texts import save_text
from tests.make import (
    NOW,
    PASSWORD,
    make_attempt,
    make_guest,
    make_member,
    make_question,
    make_review,
    make_story,
    make_worksheet,
)

KEY = settings.GUEST_COOKIE_NAME


def write_story(client) -> str:
    """Begin a story; return its address."""
    return client.post("/stories/").headers["Location"]


def test_looking_around_writes_nothing_but_sets_the_key(client, db):
    for page in ("/questions/", "/stories/", "/review/", "/account/", "/deep-dives/"):
        assert client.get(page).status_code == 200
    assert KEY in client.cookies and not Candidate.objects.exists()


def test_the_key_is_signed(client, db):
    client.cookies[KEY] = f"{new_id().hex}:forged"
    write_story(client)
    assert Candidate.objects.get().pk.hex not in "forged"
    assert client.cookies[KEY].value.split(":")[0] == Candidate.objects.get().pk.hex


def test_becoming_a_guest_leaves_the_csrf_token_of_open_pages_valid(db):
    strict = Client(enforce_csrf_checks=True)
    page = strict.get("/stories/").content.decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)[1]
    assert strict.post("/stories/", {"csrfmiddlewaretoken": token}).status_code == 302
    assert strict.post("/stories/", {"csrfmiddlewaretoken": token}).status_code == 302
    assert Candidate.objects.count() == 1


def test_claiming_keeps_the_same_row_and_everything_on_it(client, db):
    story = write_story(client)
    guest = Candidate.objects.get()
    response = client.post("/account/claim/", {"email": "Ada@Example.org", "password": PASSWORD})
    assert response.status_code == 302
    member = Candidate.objects.get()
    assert (member.pk, member.email, member.is_guest) == (guest.pk, "ada@example.org", False)
    assert client.get(story).status_code == 200
    assert client.cookies[KEY].value == ""


def test_a_claimed_row_no_longer_opens_by_the_guests_key(client, db):
    story = write_story(client)
    key = client.cookies[KEY].value
    client.post("/account/claim/", {"email": "ada@example.org", "password": PASSWORD})
    thief = Client()
    thief.cookies[KEY] = key
    assert thief.get(story).status_code == 404
    write_story(thief)
    assert Candidate.objects.count() == 2


def test_a_member_whose_session_ended_while_typing_keeps_the_words_as_a_guest(member):
    browser, question = Client(), make_question()
    browser.force_login(member)
    browser.get("/questions/")
    browser.cookies.pop("sessionid")
    form = {"body": "Still typing.", "key": new_id(), "made_from": "", "attempt": new_id()}
    url = f"/questions/{question.slug}/draft/"
    assert browser.post(url, form, headers={"X-Autosave": "1"}).status_code == 200
    assert "Still typing." in browser.get(question.get_absolute_url()).content.decode()


def test_a_key_whose_row_was_claimed_elsewhere_is_replaced_by_one_that_works(client, db):
    write_story(client)
    key = client.cookies[KEY].value
    client.post("/account/claim/", {"email": "ada@example.org", "password": PASSWORD})
    lost = Client()
    lost.cookies[KEY] = key
    assert lost.get(write_story(lost)).status_code == 200


def test_a_guests_date_is_taken_over_and_nothing_else_of_their_aim(db):
    guest = make_guest(next_date="2026-12-03", time_zone="UTC", retention=0.9)
    member = make_member(time_zone="Europe/Berlin", retention=0.95)
    merge(guest=guest, member=member)
    aim = Candidate.objects.get(pk=member.pk).aim
    assert str(aim.next_date) == "2026-12-03"
    assert (aim.time_zone, aim.retention) == ("Europe/Berlin", 0.95)


def test_a_save_that_both_hold_does_not_stop_the_merge(member):
    guest, key = make_guest(), new_id()
    for person in (guest, member):
        story = make_story(person)
        save_text(holder=story, part="task", key=key, made_from=None, body=str(person.pk), now=NOW)
    merge(guest=guest, member=member)
    assert member.textversions.count() == 2 and member.stories.count() == 2


@pytest.mark.parametrize(
    ("email", "password"),
    [
        (f"{'a' * 60}@{'b' * 60}.{'c' * 60}.{'d' * 60}.{'e' * 60}.org", PASSWORD),
        ("not an address", PASSWORD),
        ("ada@example.org", "short"),
        ("taken@example.org", PASSWORD),
    ],
)
def test_a_claim_that_cannot_be_says_why_and_changes_nothing(client, db, email, password):
    make_member("taken@example.org")
    write_story(client)
    response = client.post("/account/claim/", {"email": email, "password": password})
    assert response.status_code == 422
    assert Candidate.objects.filter(claimed_at__isnull=True).count() == 1


def test_signing_in_elsewhere_finds_the_work_and_joins_the_guests(client, db):
    member = make_member("ada@example.org")
    kept = make_story(member)
    ours = write_story(client)
    form = {"login": "ada@example.org", "password": PASSWORD}
    assert client.post("/account/login/", form).headers["Location"] == "/"
    assert client.get(f"/stories/{kept.pk}/").status_code == 200
    assert client.get(ours).status_code == 200
    assert Candidate.objects.get() == member


def test_a_wrong_password_merges_nothing(client, db):
    make_member("ada@example.org")
    write_story(client)
    form = {"login": "ada@example.org", "password": "wrong"}
    assert client.post("/account/login/", form).status_code == 422
    assert Candidate.objects.count() == 2


def test_merging_loses_no_draft_no_card_and_no_answer(member):
    guest, question, other = make_guest(), make_question(), make_question()
    for person, words in ((member, "at home"), (guest, "on the train")):
        make_attempt(person, question)
        draft = make_attempt(person, other, body=words)
        draft.answered_at = None
        draft.save()
        make_review(person, question)
    make_story(guest)
    make_worksheet(guest)
    merge(guest=guest, member=member)
    assert not Candidate.objects.filter(pk=guest.pk).exists()
    assert member.attempts.filter(question=question).count() == 2
    body = member.attempts.open().get().texts.get(part="answer").body
    assert body == "at home\n\non the train"
    assert member.attempts.open().get().texts.get().versions.count() == 3
    assert Card.objects.get(question=question).reviews.count() == 2
    assert member.stories.count() == member.worksheets.count() == 1


def test_signing_out_shows_nothing_of_the_member(member, member_client):
    story = make_story(member)
    member_client.post("/account/logout/")
    assert member_client.get(f"/stories/{story.pk}/").status_code == 404


def test_a_password_is_reset_by_mail(client, member):
    client.post("/account/password/reset/", {"email": member.email})
    assert mail.outbox[0].subject == "A new password for Interviewprep"
    assert "example.com" not in mail.outbox[0].body and "Thank you" not in mail.outbox[0].body
    link = re.search(r"http://[^\s]+(/account/password/reset/key/\S+)", mail.outbox[0].body)[1]
    page = client.get(link, follow=True)
    fresh = {"password1": "another long secret", "password2": "another long secret"}
    client.post(page.redirect_chain[-1][0], fresh)
    member.refresh_from_db()
    assert member.check_password("another long secret")


def test_a_reset_for_an_unknown_address_looks_the_same(client, db):
    known = make_member("ada@example.org")
    pages = [
        client.post("/account/password/reset/", {"email": email}).headers["Location"]
        for email in (known.email, "nobody@example.org")
    ]
    assert pages[0] == pages[1]


def test_guessing_passwords_is_stopped_over_processes(client, db):
    make_member("ada@example.org")
    form = {"login": "ada@example.org", "password": "wrong"}
    for _ in range(5):
        client.post("/account/login/", form)
    refused = client.post("/account/login/", {**form, "password": PASSWORD})
    assert "_auth_user_id" not in client.session
    assert refused.status_code == 429 and "Wait five minutes" in refused.content.decode()


def test_the_time_zone_and_the_retention_can_be_changed(guest, guest_client):
    form = {"time_zone": "Europe/Oslo", "retention": "0.85"}
    assert guest_client.post("/account/settings/", form).status_code == 302
    guest.aim.refresh_from_db()
    assert (guest.aim.time_zone, guest.aim.retention) == ("Europe/Oslo", 0.85)
    wrong = {"time_zone": "Mars/Base", "retention": "2"}
    assert guest_client.post("/account/settings/", wrong).status_code == 422


@pytest.mark.parametrize(
    ("name", "known"), [("Europe/Berlin", True), ("Mars/Base", False), ("../etc/passwd", False)]
)
def test_a_time_zone_told_by_a_page_is_kept_if_there_is_one(client, db, name, known):
    client.post("/stories/", headers={"X-Time-Zone": name})
    assert Candidate.objects.get().aim.time_zone == (name if known else "UTC")
