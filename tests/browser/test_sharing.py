"""A story shown to somebody without an account, who comments on it, until the link is stopped."""

import re

from playwright.sync_api import expect

from interviewprep.accounts.models import Candidate
from practice.models import Share
from tests.browser.steps import begin, saved, typed
from tests.conftest import client_of
from tests.make import make_guest, make_share, make_worksheet

from .test_quality import TOO_WIDE, in_both_colours


def test_a_story_is_shown_commented_on_and_the_link_stopped(page, new_context, troubles):
    begin(page, "/stories/", "Write a story")
    typed(page, "The slow ranker", "Title")
    typed(page, "I had a quarter to get under 100 ms.", "Task")
    for label in ("Title", "Task"):
        saved(page, label)
    page.get_by_label("Days it is open").fill("3")
    page.get_by_role("button", name="Make a link").click()
    address = page.get_by_label(re.compile("Open until")).input_value()

    reader = new_context().new_page()
    reader.goto(address)
    expect(reader.get_by_role("heading", level=1)).to_have_text("The slow ranker")
    expect(reader.get_by_role("navigation")).to_have_count(0)
    task = reader.get_by_role("region", name="Task")
    expect(task).to_contain_text("under 100 ms")
    task.get_by_text("Comment on this").click()
    task.get_by_label("Your comment").fill("For whom?\nAnd who said so?")
    task.get_by_label("Your name").fill("Ada")
    task.get_by_role("button", name="Send the comment").click()
    expect(reader.get_by_role("status")).to_contain_text("Sent.")
    assert Candidate.objects.count() == 1

    page.reload()
    comments = page.get_by_role("list", name="Comments on Task")
    expect(comments).to_contain_text("And who said so?")
    expect(comments).to_contain_text("Ada")
    comments.get_by_role("button", name="Put away").click()
    expect(comments).to_have_count(0)
    page.get_by_role("button", name="Stop this link").click()
    expect(page.get_by_label(re.compile("Open until"))).to_have_count(0)

    troubles.forgive("status of 404")
    reader.goto(address)
    expect(reader.get_by_role("heading", level=1)).to_have_text("There is nothing here")


def test_a_reader_without_javascript_comments_too(plain, transactional_db, clock):
    worksheet = make_worksheet(make_guest(), framing="Agents searched for two minutes a ticket.")
    plain.goto(make_share(worksheet, now=clock.now()).get_absolute_url())
    plain.get_by_text("Comment on this").click()
    plain.get_by_label("Your comment").fill("How many agents?")
    plain.get_by_role("button", name="Send the comment").click()
    expect(plain.get_by_text("Sent.")).to_be_visible()
    assert Share.objects.get().comments.get().body == "How many agents?"


def test_what_a_reader_sees_and_what_one_sees_of_it_can_be_read_by_all(
    page, enter, transactional_db, clock
):
    guest = make_guest()
    worksheet = make_worksheet(guest, name="w" * 300, framing=f"{'wide' * 90} words")
    shared = make_share(worksheet, now=clock.now()).get_absolute_url()
    page.goto(shared)
    page.get_by_text("Comment on this").click()
    page.get_by_label("Your comment").fill("w" * 300)
    page.get_by_role("button", name="Send the comment").click()
    page.get_by_text("Comment on this").click()
    page.set_viewport_size({"width": 320, "height": 640})
    found = [*in_both_colours(page), page.evaluate(TOO_WIDE)]
    enter(page.context, client_of(guest))
    page.goto(worksheet.get_absolute_url())
    expect(page.get_by_role("list", name="Comments on Problem framing")).to_be_visible()
    found += [*in_both_colours(page), page.evaluate(TOO_WIDE)]
    assert not any(found), found
