"""Everything by keyboard: where the focus is can be seen, and it is not lost on the way."""

import re

import pytest
from playwright.sync_api import expect

from practice.models import Card
from questions.models import Question
from tests.browser.steps import ANSWER, begin
from tests.conftest import client_of
from tests.make import make_guest, make_review

QUESTION = "/questions/rag-over-company-documents/"
# Inside a date's field the browser draws the ring itself, where no script sees it.
HAS_RING = """() => {
    if (document.activeElement.matches("input[type=date]:not(:focus)")) return true;
    const style = getComputedStyle(document.activeElement);
    return document.activeElement !== document.body
        && (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1
            || style.boxShadow !== "none");
}"""


def press(page, *keys: str) -> None:
    """Press keys, one after the other."""
    for key in keys:
        page.keyboard.press(key)


def tab_to(page, name: str, at_most: int = 60) -> None:
    """Press Tab until what has the focus is called `name`."""
    for _ in range(at_most):
        press(page, "Tab")
        focused = page.evaluate(
            "(document.activeElement.ariaLabel || document.activeElement.textContent || '').trim()"
        )
        if focused.startswith(name):
            return
    raise AssertionError(f"no way to {name!r} by Tab")


@pytest.fixture
def due(new_context, enter, clock):
    """The review page of somebody for whom two questions are due."""
    guest = make_guest()
    for question in Question.objects.order_by("slug")[:2]:
        make_review(guest, question)
    clock.move_to(max(Card.objects.values_list("due_at", flat=True)))
    context = new_context()
    enter(context, client_of(guest))
    page = context.new_page()
    page.goto("/review/")
    expect(page.get_by_text("2 due")).to_be_visible()
    return page


def test_the_first_tab_offers_to_skip_to_the_content(page):
    page.goto("/questions/")
    press(page, "Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    expect(page.get_by_role("link", name="Skip to the content")).to_be_in_viewport()
    press(page, "Enter")
    expect(page.get_by_role("main")).to_be_focused()
    press(page, "Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


@pytest.mark.parametrize("path", ["/", "/questions/", QUESTION, "/plan/", "/account/"])
def test_wherever_tab_goes_the_focus_can_be_seen(page, path):
    page.goto(path)
    for _ in range(25):
        press(page, "Tab")
        if page.evaluate("document.activeElement === document.body"):
            break
        assert page.evaluate(HAS_RING), page.evaluate("document.activeElement.outerHTML")


def test_a_question_is_answered_ticked_and_rated(page):
    page.goto("/")
    tab_to(page, "LLM products")
    press(page, "Enter")
    expect(page.get_by_role("textbox", name="Your answer")).to_be_visible()
    page.get_by_role("textbox", name="Your answer").focus()
    page.keyboard.insert_text(ANSWER)
    press(page, "Control+Enter")
    expect(page).to_have_url(re.compile("/attempts/"))
    expect(page.get_by_text(ANSWER)).to_be_visible()
    first = page.get_by_role("radio").first
    first.focus()
    press(page, "Space")
    expect(page.get_by_role("heading", name=re.compile("so far"))).to_be_visible()
    expect(first).to_be_focused()
    press(page, "ArrowRight")
    expect(page.get_by_role("radio").nth(1)).to_be_checked()
    expect(page.get_by_role("radio").nth(1)).to_be_focused()
    press(page, "3")
    expect(page.get_by_role("heading", name=re.compile("Comes back"))).to_be_visible()


def test_control_enter_in_the_aloud_page_says_that_it_was_said(page):
    page.goto(f"{QUESTION}aloud/")
    press(page, "Control+Enter")
    expect(page.get_by_role("heading", name="You said it aloud")).to_be_visible()


def test_review_goes_by_space_and_the_digits_and_u_takes_back(due):
    title = due.get_by_role("heading", level=2).inner_text()
    press(due, "3")
    expect(due.get_by_text("2 due")).to_be_visible()
    press(due, "Space")
    expect(due.get_by_role("button", name="Good")).to_be_visible()
    press(due, "3")
    expect(due.get_by_text("1 due")).to_be_visible()
    expect(due.get_by_role("heading", level=2)).not_to_have_text(title)
    press(due, "Space")
    expect(due.get_by_role("button", name="Again")).to_be_visible()
    press(due, "1")
    expect(due.get_by_role("heading", name="Nothing is due")).to_be_visible()
    press(due, "u")
    expect(due.get_by_text("1 due")).to_be_visible()


@pytest.mark.parametrize("key", ["1", "2", "3", "4"])
def test_each_digit_gives_its_rating(due, key):
    press(due, "Space")
    expect(due.get_by_role("button", name="Good")).to_be_visible()
    press(due, key)
    expect(due.get_by_text("1 due")).to_be_visible()
    newest = Card.objects.order_by("-last_review").first().reviews.latest("reviewed_at")
    assert newest.rating == int(key)


def test_after_a_rating_by_its_button_the_focus_is_on_the_next_card(due):
    due.get_by_text("Show the answer").press("Enter")
    due.get_by_role("button", name="Good").press("Enter")
    expect(due.get_by_text("1 due")).to_be_visible()
    assert due.evaluate("document.querySelector('#card').contains(document.activeElement)")


def test_after_rating_an_answer_the_focus_stays_with_its_result(page):
    page.goto(QUESTION)
    page.get_by_role("textbox", name="Your answer").fill(ANSWER)
    press(page, "Control+Enter")
    page.get_by_role("button", name="Good").press("Enter")
    expect(page.get_by_role("heading", name=re.compile("Comes back"))).to_be_visible()
    assert page.evaluate("document.querySelector('#result').contains(document.activeElement)")


def test_a_tick_keeps_the_focus(page):
    page.goto("/guide/day-of/")
    tick = page.locator("#checklist .tick").first
    tick.focus()
    press(page, "Space")
    expect(tick).to_have_attribute("aria-pressed", "true")
    expect(tick).to_be_focused()


def test_filtering_keeps_the_focus_on_the_box(page):
    page.goto("/questions/")
    box = page.get_by_label("Behavioural")
    box.focus()
    press(page, "Space")
    expect(page.get_by_role("status").filter(has_text="4 questions")).to_be_visible()
    expect(box).to_be_focused()


def test_the_question_mark_lists_the_keys_and_escape_closes_them(due):
    press(due, "?")
    dialog = due.get_by_role("dialog")
    expect(dialog).to_contain_text("Show the answer")
    press(due, "3", "Escape")
    expect(dialog).to_be_hidden()
    expect(due.get_by_text("2 due")).to_be_visible()


def test_while_one_types_keys_are_letters_and_escape_leaves_the_field(page):
    begin(page, "/stories/", "Write a story")
    field = page.get_by_role("textbox", name="Situation")
    field.focus()
    page.keyboard.type("Why? 1 u")
    expect(field).to_have_value("Why? 1 u")
    expect(page.get_by_role("dialog")).to_be_hidden()
    press(page, "Escape")
    expect(field).not_to_be_focused()
    press(page, "?")
    expect(page.get_by_role("dialog")).to_be_visible()


def test_the_menu_of_a_phone_opens_by_enter(phone):
    phone.goto("/")
    phone.get_by_text("Menu", exact=True).press("Enter")
    tab_to(phone, "Stories")
    press(phone, "Enter")
    expect(phone.get_by_role("heading", level=1)).to_have_text("Stories")
