"""The opening and the money, by clicking: written, looked at, and the floor in its closed box."""

import re

from playwright.sync_api import expect

from practice.models import Pitch
from tests.browser.steps import body_of, saved, sheet, typed

LINE = "Between 80,000 and 95,000 euros gross."


def open_pitch(page, name: str) -> None:
    """From the stories to one of the four."""
    page.goto("/stories/")
    page.get_by_role("link", name="The opening and the money").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("The opening and the money")
    page.get_by_role("link", name=name).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(name)


def test_an_opening_is_looked_at_as_it_is_saved(page):
    open_pitch(page, "Tell me about yourself")
    look = page.locator("#look")
    typed(page, "I was born in Graz. It serves 40 shops.", "In 90 seconds")
    saved(page, "In 90 seconds")
    expect(look.get_by_text("It begins with your past.")).to_be_visible()
    expect(look.get_by_text("“I was born in Graz.”")).to_be_visible()
    expect(look.get_by_role("heading", name="For the 30 seconds")).to_be_visible()
    asked = []
    page.on("request", lambda request: asked.append(request.method))
    sheet(page, "In 90 seconds").fill("I run search for 40 shops. Shall I say how?")
    saved(page, "In 90 seconds")
    expect(look.get_by_text("Nothing here would make a listener stumble.")).to_be_visible()
    assert asked == ["POST", "GET"]
    page.reload()
    expect(sheet(page, "In 90 seconds")).to_have_value(re.compile("Shall I say how"))
    page.get_by_role("main").get_by_role("link", name="The opening and the money").click()
    expect(page.get_by_role("listitem").filter(has_text="about yourself")).to_contain_text(
        "4 of 90 s"
    )


def test_the_floor_is_in_a_closed_box_that_is_not_printed(page):
    open_pitch(page, "What do you expect to earn?")
    floor = sheet(page, "The least you would take")
    expect(floor).to_be_hidden()
    typed(page, LINE, "What you say")
    saved(page, "What you say")
    page.locator("summary").filter(has_text="Your floor").press("Enter")
    typed(page, "83,417 €", "The least you would take")
    saved(page, "The least you would take")
    expect(page.get_by_text("This names your floor, or less.")).to_be_visible()
    page.emulate_media(media="print")
    expect(floor).to_be_hidden()
    expect(sheet(page, "What you say")).to_be_visible()
    page.emulate_media(media="screen")
    page.reload()
    expect(floor).to_be_hidden()
    page.get_by_text("Your floor", exact=True).click()
    expect(floor).to_have_value("83,417 €")


def test_without_scripts_a_reason_is_saved_and_looked_at(plain):
    open_pitch(plain, "Why are you leaving?")
    sheet(plain, "What you say").fill("The place is toxic.")
    assert not Pitch.objects.exists()
    plain.get_by_role("button", name="Save", exact=True).click()
    expect(sheet(plain, "What you say")).to_have_value("The place is toxic.")
    expect(plain.get_by_text("“toxic”")).to_be_visible()
    assert body_of("reason") == "The place is toxic."
    plain.get_by_role("link", name="Look again").click()
    expect(plain.get_by_role("heading", level=1)).to_have_text("Why are you leaving?")
    open_pitch(plain, "What do you expect to earn?")
    expect(sheet(plain, "The least you would take")).to_be_hidden()
    plain.get_by_text("Your floor", exact=True).click()
    sheet(plain, "The least you would take").fill("83,417 €")
    plain.locator("details.card").get_by_role("button", name="Save", exact=True).click()
    expect(sheet(plain, "The least you would take")).to_be_hidden()
    assert body_of("floor") == "83,417 €"
