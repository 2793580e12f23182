"""How long Python in the page takes: to load, from a click to the verdict, to start again.

`.venv/bin/python scripts/time_exercises.py [N]` while `./run` serves (PORT as there): in Chromium,
over N exercises (20), each solved by its reference and submitted five times. From a click to
the verdict on the page; the first of each is left out, as it is not warm.
"""

import os
import sys
from pathlib import Path
from statistics import median, quantiles

from pictures import FLAGS, SITE
from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from questions.domain.entry import Entry, parse_entry  # noqa: E402
from questions.domain.exercise import exercise_of  # noqa: E402

TIMES = 5
# Presses a button, and waits until the results' heading is new and says what is awaited.
PRESS = """async ([button, awaited]) => {
  const heading = document.querySelector("#results-title");
  const state = document.querySelector("[data-python-state]");
  const said = () => heading.textContent + state.textContent;
  heading.textContent = state.textContent = "";
  const began = performance.now();
  document.querySelector(button).click();
  while (!said().includes(awaited)) await new Promise((resolve) => setTimeout(resolve, 2));
  return performance.now() - began;
}"""


def main(count: int) -> None:
    """Measure, and print a line for each figure."""
    files = sorted((ROOT / "fixtures/bank").glob("d*/*.md")) + sorted(
        (ROOT / "fixtures/bank/ml-code").glob("*.md")
    )
    entries = [parse_entry(path.read_text("utf-8"), str(path)) for path in files]
    entries = [entry for entry in entries if entry.is_code]
    entries = entries[:: max(len(entries) // count, 1)][:count]
    with sync_playwright() as playwright:
        chromium = os.environ.get("CHROMIUM") or "/usr/bin/chromium"
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        page = browser.new_page()
        cold = load(page, entries[0])
        taken = [each for entry in entries for each in verdicts(page, entry)]
        again = restart(page, entries[0])
        browser.close()
    print(f"cold, from the focus to ready: {cold:.0f} ms")
    print(
        f"click to verdict, warm: median {median(taken):.0f} ms, 90th percentile "
        f"{quantiles(taken, n=10)[-1]:.0f} ms, {len(taken)} of {len(entries)} exercises"
    )
    print(f"restart after an endless loop that hears no interrupt: {again:.0f} ms")


def load(page: Page, entry: Entry) -> float:
    """Open an exercise and wait for Python; ms."""
    page.goto(f"{SITE}/questions/{entry.slug}/")
    page.wait_for_selector(".prism-code-editor")
    began = page.evaluate("performance.now()")
    page.focus("#answer")
    page.get_by_text("Python is ready", exact=True).wait_for()
    return page.evaluate("performance.now()") - began


def verdicts(page: Page, entry: Entry) -> list[float]:
    """Submit the reference; the times of the warm submissions, ms."""
    load(page, entry)
    page.fill("#answer", exercise_of(entry).reference)
    taken = []
    for _ in range(TIMES):
        taken.append(page.evaluate(PRESS, ["[data-run-all]", "tests pass"]))
        page.wait_for_timeout(100)
    return taken[1:]


def restart(page: Page, entry: Entry) -> float:
    """Stop code that hears no interrupt, and wait for the next run's verdict; ms."""
    load(page, entry)
    # A sum without an end, in C: it hears nothing.
    page.fill("#answer", "sum(iter(int, 1))")
    page.click("[data-run-visible]")
    page.wait_for_timeout(500)
    until = page.evaluate(PRESS, ["[data-run-stop]", "You stopped it"])
    page.fill("#answer", exercise_of(entry).reference)
    return until + page.evaluate(PRESS, ["[data-run-visible]", "tests pass"])


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20)
