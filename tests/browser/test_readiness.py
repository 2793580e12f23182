"""Readiness, by clicking: an answer moves it that was ticked and rated, not one only given."""

import re

from playwright.sync_api import expect

from tests.browser.steps import answer, tick_all

QUESTION = "/questions/transformers-over-rnns/"


def test_a_ticked_and_rated_answer_is_known_and_the_rest_stays_unknown(page):
    page.goto("/readiness/")
    expect(page.get_by_text("Nothing is tried yet")).to_be_visible()
    page.goto(QUESTION)
    answer(page, "Attention looks at all positions at once, so training runs in parallel.")
    attempt = page.url
    page.goto("/readiness/")
    expect(page.get_by_text("Nothing is tried yet")).to_be_visible()
    page.goto(attempt)
    tick_all(page)
    expect(page.get_by_text("100 of 100").first).to_be_visible()
    page.get_by_role("button", name=re.compile("^Good")).click()
    expect(page.get_by_role("link", name="next new question")).to_be_visible()
    page.goto("/readiness/")
    expect(page.get_by_text(re.compile("you would say at least"))).to_be_visible()
    depth = page.locator("li").filter(has_text="Depth of understanding")
    expect(depth).to_contain_text("tried, of that you would say 100 %")
    page.locator("#working > summary").press("Enter")
    expect(page.get_by_role("heading", name="One question of it")).to_be_visible()
    expect(page.locator("#working")).to_contain_text("known of")
