"""The code editor: it indents, closes, finds and undoes, and can be left by the keyboard."""

from playwright.sync_api import expect

from .exercises import PAIR, load, open_exercise, press
from .steps import saved

SLUG = "pair-that-makes-the-budget"


def opened(page):
    """The editor of an exercise, emptied and focused."""
    load(PAIR)
    field = open_exercise(page, SLUG)
    field.fill("")
    field.focus()
    return field


def test_it_indents_after_a_colon_and_by_tab_and_closes_brackets(page):
    field = opened(page)
    page.keyboard.type("def f(")
    expect(field).to_have_value("def f()")
    page.keyboard.type("x):")
    page.keyboard.press("Enter")
    page.keyboard.type("return x")
    expect(field).to_have_value("def f(x):\n    return x")
    page.keyboard.press("Home")
    page.keyboard.press("Tab")
    expect(field).to_have_value("def f(x):\n        return x")
    page.keyboard.press("Control+/")
    expect(field).to_have_value("def f(x):\n        # return x")


def test_what_was_typed_is_undone_and_redone(page):
    field = opened(page)
    page.keyboard.type("one")
    page.keyboard.press("Enter")
    page.keyboard.type("two")
    page.keyboard.press("Control+z")
    expect(field).not_to_have_value("one\ntwo")
    page.keyboard.press("Control+y")
    expect(field).to_have_value("one\ntwo")


def test_it_finds_words(page):
    field = opened(page)
    field.fill("alpha\nbeta\nalpha")
    page.keyboard.press("Control+f")
    page.get_by_role("textbox", name="Find").fill("alpha")
    expect(page.locator(".pce-match-count")).to_have_text("1 of 2")


def test_esc_then_tab_leaves_it_and_the_page_says_so(page):
    field = opened(page)
    described = field.get_attribute("aria-describedby").split()
    expect(page.locator(f"#{described[-1]}")).to_contain_text("Press Esc, then Tab, to leave")
    page.keyboard.press("Escape")
    expect(page.get_by_text("The next Tab leaves the editor.")).to_be_visible()
    expect(field).to_be_focused()
    page.keyboard.press("Tab")
    expect(field).not_to_be_focused()
    expect(field).to_have_value("")
    page.keyboard.press("Shift+Tab")
    expect(field).to_be_focused()
    page.keyboard.press("Tab")
    expect(field).to_have_value("    ")


def test_the_size_of_its_letters_is_kept(page):
    opened(page)
    size = "parseFloat(getComputedStyle(document.querySelector('.prism-code-editor')).fontSize)"
    before = page.evaluate(size)
    page.get_by_role("button", name="Larger code").click()
    assert page.evaluate(size) > before
    page.reload()
    expect(page.locator(".prism-code-editor")).to_be_visible()
    assert page.evaluate(size) > before


def test_its_draft_saves_itself_and_is_there_again(page):
    opened(page)
    page.keyboard.type("total = 1")
    saved(page, "Your code")
    page.reload()
    expect(page.locator(".prism-code-editor")).to_be_visible()
    expect(page.locator("#answer")).to_have_value("total = 1")


def test_a_draft_that_waited_for_the_line_goes_back_into_it(page, context, troubles):
    troubles.forgive("ERR_INTERNET_DISCONNECTED", "Failed to fetch")
    opened(page)
    context.set_offline(True)
    page.keyboard.type("kept = 2")
    expect(page.get_by_text("Kept in this browser")).to_be_visible()
    page.goto("about:blank")
    context.set_offline(False)
    field = open_exercise(page, SLUG)
    expect(field).to_have_value("kept = 2")


def test_where_the_editor_does_not_load_the_plain_sheet_stays(page, troubles):
    troubles.forgive("ERR_FAILED", "Failed to load")
    load(PAIR)
    page.route("**/prism-code-editor*/**", lambda route: route.abort())
    page.goto(f"/questions/{SLUG}/")
    page.get_by_role("textbox", name="Your code", exact=True).fill("def pair(prices, budget): ...")
    saved(page, "Your code")
    press(page, "Run")
    expect(page.locator("#results-title")).to_have_text("1 of 3 tests pass", timeout=20_000)


def test_without_scripts_the_sheet_saves_and_says_that_tests_do_not_run(plain):
    load(PAIR)
    plain.goto(f"/questions/{SLUG}/")
    expect(plain.get_by_text("Tests run in your browser, and need JavaScript")).to_be_visible()
    expect(plain.get_by_role("button", name="Submit")).to_be_hidden()
    plain.get_by_role("textbox", name="Your code", exact=True).fill(
        "def pair(prices, budget): return None"
    )
    plain.get_by_role("button", name="Save", exact=True).first.click()
    expect(plain.get_by_role("textbox", name="Your code", exact=True)).to_have_value(
        "def pair(prices, budget): return None"
    )
    press(plain, "Show hint 1 of 3")
    expect(plain.get_by_role("region", name="Hints").get_by_role("listitem")).to_have_count(1)
    press(plain, "See the solution")
    expect(plain.get_by_role("heading", name="No tests were run")).to_be_visible()
    expect(plain.get_by_role("heading", name="A good way to write it")).to_be_visible()
