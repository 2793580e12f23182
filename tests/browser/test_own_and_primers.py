"""A question of one's own, a primer's probes, and a note for the last evening, by clicking."""

import re

import pytest
from playwright.sync_api import expect

from practice.models import Card, OwnQuestion
from tests.browser.steps import answer, eventually, saved, sheet, tick_all, typed

QUESTION = "Why did you leave out the smallest customers?"


def write_down(page, save) -> None:
    """From the list of questions: write one down with two claims."""
    page.goto("/questions/")
    page.get_by_role("link", name="Write it down").click()
    sheet(page, "The question").fill(QUESTION)
    save(page, "The question")
    sheet(page, "What a good answer says").fill("They had no labels\nThey cost more than they paid")
    save(page, "What a good answer says")


def test_a_question_is_written_down_answered_and_ticked(page):
    write_down(page, saved)
    page.get_by_label("Kind").select_option("behavioural")
    eventually(page, lambda: OwnQuestion.objects.get().kind == "behavioural")
    page.get_by_role("link", name="Answer it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(QUESTION)
    answer(page)
    expect(page.get_by_text("They had no labels").first).to_be_visible()
    tick_all(page)
    expect(page.get_by_role("heading", name="100 of 100", exact=True)).to_be_visible()
    page.get_by_role("button", name=re.compile("^Good")).click()
    expect(page.get_by_role("heading", name=re.compile("Comes back"))).to_be_visible()
    page.goto("/questions/?q=smallest")
    expect(page.get_by_role("heading", name="Your own")).to_be_visible()
    expect(page.get_by_text("Seen", exact=True).last).to_be_visible()


def test_a_question_is_written_down_without_scripts(plain):
    def save(page, label):
        form = page.locator("form").filter(has=sheet(page, label))
        form.get_by_role("button", name="Save", exact=True).click()

    write_down(plain, save)
    expect(sheet(plain, "The question")).to_have_value(QUESTION)
    plain.get_by_label("Kind").select_option("design")
    plain.get_by_role("button", name="Keep this kind").click()
    expect(plain.get_by_label("Kind")).to_have_value("design")
    plain.get_by_role("button", name="Delete this question").click()
    plain.goto("/questions/new/")
    plain.get_by_role("button", name="Undo").click()
    expect(plain.get_by_role("heading", level=1)).to_have_text(QUESTION)


@pytest.mark.parametrize("scripts", ["page", "plain"])
def test_a_probe_is_recalled_rated_and_met_again(request, scripts, clock):
    page = request.getfixturevalue(scripts)
    page.goto("/guide/")
    page.get_by_role("link", name="Primers").click()
    page.get_by_role("link", name="Bias and variance").click()
    expect(page.get_by_role("heading", name="Three quick probes")).to_be_visible()
    page.get_by_text("Show the answer").first.click()
    page.get_by_role("button", name=re.compile("^Good")).first.click()
    expect(page.get_by_text("Comes back").first).to_be_visible()
    expect(page.get_by_text("Show the answer")).to_have_count(2)
    clock.move_to(Card.objects.get().due_at)
    page.goto("/review/")
    page.get_by_text("Show the answer").click()
    page.get_by_role("button", name=re.compile("^Good")).click()
    expect(page.get_by_role("heading", name="Nothing is due")).to_be_visible()


def test_a_note_stands_on_the_sheet_beside_what_is_worth_knowing(page):
    page.goto("/questions/transformers-over-rnns/")
    typed(page, "Say $n^2$ *first*.", "Your note")
    saved(page, "Your note")
    page.goto("/sheet/")
    practised = page.get_by_role("region", name="What you practised")
    expect(practised.locator("em")).to_have_text("first")
    page.emulate_media(media="print")
    expect(practised.locator("em")).to_be_visible()
    expect(page.get_by_role("navigation").first).to_be_hidden()
