"""Today's session, by clicking: begun, left for a question, gone on with, a break, by keyboard."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from tests.browser.steps import answer
from tests.make import NOW

AT = "/plan/session/"


@pytest.fixture
def planned(page):
    """Today's page of somebody who planned ten days of an hour for an LLM post."""
    page.goto("/plan/")
    day = (NOW.date() + timedelta(days=10)).isoformat()
    page.get_by_label("Date of the interview").fill(day)
    page.get_by_label("LLM products").check()
    page.get_by_role("button", name="Plan my days").click()
    page.goto("/")
    return page


def step(page):
    """The present step."""
    return page.locator("#now")


def test_a_session_is_walked_through_left_and_gone_on_with(planned, clock):
    page = planned
    page.get_by_role("link", name="Start today’s session").click()
    page.get_by_role("button", name="Start", exact=True).click()
    first = step(page).inner_text()
    assert first.startswith("Answer three questions")
    page.goto("/questions/good-offline-bad-online/")
    answer(page)
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Session").click()
    expect(page.locator(".session-step")).to_contain_text("1 of 3 answered")
    page.get_by_role("button", name="Put it off").click()
    expect(step(page)).not_to_have_text(first)
    page.get_by_role("button", name=re.compile("^Take it back")).click()
    expect(step(page)).to_have_text(first)
    clock.move(minutes=51)
    page.reload()
    expect(page.get_by_text("Ten minutes off?")).to_be_visible()
    page.get_by_role("button", name="Take ten minutes").click()
    expect(page.get_by_role("heading", name="A break until")).to_be_visible()
    clock.move(minutes=11)
    page.reload()
    page.get_by_role("button", name="Done", exact=True).click()
    expect(page).to_have_url(re.compile(f"{AT}$"))
    expect(step(page)).not_to_have_text(first)


def test_it_goes_by_keyboard_alone(planned):
    page = planned
    page.goto(AT)
    page.get_by_role("button", name="Start", exact=True).focus()
    page.keyboard.press("Enter")
    first = step(page).inner_text()
    page.get_by_role("button", name="Put it off").focus()
    page.keyboard.press("Space")
    expect(step(page)).not_to_have_text(first)


def test_it_needs_no_scripts(browser, base_url):
    context = browser.new_context(java_script_enabled=False, base_url=base_url)
    page = context.new_page()
    page.goto("/plan/")
    page.get_by_label("Minutes a day").fill("60")
    page.get_by_role("button", name="Plan my days").click()
    page.goto(AT)
    page.get_by_role("button", name="Start", exact=True).click()
    first = step(page).inner_text()
    page.get_by_role("button", name="Done", exact=True).click()
    expect(step(page)).not_to_have_text(first)
    context.close()
