"""Makes the README's pictures: ten pages of the demo, in Chromium.

`.venv/bin/python scripts/pictures.py` while `./run --demo` serves (PORT as there). It signs in
as the demo's candidate and writes docs/pictures/*.png.
"""

import os
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

SITE = f"http://127.0.0.1:{os.environ.get('PORT') or 8000}"
FOLDER = Path(__file__).resolve().parent.parent / "docs" / "pictures"
WHO = ("demo@example.org", "half way through")
FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
CODED = "/questions/?kind=dsa&state=seen&state=due&state=solid"
ANSWERED = "/questions/?kind=llm&state=seen&state=due&state=solid"


def main() -> None:
    """Take every picture."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        chromium = os.environ.get("CHROMIUM") or "/usr/bin/chromium"
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        page = browser.new_page(viewport={"width": 1280, "height": 860}, color_scheme="light")
        sign_in(page)
        take(page, "/", "today")
        question = first(page, ANSWERED, "main .list a")
        take(page, question, "question")
        take(page, first(page, question, "aside a[href^='/attempts/']"), "attempt")
        take(page, "/questions/", "questions")
        take(page, "/questions/pair-that-makes-the-budget/", "code", run=True)
        coded = first(page, CODED, "main .list a")
        take(page, first(page, coded, "aside a[href^='/attempts/']"), "solution")
        take(page, first(page, "/stories/", "main .list a"), "story")
        take(
            page,
            first(page, "/deep-dives/", "main .list li:first-child a"),
            "deep-dive",
            at="#asked",
        )
        take(page, "/stories/matrix/", "matrix")
        take(page, "/readiness/", "readiness")
        browser.close()


def sign_in(page: Page) -> None:
    """Become the demo's candidate."""
    page.goto(f"{SITE}/account/login/")
    page.get_by_label("E-mail").fill(WHO[0])
    page.get_by_label("Password").fill(WHO[1])
    page.get_by_role("main").get_by_role("button", name="Sign in").click()
    page.wait_for_url(f"{SITE}/")


def first(page: Page, path: str, selector: str) -> str:
    """The address behind the first such link of a page."""
    page.goto(SITE + path)
    return page.locator(selector).first.get_attribute("href")


def take(page: Page, path: str, name: str, run: bool = False, at: str = "") -> None:
    """One picture of what one sees on opening a page, at a place of it, or once its code ran."""
    page.goto(SITE + path)
    if run:
        page.get_by_role("button", name="Run", exact=True).click()
        page.get_by_role("heading", name="tests pass").wait_for()
        page.locator("label[for=answer]").evaluate("label => label.scrollIntoView()")
    if at:
        page.locator(at).evaluate("place => place.scrollIntoView()")
    page.screenshot(path=FOLDER / f"{name}.png")


if __name__ == "__main__":
    main()
