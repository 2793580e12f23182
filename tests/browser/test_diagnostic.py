"""The ten-minute diagnostic, by clicking: written, aloud, not known, left and taken up again."""

import re

from playwright.sync_api import expect

from practice.models import Attempt, Text
from tests.browser.steps import saved, sheet
from tests.browser.test_quality import TOO_WIDE, in_both_colours

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


def test_words_typed_before_i_do_not_know_stay_a_draft_and_the_next_question_comes(page):
    begin(page)
    sheet(page).fill("Hm.")
    place(page)
    expect(page.get_by_text("Question 2 of 6")).to_be_visible()
    assert Text.objects.get().body == "Hm."
    sheet(page).fill("Hm again.")
    place(page, "I said it aloud")
    expect(page.get_by_text("Question 3 of 6")).to_be_visible()
    assert Attempt.objects.answered().count() == 2


def test_the_clock_runs_at_once_and_cuts_nothing_off(page):
    page.clock.install()
    begin(page)
    clock = page.get_by_role("timer")
    page.clock.run_for(89_000)
    expect(clock).to_have_text(re.compile("^1:(29|30)$"))
    expect(clock).not_to_have_attribute("data-over", "")
    page.clock.run_for(10_000)
    expect(clock).to_have_attribute("data-over", "")
    sheet(page).fill("Still here.")
    expect(page.get_by_role("button", name="Check it")).to_be_enabled()
    place(page, "I said it aloud")
    assert 95 <= Attempt.objects.answered().get().seconds <= 110


def test_an_empty_sheet_says_what_to_do(page, troubles):
    troubles.forgive("status of 422")
    begin(page)
    page.get_by_role("button", name="Check it").click()
    expect(page.get_by_text("Nothing is written yet.")).to_be_visible()
    assert not Attempt.objects.answered().exists()


def test_it_goes_by_the_keyboard_alone(page):
    begin(page)
    sheet(page).focus()
    page.keyboard.insert_text("A baseline.")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("heading", name="Which of these did you say?")).to_be_visible()
    page.get_by_label("Said it", exact=True).first.focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Go on").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Question 2 of 6")).to_be_visible()


def test_each_of_its_pages_is_sound_in_both_colours_and_at_every_width(page):
    found = {}

    def look(name):
        found[name] = in_both_colours(page)
        for width in (320, 1360):
            page.set_viewport_size({"width": width, "height": 800})
            found[name, width] = page.evaluate(TOO_WIDE)

    page.goto(AT)
    look("offered")
    begin(page)
    look("a probe")
    sheet(page).fill("I would begin with a baseline and look at the data first.")
    saved(page)
    page.get_by_role("button", name="Check it").click()
    look("its points")
    page.get_by_role("button", name="Go on").click()
    for number in range(2, 7):
        expect(page.get_by_text(f"Question {number} of 6")).to_be_visible()
        place(page)
    expect(page.get_by_role("heading", name="Where you stand, by six answers")).to_be_visible()
    look("the result")
    assert not {name: each for name, each in found.items() if each}


def test_it_needs_no_scripts(browser, base_url):
    context = browser.new_context(java_script_enabled=False, base_url=base_url)
    page = context.new_page()
    begin(page)
    sheet(page).fill("A baseline first.")
    place(page, "Check it")
    expect(page.get_by_text("Question 2 of 6")).to_be_visible()
    context.close()
