"""What holds on every page: headers, failures that say what to do, and the cost in queries."""

import re
from types import SimpleNamespace

import psycopg_pool
import pytest
from django.db import OperationalError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from interviewprep import responses
from tests.make import (
    make_attempt,
    make_note,
    make_own_question,
    make_pitch,
    make_question,
    make_review,
    make_story,
    make_take,
    make_worksheet,
)
from tests.plans.make import (
    make_check,
    make_debriefed,
    make_feed,
    make_interview,
    make_round,
    make_to_ask,
    plan_days,
)

PITCH = "/pitches/about-me/aloud/"
LISTS = (
    *("/plan/last-hours/", "/plan/week/", "/plan/diagnostic/"),
    *("/", "/questions/", "/review/", "/stories/", "/deep-dives/", "/plan/"),
    *("/pitches/", "/pitches/about-me/", "/pitches/salary/"),
    *("/stories/matrix/", "/claims/"),
    *("/readiness/", "/review/memory/"),
    *("/interviews/", "/sheet/", "/questions/?mine=1", "/questions/new/", "/guide/primers/"),
)


def failing_with(monkeypatch, error) -> Client:
    """A browser on a site whose health check fails so."""

    def fail(*args, **kwargs):
        raise error

    monkeypatch.setattr(responses, "connection", SimpleNamespace(cursor=fail))
    return Client(raise_request_exception=False)


@pytest.mark.parametrize("path", ["/", "/questions/", "/account/login/", "/nowhere/", "/healthz"])
def test_every_answer_carries_a_policy_without_unsafe(client, db, path):
    response = client.get(path)
    policy = response.headers["Content-Security-Policy"]
    assert "unsafe" not in policy and "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy and "form-action 'self'" in policy
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["X-Frame-Options"] == "DENY"
    assert response.headers["Referrer-Policy"] == "same-origin"


def test_pages_are_kept_out_of_caches_and_vary_by_what_htmx_asks(client, db):
    response = client.get("/questions/")
    assert response.headers["Cache-Control"] == "private, no-store"
    assert {"Cookie", "HX-Request", "HX-Target"} <= set(response.headers["Vary"].split(", "))


def test_a_site_behind_tls_says_so_and_binds_its_cookies(client, db, settings):
    settings.SECURE_HSTS_SECONDS, settings.HTTPS = 31_536_000, True
    response = client.get("/questions/", secure=True)
    assert "max-age=31536000" in response.headers["Strict-Transport-Security"]
    assert response.cookies["guest"]["secure"] and response.cookies["guest"]["httponly"]


def test_the_health_check_asks_the_database(client, db):
    with CaptureQueriesContext(connection) as queries:
        assert client.get("/healthz").content == b"ok\n"
    assert len(queries) == 1


@pytest.mark.parametrize(
    "error", [OperationalError("gone"), psycopg_pool.PoolTimeout("no connection")]
)
def test_without_a_database_the_site_says_to_come_back(monkeypatch, db, error):
    response = failing_with(monkeypatch, error).get("/healthz")
    assert response.status_code == 503 and response.headers["Retry-After"] == "5"
    assert "<h1" in response.content.decode()


def test_an_error_of_ours_is_a_500_that_needs_no_database(monkeypatch, db):
    response = failing_with(monkeypatch, ValueError("secret detail")).get("/healthz")
    assert response.status_code == 500
    page = response.content.decode()
    assert "<h1" in page and "secret detail" not in page


@pytest.mark.parametrize("status", [400, 403, 404, 409, 413, 422, 429, 500, 503])
def test_every_failure_has_a_page_with_a_heading_and_a_way_on(rf, status):
    response = responses.failure(rf.get("/"), status)
    page = response.content.decode()
    assert response.status_code == status
    assert page.count("<h1") == 1 and str(status) in page and "href=" in page
    assert len(re.findall(r"<title>(.+?)</title>", page)) == 1


def test_the_pages_of_failure_differ_in_what_they_say(rf):
    statuses = (400, 403, 404, 409, 413, 422, 429, 500, 503)
    pages = {responses.failure(rf.get("/"), status).content for status in statuses}
    headings = {re.search(rb"<h1[^>]*>(.*?)</h1>", page)[1] for page in pages}
    assert len(headings) == len(statuses)


def test_more_than_the_site_takes_is_413(client, db):
    assert client.post("/stories/", {"x": "y" * 1_100_000}).status_code == 413


def test_a_stranger_to_csrf_is_told_to_reload(db):
    response = Client(enforce_csrf_checks=True).post("/stories/")
    assert response.status_code == 403 and "reload" in response.content.decode().lower()


@pytest.mark.parametrize("path", LISTS)
def test_a_list_page_takes_as_many_queries_at_twice_the_rows(member, member_client, path):
    plan_days(member)
    make_pitch(member, long="I run search.")
    make_pitch(member, "salary", line="90k", floor="85k")
    taken = []
    for _ in range(2):
        for _ in range(6):
            question = make_question()
            make_attempt(member, question)
            make_review(member, question)
            make_note(member, question, "A note")
            own = make_own_question(member, notes="B")
            make_attempt(member, own)
            make_review(member, own)
            make_story(member, title="One", task="A")
            make_worksheet(member, name="One", framing="B")
            make_debriefed(make_round(make_interview(member)), question)
        with CaptureQueriesContext(connection) as queries:
            assert member_client.get(path).status_code == 200
        taken.append(len(queries))
    assert taken[0] == taken[1] <= 8


def test_the_pages_of_one_thing_take_at_most_8_queries(member, member_client):
    attempt = make_attempt(member, verdicts={"first": "not", "second": "said"})
    story, worksheet = make_story(member, task="A"), make_worksheet(member, framing="B")
    own = make_own_question(member, points="One\nTwo", notes="A")
    make_note(member, attempt.question, "A note")
    mine = make_attempt(member, own)
    for each in (attempt, attempt.question, story, worksheet, own, mine):
        with CaptureQueriesContext(connection) as queries:
            assert member_client.get(each.get_absolute_url()).status_code == 200
        assert len(queries) <= 8, each


@pytest.mark.parametrize("method", ["get", "post", "put", "delete", "patch"])
@pytest.mark.parametrize("path", ["/questions/%00/", "/stories/%ff/", "/%f0%28/", "/texts/1/"])
def test_odd_addresses_are_plain_refusals(client, db, method, path):
    assert getattr(client, method)(path).status_code in {400, 404, 405}


def test_a_monitor_that_asks_for_the_head_alone_is_answered(client, db):
    for path in ("/healthz", "/", "/questions/", "/stories/", "/account/"):
        assert client.head(path).status_code == 200, path


def test_a_method_that_a_page_does_not_take_has_a_page_that_says_so(client, db):
    response = client.get("/review/undo/")
    assert response.status_code == 405 and response.headers["Allow"] == "POST"
    assert "<h1" in response.content.decode()


@pytest.mark.parametrize("charset", ["utf-7", "unicode_escape", "base64", "no-such-thing"])
def test_a_form_in_a_charset_that_pages_never_send_is_refused(client, db, charset):
    content = f"multipart/form-data; boundary=x; charset={charset}"
    assert client.generic("POST", "/stories/", b"--x--", content).status_code == 400


def test_the_pages_of_an_interview_take_as_many_queries_at_twice_the_rows(member, member_client):
    interview, taken = make_interview(member, description="A posting"), []
    make_feed(member)
    each = make_round(interview)
    base = (interview.get_absolute_url(), each.get_absolute_url())
    pages = [f"{base[0]}{end}" for end in ("", "to-ask/", "carried-over/", "calendar.ics")]
    pages += [f"{base[1]}{end}" for end in ("", "print/", "debrief/", "debrief/?q=one", "edit/")]
    for _ in range(2):
        for number in range(4):
            make_round(interview)
            make_check(each)
            make_to_ask(interview, f"What did you stop in year {number}?")
            make_debriefed(each, make_question())
            story = make_story(member, title="One", task="A")
            worksheet = make_worksheet(member, name="One", framing="B")
            each.choose([*each.reread, story.pk, worksheet.pk])
        counted = {}
        for page in pages:
            with CaptureQueriesContext(connection) as queries:
                assert member_client.get(page).status_code == 200
            counted[page] = len(queries)
        taken.append(counted)
    assert taken[0] == taken[1] and max(taken[0].values()) <= 8, taken


def test_a_rehearsal_takes_as_many_queries_at_twice_the_takes(member, member_client):
    story, question = make_story(member, task="A"), make_question()
    pitch, taken = make_pitch(member, long="I build rankers."), []
    worksheet = make_worksheet(member, framing="B")
    for _ in range(2):
        taken.append({})
        for each, part in ((story, ""), (worksheet, ""), (question, ""), (pitch, "long")):
            takes = [make_take(member, each, part=part) for _ in range(3)]
            page = f"{each.get_absolute_url()}aloud/" if each is not pitch else PITCH
            chosen = "&".join(f"take={take.pk}" for take in takes)
            for address in (page, f"{page}?{chosen}"):
                with CaptureQueriesContext(connection) as queries:
                    assert member_client.get(address).status_code == 200
                taken[-1][page, len(address)] = len(queries)
    assert taken[0] == taken[1] and max(taken[0].values()) <= 8, taken
