"""Interviews: made once, changed from a known version, researched, deleted and brought back."""

from datetime import timedelta
from urllib.parse import quote

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.utils import timezone

from interviewprep.accounts.merging import merge
from interviewprep.ids import new_id
from plans.models import Interview, Round
from practice.models import Notebook, Text
from tests.make import NOW, make_guest, make_member, make_question
from tests.plans.make import (
    make_debriefed,
    make_feed,
    make_interview,
    make_round,
    make_to_ask,
)


def form(**more) -> dict:
    """What the page sends."""
    usual = {"company": "Acme", "role": "ML engineer", "stands": "applied", "description": ""}
    return {"key": new_id(), **usual, **more}


def test_an_interview_is_made_once_however_often_the_form_is_sent(client, db):
    sent = form(description="# We seek")
    first, second = (client.post("/interviews/", sent) for _ in range(2))
    assert first.status_code == second.status_code == 302
    assert first.headers["Location"] == second.headers["Location"]
    page = client.get(first.headers["Location"]).content.decode()
    assert "ML engineer, Acme" in page and "<h3>We seek</h3>" in page
    assert Interview.objects.count() == Notebook.objects.count() == 1


def test_an_interview_without_a_company_is_refused_with_what_was_typed(client, db):
    response = client.post("/interviews/", form(company="", role="Researcher"))
    page = response.content.decode()
    assert response.status_code == 422 and 'value="Researcher"' in page and "required" in page
    assert not Interview.objects.exists()


def test_a_posting_is_shown_without_what_could_run(member, member_client):
    posting = '<script>alert(1)</script> [x](javascript:alert(1)) <b hx-get="/">b</b>'
    page = member_client.get(make_interview(member, description=posting).get_absolute_url())
    body = page.content.decode()
    assert "<script>alert" not in body and 'href="javascript' not in body and "<b hx" not in body


def test_a_posting_is_taken_from_a_text_file(member_client):
    file = SimpleUploadedFile("posting.md", "﻿Größe *zählt*".encode())
    made = member_client.post("/interviews/", form(upload=file))
    page = member_client.get(made.headers["Location"]).content.decode()
    assert "Größe <em>zählt</em>" in page


def test_a_file_that_is_no_text_is_refused_and_says_what_to_do(member_client):
    wrong = {
        "posting.pdf": (b"%PDF-1.7", "Paste the text instead"),
        "posting.txt": (b"\xff\xfe\x00\x01", "No text could be read"),
        "long.txt": (b"a" * 50_001, "Longer than 50,000"),
    }
    for name, (body, words) in wrong.items():
        sent = form(upload=SimpleUploadedFile(name, body))
        response = member_client.post("/interviews/", sent)
        assert response.status_code == 422 and words in response.content.decode(), name
    assert not Interview.objects.exists()


def test_a_posting_beyond_50_000_characters_is_refused(member_client):
    assert member_client.post("/interviews/", form(description="a" * 50_001)).status_code == 422


def test_a_change_from_an_older_version_shows_both_and_a_repeat_changes_nothing(
    member, member_client
):
    interview = make_interview(member)
    url = f"{interview.get_absolute_url()}edit/"
    mine = form(version=1, company="Acme Ltd")
    for _ in range(2):
        assert member_client.post(url, mine).status_code == 302
    interview.refresh_from_db()
    assert (interview.company, interview.version) == ("Acme Ltd", 2)
    response = member_client.post(url, form(version=1, company="Acme Inc"))
    page = response.content.decode()
    assert response.status_code == 409 and "Acme Ltd" in page and 'value="Acme Inc"' in page
    interview.refresh_from_db()
    assert interview.company == "Acme Ltd"
    assert 'name="version" value="2"' in page
    assert member_client.post(url, form(version=2, company="Acme Inc")).status_code == 302


def test_a_part_of_the_research_saves_itself_and_its_history_leads_back(member, member_client):
    interview = make_interview(member)
    url = f"{interview.get_absolute_url()}sources/"
    sent = {"body": "See https://example.org/a.", "key": new_id(), "made_from": ""}
    assert member_client.post(url, sent, headers={"X-Autosave": "1"}).status_code == 200
    page = member_client.get(interview.get_absolute_url()).content.decode()
    assert '<a href="https://example.org/a" rel="noopener noreferrer nofollow">' in page
    stale = member_client.post(url, {**sent, "key": new_id(), "body": "Other"})
    assert stale.status_code == 409 and f'action="{url}"' in stale.content.decode()
    history = member_client.get(f"/texts/{Text.objects.get().pk}/").content.decode()
    assert interview.get_absolute_url() in history
    assert member_client.post(f"{interview.get_absolute_url()}nothing/", sent).status_code == 404


def test_the_list_has_the_next_round_first_and_says_what_waits(member, member_client):
    for company, days in (("Later", 9), ("Sooner", 3), ("Past", -1)):
        make_round(make_interview(member, company=company), starts_at=NOW + timedelta(days=days))
    make_interview(member, company="Undated")
    make_round(make_interview(member, company="Over", stands="ended"))
    page = member_client.get("/interviews/").content.decode()
    order = ["Sooner", "Later", "Undated", "Past", "Over"]
    places = [page.index(f"ML engineer, {company}<") for company in order]
    assert places == sorted(places)
    assert page.count("Write down what was asked") == 1


def test_an_empty_list_says_what_to_do(client, db):
    page = client.get("/interviews/").content.decode()
    assert "Begin with the company" in page and "/interviews/new/" in page


def test_rounds_ahead_leave_out_past_deleted_and_ended_ones(member, stranger):
    interview = make_interview(member)
    near, far = (make_round(interview, starts_at=NOW + timedelta(days=n)) for n in (1, 5))
    make_round(interview, starts_at=NOW - timedelta(days=1))
    make_round(interview).delete_softly(NOW)
    make_round(make_interview(member, stands="ended"))
    gone = make_interview(member)
    make_round(gone)
    gone.delete_softly(NOW)
    make_round(make_interview(stranger))
    assert list(member.rounds.ahead(NOW)) == [near, far]


def test_a_deleted_interview_is_gone_and_comes_back_with_its_texts(member, member_client):
    interview = make_interview(member)
    each, url = make_round(interview), interview.get_absolute_url()
    sent = {"body": "PyTorch", "key": new_id(), "made_from": ""}
    member_client.post(f"{url}stack/", sent)
    text = Text.objects.get()
    member_client.post(f"{url}delete/")
    for path in (url, each.get_absolute_url(), f"/texts/{text.pk}/"):
        assert member_client.get(path).status_code == 404, path
    assert "Deleted this week" in member_client.get("/interviews/").content.decode()
    member_client.post(f"{url}restore/")
    assert "PyTorch" in member_client.get(url).content.decode()


def test_what_was_deleted_over_a_week_ago_is_purged_with_all_that_hangs_on_it(member, monkeypatch):
    interview = make_interview(member)
    make_debriefed(make_round(interview), make_question())
    make_to_ask(interview)
    interview.delete_softly(NOW)
    monkeypatch.setattr(timezone, "now", lambda: NOW + timedelta(days=8))
    call_command("purge", verbosity=0)
    assert not Interview.everything.exists() and not Round.everything.exists()
    assert not Notebook.everything.exists()


def test_a_guests_interviews_join_the_accounts_at_sign_in(db):
    guest, member = make_guest(), make_member()
    for person in (guest, member):
        interview = make_interview(person)
        make_debriefed(make_round(interview), make_question())
        make_to_ask(interview)
    kept, _ = make_feed(member), make_feed(guest)
    Interview.objects.filter(candidate=guest).update(key=member.interviews.get().key)
    merge(guest=guest, member=member)
    assert member.interviews.count() == member.rounds.count() == member.debriefeds.count() == 2
    assert member.proofs.count() == 2 and member.notebooks.count() == 2
    assert member.feeds.get() == kept


def test_a_guests_calendar_keeps_its_address_where_the_account_has_none(db):
    guest, member = make_guest(), make_member()
    token = make_feed(guest).token
    merge(guest=guest, member=member)
    assert member.feeds.get().token == token


ODD = ("\x00", "\ud800", "9" * 5_000, "x" * 60_000, "\u2028")


@pytest.mark.parametrize("odd", ODD, ids=["NUL", "surrogate", "digits", "long", "separator"])
def test_nothing_that_is_sent_breaks_a_page(member, member_client, odd):
    interview = make_interview(member)
    each = make_round(interview)
    row = make_debriefed(each, make_question())
    at, of = interview.get_absolute_url(), each.get_absolute_url()
    names = {
        "/interviews/": ("key", "company", "description", "stands"),
        f"{at}edit/": ("version", "role", "ended_why"),
        f"{at}new-round/": ("stage", "day", "time", "zone", "minutes", "place"),
        f"{at}to-ask/": ("key", "source", "text"),
        f"{of}edit/": ("version", "zone", "people"),
        f"{of}reread/": ("reread",),
        f"{of}checks/": ("key", "text"),
        f"{of}debrief/": ("question", "prompt", "kind", "note"),
        f"{of}debrief/outcome/": ("version", "outcome", "came_next"),
        f"/debriefed/{row.pk}/grade/": ("version", "grade", "note"),
        "/plan/calendar/": ("replaces",),
    }
    odd = odd.encode("utf-8", "surrogatepass")
    for path, fields in names.items():
        for field in fields:
            sent = {**form(), "grade": "gap", field: odd}
            if field in ("prompt", "question", "note"):
                sent.setdefault("prompt", "Why?")
            body = "&".join(
                f"{name}={quote(value if isinstance(value, bytes) else str(value))}"
                for name, value in sent.items()
            )
            kind = "application/x-www-form-urlencoded"
            assert member_client.post(path, body, content_type=kind).status_code < 500
    assert member_client.get(f"{of}debrief/?q={quote(odd)}").status_code == 200
    for path in ("/interviews/", at, of, f"{of}print/", f"{of}debrief/", f"{at}calendar.ics"):
        assert member_client.get(path).status_code == 200, path
