"""What tests in a browser do again and again, and how they look into the database."""

import re
import time

from playwright.sync_api import Locator, Page, expect

from practice.models import Text
from tests.make import PASSWORD

ANSWER = "I would begin with who may read what, and a keyword baseline."


def sheet(page: Page, label: str = "Your answer") -> Locator:
    """The field of a text, by its label."""
    return page.get_by_role("textbox", name=label)


def status(page: Page, label: str = "Your answer") -> Locator:
    """What the page says of a text: saved, or why not."""
    box = page.locator("[data-autosave-box]").filter(has=sheet(page, label))
    return box.locator("[data-autosave-status]")


def saved(page: Page, label: str = "Your answer") -> None:
    """Wait until the page says that a text is saved."""
    expect(status(page, label)).to_have_text("Saved")


def typed(page: Page, words: str, label: str = "Your answer") -> None:
    """Put words at the end of a text, as typing does."""
    sheet(page, label).focus()
    page.keyboard.press("Control+End")
    page.keyboard.insert_text(words)


def eventually(page: Page, truth) -> None:
    """Wait until `truth()` is true, for what no page shows; requests go on meanwhile."""
    until = time.monotonic() + 10
    while not truth():
        assert time.monotonic() < until, "it did not come true in time"
        page.wait_for_timeout(20)


def body_of(part: str = "answer") -> str:
    """What the database holds of the only text of that name."""
    return Text.objects.get(part=part).body


def answer(page: Page, words: str = ANSWER) -> None:
    """On a question's page: write an answer and check it."""
    sheet(page).fill(words)
    page.get_by_role("button", name="Check my answer").click()
    expect(page).to_have_url(re.compile("/attempts/"))


def tick_all(page: Page, choice: str = "Said it") -> None:
    """On an attempt's page: tick every key point alike, one after the other."""
    for each in page.get_by_label(choice, exact=True).all():
        each.check()


def begin(page: Page, where: str, button: str) -> None:
    """Begin a story or a worksheet by its button."""
    page.goto(where)
    page.get_by_role("button", name=button).click()
    page.wait_for_url(f"**{where}*-*/")


def sign_in(page: Page, email: str) -> None:
    """Sign in to an account that is there."""
    page.goto("/account/login/")
    page.get_by_label(re.compile("^E-?mail$")).fill(email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("button", name="Sign out").first).to_be_attached()
