"""The whole way in a browser that runs no scripts: every button is a form's, every link a page."""

import re
from datetime import timedelta

from playwright.sync_api import expect

from practice.models import Card
from tests.browser.steps import ANSWER, begin, body_of, sheet
from tests.make import NOW

QUESTION = "/questions/rag-over-company-documents/"


def save(page, label: str) -> None:
    """Press the Save button of a text."""
    form = page.locator("form").filter(has=sheet(page, label))
    form.get_by_role("button", name="Save", exact=True).click()


def test_a_question_is_found_answered_ticked_rated_and_reviewed(plain, clock):
    plain.goto("/questions/")
    plain.get_by_text("Filters", exact=True).dispatch_event("click")
    plain.get_by_label("LLM applications").check()
    plain.get_by_role("button", name="Apply the filters").click()
    expect(plain).to_have_url(re.compile("kind=llm"))
    expect(plain.get_by_label("LLM applications")).to_be_checked()
    plain.goto(QUESTION)
    expect(plain.get_by_role("timer")).to_be_hidden()
    sheet(plain).fill("A draft.")
    save(plain, "Your answer")
    expect(sheet(plain)).to_have_value("A draft.")
    assert body_of() == "A draft."
    sheet(plain).fill(ANSWER)
    plain.get_by_role("button", name="Check my answer").click()
    expect(plain.get_by_text(ANSWER)).to_be_visible()
    for each in plain.get_by_label("Not", exact=True).all():
        each.check()
    plain.get_by_role("button", name="Add it up").click()
    expect(plain.get_by_role("heading", name="0 of 100", exact=True)).to_be_visible()
    sheet(plain, "Your reply").fill("By the groups of the reader.")
    save(plain, "Your reply")
    expect(sheet(plain, "Your reply")).to_have_value("By the groups of the reader.")
    plain.get_by_role("button", name="Hard").click()
    expect(plain.get_by_role("heading", name=re.compile("Comes back"))).to_be_visible()

    clock.move_to(Card.objects.get(point="").due_at)
    plain.goto("/review/")
    for _ in Card.objects.all():  # the answer, and each point that was missed
        plain.get_by_text("Show the answer").click()
        plain.get_by_role("button", name=re.compile("^Good")).click()
    expect(plain.get_by_role("heading", name="Nothing is due")).to_be_visible()
    plain.get_by_role("button", name="Undo “").click()
    expect(plain.get_by_text("1 due")).to_be_visible()


def test_an_answer_is_said_aloud_without_a_clock(plain):
    plain.goto(QUESTION)
    plain.get_by_role("link", name="Say it aloud instead").click()
    plain.get_by_role("button", name="I have said it").click()
    expect(plain.get_by_role("heading", name="You said it aloud")).to_be_visible()


def test_checking_an_empty_sheet_says_what_to_do(plain, troubles):
    troubles.forgive("status of 422")
    plain.goto(QUESTION)
    plain.get_by_role("button", name="Check my answer").click()
    expect(plain.get_by_text("Nothing to check yet.")).to_be_visible()


def test_a_story_is_written_in_two_tabs_and_merged_on_a_page(plain, troubles):
    troubles.forgive("status of 409")
    begin(plain, "/stories/", "Write a story")
    other = plain.context.new_page()
    other.goto(plain.url)
    sheet(plain, "Situation").fill("From the first tab.")
    save(plain, "Situation")
    expect(sheet(plain, "Situation")).to_have_value("From the first tab.")
    sheet(other, "Situation").fill("From the second tab.")
    save(other, "Situation")
    expect(other.get_by_role("group", name="Saved elsewhere")).to_have_text("From the first tab.")
    other.get_by_role("textbox", name="What to keep").fill("From both tabs.")
    other.get_by_role("button", name="Keep this text").click()
    expect(sheet(other, "Situation")).to_have_value("From both tabs.")
    other.get_by_label("A trade-off").check()
    other.get_by_role("button", name="Keep these").click()
    expect(other.get_by_label("A trade-off")).to_be_checked()
    other.get_by_role("button", name="Delete this story").click()
    other.get_by_role("button", name="Undo").click()
    expect(sheet(other, "Situation")).to_have_value("From both tabs.")


def test_a_worksheet_is_filled(plain):
    begin(plain, "/deep-dives/", "Begin a worksheet")
    sheet(plain, "Problem framing").fill("Agents searched for two minutes a ticket.")
    save(plain, "Problem framing")
    expect(plain.get_by_role("heading", name="1 of 11 written")).to_be_visible()


def test_a_plan_is_made_ticked_and_a_task_moved(plain):
    plain.goto("/plan/")
    plain.get_by_label("Date of the interview").fill((NOW + timedelta(days=10)).date().isoformat())
    plain.get_by_role("button", name="Plan my days").click()
    plain.goto("/")
    tick = plain.locator(".tasks .tick").first
    tick.click()
    expect(tick).to_have_attribute("aria-pressed", "true")
    tick.click()
    expect(tick).to_have_attribute("aria-pressed", "false")
    plain.goto("/plan/")
    today = plain.locator(f"#day-{NOW.date()}")
    count = today.locator(".tasks > li").count()
    today.locator(".move summary").first.click()
    day = (NOW + timedelta(days=2)).date().isoformat()
    today.get_by_role("combobox").first.select_option(day)
    today.get_by_role("button", name="Move it there").first.click()
    expect(today.locator(".tasks > li")).to_have_count(count - 1)


def test_the_menu_opens_on_a_phone(new_context):
    page = new_context(java_script_enabled=False, viewport={"width": 390, "height": 844}).new_page()
    page.goto("/")
    expect(page.get_by_role("link", name="Stories")).to_be_hidden()
    page.get_by_text("Menu", exact=True).click()
    page.get_by_role("link", name="Stories").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Stories")
