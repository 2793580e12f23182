"""Showing a story or worksheet to someone: what a link shows, for how long, and to whom."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from interviewprep.accounts.models import Candidate
from interviewprep.ids import new_id
from practice.models import Claim, Comment, Share
from practice.sharing import COMMENTS_AT_MOST, FullError
from tests.make import (
    NOW,
    make_comment,
    make_member,
    make_share,
    make_story,
    make_worksheet,
)


@pytest.fixture
def now(db):
    """The moment of the site's clock; no comment counts from a test before."""
    cache.clear()
    return timezone.now()


@pytest.fixture
def story(guest):
    """A story that somebody might be shown."""
    return make_story(guest, title="The slow ranker", situation="It was <i>slow</i>.", task="Mine.")


@pytest.fixture
def reader(db):
    """The browser of somebody without an account."""
    return Client()


def said(reader, share, **more):
    """A comment sent by the page of a link."""
    sent = {"key": new_id(), "part": "task", "name": "Ada", "body": "Why?"} | more
    return reader.post(f"{share.get_absolute_url()}comment/", sent)


def unsay(candidate, words: str, worksheet=None) -> None:
    """Mark words as not to be said."""
    Claim.objects.create(
        candidate=candidate, words=words, worksheet=worksheet, stand="unsaid", noted_at=NOW
    )


def test_a_link_is_made_for_as_many_days_as_one_says(guest, guest_client, story, now):
    page = guest_client.post(f"/stories/{story.pk}/share/", {"days": "30"}, follow=True).text
    share = Share.objects.get()
    assert now + timedelta(days=30) <= share.ends_at < now + timedelta(days=30, minutes=5)
    assert f'value="http://testserver/shared/{share.token}/"' in page and len(share.token) >= 43
    worksheet = make_worksheet(guest)
    guest_client.post(f"/deep-dives/{worksheet.pk}/share/", {"days": "1"})
    assert worksheet.shares.get().token != share.token


@pytest.mark.parametrize("days", ["0", "61", "", "seven"])
def test_a_link_is_open_for_one_to_sixty_days(guest_client, story, days):
    assert guest_client.post(f"/stories/{story.pk}/share/", {"days": days}).status_code == 422
    assert not Share.objects.exists()


def test_a_reader_sees_the_parts_escaped_and_nothing_else_of_the_candidate(reader, now):
    member = make_member("secret@example.org")
    story = make_story(member, title="The slow ranker", task="Mine <b>alone</b>.", result="")
    make_story(member, task="another secret")
    share = make_share(story, now=now)
    make_comment(share, body="a secret comment")
    page = reader.get(share.get_absolute_url()).text
    assert "The slow ranker" in page and "Mine &lt;b&gt;alone&lt;/b&gt;." in page
    assert "Result" not in page and "secret" not in page
    assert "<nav" not in page and "/texts/" not in page and "/stories/" not in page
    own = Client()
    own.force_login(member)
    assert "secret" not in own.get(share.get_absolute_url()).text


def test_an_earlier_version_is_not_shown(guest, reader, story, now):
    text = story.texts.get(part="task")
    text.take(key=new_id(), body="The words of now.", now=now)
    page = reader.get(make_share(story, now=now).get_absolute_url()).text
    assert "The words of now." in page and "Mine." not in page


def test_what_is_not_to_be_said_is_left_out_wherever_it_stands(guest, reader, now):
    worksheet = make_worksheet(guest, name="Acme search", summary="At ACME.", framing="40 ms, 50")
    unsay(guest, "acme")
    unsay(guest, "40ms", make_worksheet(guest))
    unsay(make_member(), "50")
    Claim.objects.create(candidate=guest, words="search", stand="shaky", noted_at=NOW)
    page = reader.get(make_share(worksheet, now=now).get_absolute_url()).text
    assert "acme" not in page.lower() and "[left out] search" in page
    assert "At [left out]." in page and "[left out], 50" in page


def test_a_worksheet_shows_the_parts_of_its_kind(guest, reader, now):
    worksheet = make_worksheet(guest, framing="Of a project.", claim="Of a paper.", diagram="a->b")
    address = make_share(worksheet, now=now).get_absolute_url()
    page = reader.get(address).text
    assert "Of a project." in page and "a-&gt;b" in page and "Of a paper." not in page
    worksheet.be("paper")
    page = reader.get(address).text
    assert "Of a paper." in page and "Of a project." not in page


def test_a_link_that_shows_nothing_any_more_is_as_one_that_never_was(guest, reader, story, now):
    stopped, ended = make_share(story, now=now), make_share(story, now=now - timedelta(days=8))
    deleted = make_share(make_story(guest, task="Mine."), now=now)
    addresses = [each.get_absolute_url() for each in (stopped, ended, deleted)]
    assert [reader.get(address).status_code for address in addresses] == [200, 404, 200]
    stopped.stop(now)
    deleted.story.delete_softly(now)
    answers = [reader.get(address) for address in [*addresses, "/shared/never-was/"]]
    assert {answer.status_code for answer in answers} == {404}
    assert len({(answer.content, tuple(answer.headers.items())) for answer in answers}) == 1
    for share in (stopped, ended, deleted):
        assert said(reader, share).status_code == 404
    assert not Comment.objects.exists()


@pytest.mark.parametrize("kind", ["open", "never was"])
def test_a_link_is_kept_from_search_engines_caches_and_other_sites(reader, story, now, kind):
    address = make_share(story, now=now).get_absolute_url() if kind == "open" else "/shared/x/"
    response = reader.get(address)
    assert response.headers["X-Robots-Tag"] == "noindex, nofollow, noarchive"
    assert response.headers["Referrer-Policy"] == "no-referrer"
    assert response.headers["Cache-Control"] == "private, no-store"
    if kind == "open":
        assert '<meta name="robots" content="noindex, nofollow, noarchive">' in response.text


def test_a_reader_becomes_nobody_here(guest, reader, story, now):
    share = make_share(story, now=now)
    people = Candidate.objects.count()
    reader.get(share.get_absolute_url())
    assert said(reader, share).status_code == 302
    reader.get("/shared/never-was/")
    assert Candidate.objects.count() == people
    assert set(reader.cookies) <= {"csrftoken"}


def test_reading_writes_nothing_and_takes_few_queries(reader, story, now):
    share = make_share(story, now=now)
    with CaptureQueriesContext(connection) as queries:
        reader.get(share.get_absolute_url())
    assert len(queries) == 3 and all(query["sql"].startswith("SELECT") for query in queries)


def test_a_comment_stands_beside_its_part_until_it_is_put_away(guest_client, reader, story, now):
    share = make_share(story, now=now)
    body = "Which <b>metric</b>?\r\nAnd why?"
    sent = said(reader, share, part="situation", body=body)
    assert sent.headers["Location"] == f"{share.get_absolute_url()}?sent=situation#part-situation"
    assert "Sent. It stands" in reader.get(sent.headers["Location"]).text
    page = guest_client.get(f"/stories/{story.pk}/").text
    beside = page[page.index('id="comments-situation"') : page.index('id="text-task"')]
    assert "Which &lt;b&gt;metric&lt;/b&gt;?\nAnd why?" in beside and "Ada" in beside
    comment = Comment.objects.get()
    answer = guest_client.post(f"/comments/{comment.pk}/put-away/")
    assert answer.headers["Location"] == f"/stories/{story.pk}/#text-situation"
    assert "Which &lt;b&gt;" not in guest_client.get(f"/stories/{story.pk}/").text
    assert Comment.objects.get().put_away_at


def test_comments_of_a_stopped_link_stay_until_they_are_put_away(guest_client, guest, now):
    worksheet = make_worksheet(guest, framing="A ranking.")
    share = make_share(worksheet, now=now)
    make_comment(share, "framing", "Against what?", name="")
    guest_client.post(f"/shares/{share.pk}/stop/")
    page = guest_client.get(f"/deep-dives/{worksheet.pk}/").text
    assert "Against what?" in page and "A reader" in page and share.token not in page


def test_a_comment_sent_twice_stands_once_but_other_words_under_its_key_are_kept(
    reader, story, now
):
    share, key = make_share(story, now=now), new_id()
    for body in ("Why?", "Why?", "And how?"):
        assert said(reader, share, key=key, body=body).status_code == 302
    assert sorted(Comment.objects.values_list("body", flat=True)) == ["And how?", "Why?"]


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"body": "  "}, "Write what you want to say."),
        ({"body": "x" * 2_001}, "Longer than 2,000 characters"),
        ({"part": "result"}, "did not arrive whole"),
        ({"part": "title"}, "did not arrive whole"),
        ({"key": "no"}, "did not arrive whole"),
        ({"name": "x" * 81}, "The name is too long"),
    ],
)
def test_a_comment_that_does_not_fit_is_told_and_not_lost(reader, story, now, wrong, told):
    answer = said(reader, make_share(story, now=now), **{"body": "My words."} | wrong)
    assert answer.status_code == 422 and told in answer.text
    assert wrong.get("body", "").strip() in answer.text
    assert "My words." in answer.text or "body" in wrong or "part" in wrong
    assert not Comment.objects.exists()


def test_two_thousand_characters_fit_whatever_the_ends_of_lines(reader, story, now):
    body = ("x" * 99 + "\r\n") * 19 + "x" * 100
    assert said(reader, make_share(story, now=now), body=body).status_code == 302
    assert len(Comment.objects.get().body) == 2_000


def test_one_address_may_send_twenty_comments_an_hour(reader, story, now):
    share = make_share(story, now=now)
    codes = [said(reader, share, body=f"{n}").status_code for n in range(21)]
    assert codes == [302] * 20 + [429]
    refused = said(reader, share, body="These words")
    assert "Try again in an hour" in refused.text and "These words" in refused.text
    assert Comment.objects.count() == 20


def test_a_link_takes_two_hundred_comments(reader, story, now):
    share = make_share(story, now=now)
    known = [
        Comment(candidate=share.candidate, share=share, key=new_id(), part="task", body="x", at=NOW)
        for _ in range(COMMENTS_AT_MOST)
    ]
    Comment.objects.bulk_create(known[:-1])
    last = make_comment(share, body="the last")
    with pytest.raises(FullError):
        make_comment(share)
    assert make_comment(share, body="the last", key=last.key) == last
    refused = said(reader, share, body="These words")
    assert refused.status_code == 409 and "These words" in refused.text
    assert share.comments.count() == COMMENTS_AT_MOST


def test_a_comment_from_another_site_is_refused(story, now):
    strict = Client(enforce_csrf_checks=True)
    share = make_share(story, now=now)
    assert said(strict, share).status_code == 403
    strict.get(share.get_absolute_url())
    token = strict.cookies["csrftoken"].value
    assert said(strict, share, csrfmiddlewaretoken=token).status_code == 302


def test_comments_and_links_take_as_many_queries_however_many_there_are(guest, guest_client, now):
    holders = make_story(guest, task="Mine."), make_worksheet(guest, framing="Mine.")
    taken = []
    for _ in range(2):
        for holder, part in zip(holders, ("task", "framing"), strict=True):
            for _ in range(3):
                make_comment(make_share(holder, now=now), part)
        for holder in holders:
            with CaptureQueriesContext(connection) as queries:
                guest_client.get(holder.get_absolute_url())
            taken.append(len(queries))
    assert taken[:2] == taken[2:] and max(taken) <= 8


def test_links_and_comments_move_with_the_work_at_sign_in(guest, guest_client, story, reader, now):
    share = make_share(story, now=now)
    make_comment(share)
    member = make_member("ada@example.org")
    sent = {"login": "ada@example.org", "password": "a long enough secret"}
    assert guest_client.post("/account/login/", sent).status_code == 302
    share.refresh_from_db()
    assert share.candidate == member and share.comments.get().candidate == member
    assert reader.get(share.get_absolute_url()).status_code == 200
