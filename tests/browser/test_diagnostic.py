"""The ten-minute diagnostic, by clicking: written, aloud, not known, left and taken up again."""

from playwright.sync_api import expect

from practice.models import Attempt
from tests.browser.steps import saved, sheet

AT = "/plan/diagnostic/"


def begin(page):
    """From the start page to the first question."""
    page.goto("/")
    page.get_by_role("link", name="Ten minutes to see where I stand").click()
    page.get_by_label("LLM products").check()
    page.get_by_role("button", name="Begin").click()
    expect(page.get_by_text("Question 1 of 6")).to_be_visible()


def place(page, how: str = "I don’t know this one"):
    """Answer the present question; tick what there is to tick as said."""
    page.get_by_role("button", name=how).click()
    if how != "I don’t know this one":
        for each in page.get_by_label("Said it", exact=True).all():
            each.check()
        page.get_by_role("button", name="Go on").click()


def test_six_answers_place_one_and_the_words_are_never_lost(page):
    begin(page)
    sheet(page).fill("I would begin with a baseline.")
    saved(page)
    page.goto("/questions/")
    page.goto(AT)
    expect(sheet(page)).to_have_value("I would begin with a baseline.")
    place(page, "Check it")
    place(page, "I said it aloud")
    for number in range(3, 7):
        expect(page.get_by_text(f"Question {number} of 6")).to_be_visible()
        place(page)
    expect(page.get_by_role("heading", name="Where you stand, by six answers")).to_be_visible()
    assert Attempt.objects.filter(score=100).count() == 2
    page.get_by_role("link", name="Plan my days").click()
    page.get_by_label("Minutes a day").fill("60")
    page.get_by_role("button", name="Plan my days").click()
    expect(page.get_by_text("Counts more for you: your diagnostic heard").first).to_be_visible()


def test_it_needs_no_scripts(browser, base_url):
    context = browser.new_context(java_script_enabled=False, base_url=base_url)
    page = context.new_page()
    begin(page)
    sheet(page).fill("A baseline first.")
    place(page, "Check it")
    expect(page.get_by_text("Question 2 of 6")).to_be_visible()
    context.close()
