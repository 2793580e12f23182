"""What tests of code questions do again and again."""

from django.conf import settings
from playwright.sync_api import Locator, Page, expect

from questions.domain.entry import Entry, parse_entry
from questions.loading import write
from tests.make import NOW

from .conftest import seed_entries

PAIR = "dsa/pair-that-makes-the-budget"
QUERY = "data/customers-with-no-calls"
BUG = "ml-code/bug-broadcast-loss"


def load(*names: str) -> list[Entry]:
    """Add these entries to the small bank."""
    files = [settings.BANK_DIR / f"{name}.md" for name in names]
    entries = [parse_entry(file.read_text("utf-8"), str(file)) for file in files]
    write(entries=[*seed_entries(), *entries], primers=[], mark="with code", now=NOW)
    return entries


def open_exercise(page: Page, slug: str, more: str = "") -> Locator:
    """Open a code question; return the editor's field once it is there."""
    page.goto(f"/questions/{slug}/{more}")
    expect(page.locator(".prism-code-editor")).to_be_visible()
    return page.locator("#answer")


def write_code(page: Page, code: str) -> None:
    """Put code into the editor."""
    page.locator("#answer").fill(code)


def press(page: Page, name: str) -> None:
    """Press one of the sheet's buttons."""
    page.get_by_role("button", name=name, exact=True).click()


def results(page: Page) -> Locator:
    """The heading that says what came of the tests."""
    return page.locator("#results-title")


def state(page: Page) -> Locator:
    """The line that says what Python does."""
    return page.locator("[data-python-state]")
