"""A newcomer without an account, on a phone: answers a question and meets it again."""

import re
import time

import pytest
from playwright.sync_api import expect

from interviewprep.accounts.models import Candidate
from practice.models import Attempt, Card, Mark, Text
from tests.browser.steps import ANSWER, answer, eventually, saved, sheet, tick_all, typed


def test_a_question_is_answered_within_a_minute_and_comes_back_when_it_is_due(phone, clock):
    began = time.monotonic()
    phone.goto("/")
    phone.get_by_role("link", name="LLM products").tap()
    title = phone.get_by_role("heading", level=1).inner_text()
    answer(phone)
    expect(phone.get_by_text(ANSWER)).to_be_visible()
    phone.get_by_label("Said it", exact=True).first.check()
    expect(phone.get_by_role("heading", name=re.compile(r"\d+ of 100 so far"))).to_be_visible()
    tick_all(phone)
    expect(phone.get_by_role("heading", name="100 of 100", exact=True)).to_be_visible()
    phone.get_by_role("button", name="Good").tap()
    expect(phone.get_by_role("heading", name=re.compile("Comes back"))).to_be_visible()
    assert time.monotonic() - began < 60

    phone.goto("/review/")
    expect(phone.get_by_role("heading", name="Nothing is due")).to_be_visible()
    clock.move_to(Card.objects.get().due_at)
    phone.reload()
    expect(phone.get_by_role("heading", name=title)).to_be_visible()
    expect(phone.get_by_role("button", name="Good")).to_be_hidden()
    phone.get_by_text("Show the answer").tap()
    phone.get_by_role("button", name="Good").tap()
    expect(phone.get_by_role("heading", name="Nothing is due")).to_be_visible()
    assert Candidate.objects.count() == 1


@pytest.mark.parametrize("leaning", ["LLM products", "Applied ML", "Research"])
def test_each_leaning_opens_a_question_to_answer_at_once(page, leaning):
    page.goto("/")
    page.get_by_role("link", name=leaning).click()
    expect(page).to_have_url(re.compile(r"/questions/[a-z0-9-]+/$"))
    expect(sheet(page)).to_be_editable()


def test_looking_around_writes_nothing(page):
    for place in ("/", "/questions/", "/review/", "/stories/", "/plan/", "/account/"):
        page.goto(place)
    page.goto("/questions/rag-over-company-documents/")
    assert not Candidate.objects.exists()


def test_the_first_write_tells_the_time_zone(new_context):
    page = new_context(timezone_id="Asia/Tokyo").new_page()
    page.goto("/questions/rag-over-company-documents/")
    typed(page, ANSWER)
    saved(page)
    assert Candidate.objects.get().aim.time_zone == "Asia/Tokyo"


def test_an_answer_said_aloud_is_ticked_from_memory_and_counts_like_a_written_one(page):
    page.goto("/questions/rag-over-company-documents/")
    page.get_by_role("link", name="Say it aloud instead").click()
    expect(page.get_by_role("timer")).to_have_text(re.compile(r"0:0[1-9]"))
    page.get_by_role("button", name="I have said it").click()
    tick_all(page, "Partly")
    expect(page.get_by_role("heading", name="50 of 100", exact=True)).to_be_visible()
    attempt = Attempt.objects.get()
    assert attempt.mode == "spoken"
    assert attempt.seconds >= 1


def test_the_follow_up_is_about_what_was_missed_and_its_reply_is_kept(page):
    page.goto("/questions/rag-over-company-documents/")
    answer(page)
    page.get_by_label("Not", exact=True).first.check()
    expect(page.get_by_role("heading", name="They would now ask")).to_be_visible()
    typed(page, "By the groups of the reader.", "Your reply")
    saved(page, "Your reply")
    page.reload()
    reply = sheet(page, "Your reply")
    expect(reply).to_have_value("By the groups of the reader.")


def test_ticking_a_point_keeps_the_reply_that_is_being_typed(page):
    page.goto("/questions/rag-over-company-documents/")
    answer(page)
    page.get_by_label("Not", exact=True).first.check()
    typed(page, "By the groups", "Your reply")
    page.get_by_label("Said it", exact=True).nth(1).check()
    expect(page.get_by_role("heading", name=re.compile("so far"))).to_be_visible()
    expect(sheet(page, "Your reply")).to_have_value("By the groups")
    eventually(page, lambda: Text.objects.filter(body="By the groups").exists())
    expect(sheet(page, "Your reply")).to_have_value("By the groups")


def test_searching_and_filtering_stand_in_the_address_and_come_back_with_it(page):
    page.goto("/questions/")
    page.get_by_label("Search the questions").press_sequentially("transfomer")
    expect(page.get_by_role("status").filter(has_text="1 question")).to_be_visible()
    expect(page).to_have_url(re.compile("q=transfomer"))
    page.get_by_role("link", name="Clear all filters").click()
    page.get_by_label("Behavioural").check()
    expect(page.get_by_role("status").filter(has_text="4 questions")).to_be_visible()
    page.reload()
    expect(page.get_by_label("Behavioural")).to_be_checked()
    expect(page.locator("#found .list > li")).to_have_count(4)


def test_the_pause_stops_the_clock(page):
    page.goto("/questions/rag-over-company-documents/")
    typed(page, "So")
    expect(page.get_by_role("timer")).to_have_text("0:01")
    page.get_by_role("button", name="Pause").click()
    expect(page.get_by_role("button", name="Go on")).to_be_visible()
    expect(page.get_by_role("timer")).to_have_attribute("data-paused", "")


def test_ticking_on_while_a_tick_is_on_its_way_loses_none(page):
    page.goto("/questions/rag-over-company-documents/")
    answer(page)
    held = []
    page.route(re.compile("/marks/$"), lambda route: held.append(route), times=1)
    said = page.get_by_label("Said it", exact=True)
    said.nth(0).check()
    eventually(page, lambda: held)
    said.nth(1).check()
    said.nth(2).check()
    held[0].continue_()
    eventually(page, lambda: Mark.objects.filter(verdict="said").count() == 3)
    for place in range(3):
        expect(said.nth(place)).to_be_checked()
