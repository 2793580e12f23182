"""What a page called Saved is in the database, and what it did not is in the browser."""

import re
from datetime import datetime

import pytest
from playwright.sync_api import expect

from interviewprep.accounts.models import Candidate
from practice.models import Text, TextVersion
from tests.browser.steps import (
    ANSWER,
    answer,
    begin,
    body_of,
    eventually,
    saved,
    sheet,
    sign_in,
    status,
    typed,
)
from tests.make import make_member

QUESTION = "/questions/rag-over-company-documents/"
OTHER = "/questions/transformers-over-rnns/"
DRAFT = re.compile("/draft/$")


def drafts(page) -> list[str]:
    """What this browser keeps unsent."""
    return page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('draft:'))")


# A pause, and what is said of it ---------------------------------------------------------


def test_what_is_typed_is_committed_within_a_second_of_a_pause(page):
    page.clock.install(time=datetime(2026, 11, 24, 12))
    page.goto(QUESTION)
    page.clock.pause_at(datetime(2026, 11, 24, 13))
    typed(page, ANSWER)
    page.clock.run_for(500)
    assert not Text.objects.exists()
    page.clock.run_for(500)
    saved(page)
    assert body_of() == ANSWER
    assert drafts(page) == []


def test_saved_is_not_said_before_the_answer_is_there(page):
    held = []
    page.route(DRAFT, lambda route: held.append(route))
    page.goto(QUESTION)
    typed(page, ANSWER)
    expect(status(page)).to_have_text("Not saved yet")
    page.wait_for_event("request", predicate=lambda request: DRAFT.search(request.url))
    eventually(page, lambda: held)
    expect(status(page)).to_have_text("Not saved yet")
    assert drafts(page)
    held[0].continue_()
    saved(page)


def test_what_is_typed_while_a_save_is_under_way_is_saved_after_it(page):
    held = []
    page.route(DRAFT, lambda route: held.append(route), times=1)
    page.goto(QUESTION)
    typed(page, "First")
    eventually(page, lambda: held)
    typed(page, " and second")
    held[0].continue_()
    saved(page)
    assert body_of() == "First and second"
    assert page.evaluate("document.querySelector('[name=made_from]').value") == str(
        Text.objects.get().version
    )


def test_words_and_spoken_seconds_follow_the_typing(page):
    page.goto(QUESTION)
    typed(page, "one two three four five six seven")
    expect(page.locator("[data-autosave-meta]").first).to_have_text("7 words · 3 s")


def test_checking_at_once_after_typing_checks_the_newest_words(page):
    page.goto(QUESTION)
    typed(page, "Old words")
    saved(page)
    typed(page, ", and new ones")
    page.get_by_role("button", name="Check my answer").click()
    expect(page.get_by_text("Old words, and new ones")).to_be_visible()


# Two tabs --------------------------------------------------------------------------------


@pytest.fixture
def two_tabs(context):
    """One story, open in two tabs."""
    first = context.new_page()
    begin(first, "/stories/", "Write a story")
    second = context.new_page()
    second.goto(first.url)
    return first, second


def test_the_second_tab_meets_the_first_ones_words_and_merges(two_tabs, troubles):
    first, second = two_tabs
    troubles.forgive("409")
    typed(first, "From the first tab.", "Situation")
    saved(first, "Situation")
    typed(second, "From the second tab.", "Situation")
    merge = second.locator("[data-autosave-merge]")
    expect(merge).to_contain_text("From the first tab.")
    expect(merge).to_contain_text("From the second tab.")
    assert body_of("situation") == "From the first tab."
    merge.get_by_role("textbox").fill("From both tabs.")
    merge.get_by_role("button", name="Keep this text").click()
    expect(second.get_by_role("textbox", name="Situation")).to_have_value("From both tabs.")
    assert body_of("situation") == "From both tabs."
    eventually(second, lambda: drafts(second) == [])
    kept = set(TextVersion.objects.values_list("body", flat=True))
    assert kept >= {"From the first tab.", "From both tabs."}


def test_a_conflict_left_alone_overwrites_nothing_and_loses_nothing(two_tabs, troubles):
    first, second = two_tabs
    troubles.forgive("409")
    typed(first, "From the first tab.", "Situation")
    saved(first, "Situation")
    address, context = first.url, first.context
    first.close()
    typed(second, "From the second tab.", "Situation")
    expect(second.locator("[data-autosave-merge]")).to_be_visible()
    second.close()
    again = context.new_page()
    again.goto(address)
    expect(again.locator("[data-autosave-merge]")).to_contain_text("From the second tab.")
    assert body_of("situation") == "From the first tab."


def test_two_tabs_on_two_parts_never_conflict(two_tabs):
    first, second = two_tabs
    typed(first, "In one tab.", "Situation")
    typed(second, "In the other.", "Result")
    saved(first, "Situation")
    saved(second, "Result")
    assert (body_of("situation"), body_of("result")) == ("In one tab.", "In the other.")


# Before there was a guest ----------------------------------------------------------------


def test_two_tabs_opened_before_any_cookie_make_one_guest_and_lose_nothing(context):
    first, second = context.new_page(), context.new_page()
    first.goto(QUESTION)
    context.clear_cookies()
    second.goto(OTHER)
    typed(first, "Of documents.")
    typed(second, "Of attention.")
    saved(first)
    saved(second)
    guest = Candidate.objects.get()
    assert set(guest.texts.values_list("body", flat=True)) == {"Of documents.", "Of attention."}


def test_two_fresh_tabs_on_one_question_share_its_draft_and_merge(context, troubles):
    troubles.forgive("409")
    first, second = context.new_page(), context.new_page()
    first.goto(QUESTION)
    context.clear_cookies()
    second.goto(QUESTION)
    typed(first, "In the first.")
    saved(first)
    typed(second, "In the second.")
    expect(second.locator("[data-autosave-merge]")).to_contain_text("In the first.")
    assert Candidate.objects.count() == 1
    assert body_of() == "In the first."


def test_a_page_opened_before_the_guest_existed_still_saves(context):
    early, late = context.new_page(), context.new_page()
    early.goto(QUESTION)
    late.goto(OTHER)
    answer(late)
    typed(early, "Still here.")
    saved(early)
    guest = Candidate.objects.get()
    assert guest.texts.filter(body="Still here.").exists()


def test_a_page_opened_before_signing_in_still_saves_to_the_account(context):
    member = make_member()
    early, late = context.new_page(), context.new_page()
    early.goto(QUESTION)
    sign_in(late, member.email)
    typed(early, "Still here.")
    saved(early)
    assert member.texts.get().body == "Still here."


# Without a line --------------------------------------------------------------------------


def test_what_is_typed_without_a_line_is_kept_and_sent_when_it_is_back(page, troubles):
    troubles.forgive("ERR_INTERNET_DISCONNECTED")
    page.goto(QUESTION)
    page.context.set_offline(True)
    typed(page, ANSWER)
    expect(status(page)).to_have_text("No line. Kept in this browser, will be sent")
    typed(page, " And more.")
    assert not Text.objects.exists()
    page.context.set_offline(False)
    saved(page)
    assert body_of() == f"{ANSWER} And more."
    assert drafts(page) == []


def test_a_tab_closed_without_a_line_is_sent_from_the_next_page(context, troubles):
    troubles.forgive("ERR_INTERNET_DISCONNECTED")
    page = context.new_page()
    page.goto(QUESTION)
    context.set_offline(True)
    typed(page, ANSWER)
    page.close()
    context.set_offline(False)
    another = context.new_page()
    another.goto("/guide/")
    eventually(another, lambda: Text.objects.filter(body=ANSWER).exists())
    eventually(another, lambda: drafts(another) == [])


def test_a_tab_closed_at_once_after_typing_loses_nothing(context):
    page = context.new_page()
    page.goto(QUESTION)
    typed(page, ANSWER)
    page.close()
    another = context.new_page()
    another.goto(QUESTION)
    expect(sheet(another)).to_have_value(ANSWER)
    eventually(another, lambda: Text.objects.filter(body=ANSWER).exists())


def test_leaving_by_a_link_at_once_after_typing_loses_nothing(page):
    page.goto(QUESTION)
    typed(page, ANSWER)
    page.get_by_role("link", name="Stories").click()
    eventually(page, lambda: Text.objects.filter(body=ANSWER).exists())
    page.go_back()
    expect(sheet(page)).to_have_value(ANSWER)


# When the answer does not come -----------------------------------------------------------


def test_a_reply_that_was_lost_after_the_commit_is_not_applied_twice(page, troubles):
    troubles.forgive("ERR_FAILED")
    sent = []

    def lose(route):
        sent.append(route.request.post_data)
        route.fetch()
        route.abort()

    page.route(DRAFT, lose, times=1)
    page.goto(QUESTION)
    typed(page, ANSWER)
    expect(status(page)).to_have_text(re.compile("^No line"))
    assert body_of() == ANSWER
    saved(page)
    assert len(sent) == 1
    assert TextVersion.objects.count() == 1


def test_typing_on_after_a_lost_reply_is_no_conflict(page, troubles):
    troubles.forgive("ERR_FAILED")

    def lose(route):
        route.fetch()
        route.abort()

    page.route(DRAFT, lose, times=1)
    page.goto(QUESTION)
    typed(page, "First")
    expect(status(page)).to_have_text(re.compile("^No line"))
    typed(page, " and second")
    saved(page)
    assert body_of() == "First and second"
    expect(page.locator("[data-autosave-merge]")).to_have_count(0)


@pytest.mark.parametrize("code", [500, 503])
def test_a_site_in_trouble_leaves_the_draft_in_the_browser_and_gets_it_later(page, troubles, code):
    troubles.forgive(f"status of {code}")
    page.route(DRAFT, lambda route: route.fulfill(status=code, body="<h1>No</h1>"))
    page.goto(QUESTION)
    typed(page, ANSWER)
    expect(status(page)).to_have_text("The site is away. Kept in this browser, will be sent")
    assert drafts(page)
    page.unroute(DRAFT)
    saved(page)
    assert body_of() == ANSWER
    assert drafts(page) == []


def test_a_page_whose_key_is_gone_keeps_the_text_until_it_is_reloaded(page, troubles):
    troubles.forgive("status of 403")
    page.goto(QUESTION)
    page.context.clear_cookies(name="csrftoken")
    typed(page, ANSWER)
    expect(status(page)).to_have_text(re.compile("This page is old: reload it"))
    page.reload()
    saved(page)
    expect(sheet(page)).to_have_value(ANSWER)
    assert body_of() == ANSWER
