"""A deep dive from its first word to the page beside a call: pressed on, practised, marked."""

import re

from playwright.sync_api import expect

from tests.browser.steps import answer, begin, saved, typed

WORDS = {
    "Project": "Answers for support",
    "In one line": "Support agents find the paragraph they need in one search.",
    "Business impact": "After the launch agents resolved tickets 35 % faster than before.",
}


def begun(page) -> str:
    """A worksheet made by clicking, with some words; its address."""
    begin(page, "/deep-dives/", "Begin a worksheet")
    for label, words in WORDS.items():
        typed(page, words, label)
        saved(page, label)
    return page.url


def test_a_project_is_pressed_on_as_it_is_written_and_the_question_practised(page):
    address = begun(page)
    asked = page.locator(".pressed > li").filter(has_text="35 % faster")
    expect(asked).to_have_count(1)
    asked.get_by_role("button", name="Practise this question").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("35 % faster")
    answer(page, "Against the same weeks of the holdout team, over six weeks.")
    page.goto(address)
    asked = page.locator(".pressed > li").filter(has_text="35 % faster")
    asked.get_by_role("link", name=re.compile("Practised: last answer 24 Nov")).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("35 % faster")


def test_the_kind_of_project_changes_what_a_strong_reply_holds_and_keeps_the_last_words(page):
    begun(page)
    typed(page, " Three teams took part.", "Business impact")
    page.get_by_label("Kind of project").select_option("Forecasting")
    page.get_by_role("button", name="Use this kind").click()
    expect(page.get_by_label("Business impact")).to_have_value(re.compile("Three teams"))
    page.get_by_text("What a strong reply holds: Data pipeline").click()
    expect(page.get_by_text("censored by stock-outs")).to_be_visible()


def test_looking_again_needs_no_script(plain):
    begin(plain, "/deep-dives/", "Begin a worksheet")
    box = plain.locator("[data-autosave-box]").filter(has=plain.get_by_label("Business impact"))
    box.get_by_role("textbox").fill(WORDS["Business impact"])
    box.get_by_role("button", name="Save").click()
    plain.get_by_role("link", name="Look again").click()
    expect(plain.locator(".pressed")).to_contain_text("35 % faster")
