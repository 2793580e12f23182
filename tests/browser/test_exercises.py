"""A code question as a candidate answers it: written, run, submitted, compared, rated."""

import re

from playwright.sync_api import expect

from practice.models import Attempt, Submission
from questions.domain.exercise import exercise_of

from .exercises import BUG, PAIR, load, open_exercise, press, results, state, write_code
from .steps import eventually, saved

PAIR_SLUG = "pair-that-makes-the-budget"
ONLY_FIRST = "def pair(prices, budget):\n    return (2, 3) if len(prices) == 4 else None\n"


def test_an_exercise_from_the_first_run_to_the_rating(page):
    [entry] = load(PAIR)
    open_exercise(page, PAIR_SLUG)
    write_code(page, "def pair(prices, budget):\n    print(len(prices))\n    return prices[9]\n")
    press(page, "Run")
    expect(results(page)).to_have_text("0 of 3 tests pass", timeout=20_000)
    first = page.locator(".test").first
    expect(first).to_contain_text("IndexError: list index out of range")
    expect(first).to_contain_text("line 3, in pair")
    expect(first).to_contain_text("return prices[9]")
    expect(first.get_by_text("Printed")).to_be_visible()

    write_code(page, ONLY_FIRST)
    press(page, "Submit")
    expect(results(page)).to_contain_text(re.compile(r"^\d+ of 13 tests pass"))
    shown = page.locator(".test", has_text="hidden").filter(has=page.get_by_text("Expected"))
    expect(shown).to_have_count(1)
    expect(shown).to_contain_text("First difference: ")
    submissions = page.get_by_role("region", name="Submissions")
    expect(submissions).to_contain_text("of 13 tests")

    write_code(page, exercise_of(entry).reference)
    page.locator("#answer").press("Control+Shift+Enter")
    expect(results(page)).to_have_text("All 13 tests pass")
    expect(submissions).to_contain_text("All tests pass.")
    press(page, "See the solution")
    expect(page.get_by_role("heading", name="13 of 13 tests")).to_be_visible()
    expect(page.get_by_role("heading", name="A good way to write it")).to_be_visible()
    expect(page.get_by_text("A suggestion, by tests, hints and time: Good")).to_be_visible()
    page.get_by_role("button", name=re.compile("^Good")).click()
    expect(page.get_by_role("heading", name=re.compile("Comes back"))).to_be_visible()
    page.get_by_role("region", name="Submissions").get_by_role("link").first.click()
    expect(page.locator("ins").first).to_contain_text("+")
    assert Attempt.objects.get().score == 100 and Submission.objects.count() == 2


def test_ones_own_input_runs_and_shows_its_value(page):
    load(PAIR)
    open_exercise(page, PAIR_SLUG)
    write_code(page, ONLY_FIRST)
    page.get_by_label("Lines that call your code").fill("pair([1, 2, 3, 4], 7)")
    page.get_by_label("Lines that call your code").press("Control+Enter")
    expect(results(page)).to_have_text("With your input", timeout=20_000)
    expect(page.locator(".test")).to_contain_text("(2, 3)")


def test_a_run_can_be_stopped_and_the_next_one_works(page):
    load(PAIR)
    open_exercise(page, PAIR_SLUG)
    write_code(page, "def pair(prices, budget):\n    while True: pass")
    press(page, "Run")
    press(page, "Stop")
    expect(state(page)).to_have_text("You stopped it.", timeout=20_000)
    write_code(page, ONLY_FIRST)
    press(page, "Run")
    expect(results(page)).to_have_text("2 of 3 tests pass", timeout=20_000)


def test_a_hint_is_shown_in_place_and_taken_off_the_score(page):
    [entry] = load(PAIR)
    open_exercise(page, PAIR_SLUG)
    press(page, "Show hint 1 of 3")
    hints = page.get_by_role("region", name="Hints")
    expect(hints.get_by_role("listitem")).to_have_count(1)
    write_code(page, exercise_of(entry).reference)
    press(page, "Submit")
    expect(results(page)).to_have_text("All 13 tests pass", timeout=20_000)
    expect(page.get_by_role("region", name="Submissions")).to_contain_text("all 13 tests")
    press(page, "See the solution")
    expect(page.get_by_text("95 of 100, 1 hint off it")).to_be_visible()
    expect(page.get_by_text("A suggestion, by tests, hints and time: Hard")).to_be_visible()


def test_the_planted_fault_is_mended_and_then_named(page):
    [entry] = load(BUG)
    open_exercise(page, entry.slug)
    press(page, "Run")
    expect(results(page)).to_have_text("1 of 3 tests pass", timeout=30_000)
    write_code(page, exercise_of(entry).reference)
    press(page, "Submit")
    expect(results(page)).to_have_text("All 14 tests pass")
    expect(page.get_by_role("region", name="Submissions")).to_contain_text("all 14 tests")
    press(page, "See the solution")
    page.get_by_label("What was wrong, and how it showed").fill("(n, 1) minus (n,) broadcasts.")
    saved(page, "What was wrong, and how it showed")
    page.get_by_text("What it was").click()
    expect(page.locator("ins")).to_contain_text("y.reshape(-1, 1)")


def test_an_interview_shows_what_the_version_that_never_ran_would_have_scored(page, clock):
    [entry] = load(PAIR)
    page.clock.install()
    open_exercise(page, PAIR_SLUG, "interview/")
    expect(page.get_by_role("button", name="Run", exact=True)).to_be_hidden()
    press(page, "Start the clock")
    prompts = page.locator("[data-prompts] li:visible")
    expect(prompts).to_contain_text("in your own words")
    page.clock.fast_forward("09:00")
    expect(prompts).to_contain_text("the plain way")
    expect(page.get_by_role("timer")).to_have_text(re.compile(r"^2[56]:"))
    page.get_by_label("Examples, edges, what to ask").fill("[], one price")
    write_code(page, ONLY_FIRST)
    press(page, "My first version is done")
    expect(page.get_by_role("button", name="Run", exact=True)).to_be_visible()
    expect(results(page)).to_be_hidden()
    write_code(page, exercise_of(entry).reference)
    press(page, "Run")
    expect(results(page)).to_have_text("All 3 tests pass", timeout=30_000)
    page.clock.fast_forward("30:00")
    expect(page.locator("[data-interview-over]")).to_be_visible()
    press(page, "Finish")
    expect(page.get_by_text("Your first version, never run:")).to_be_visible()
    first, last = Submission.objects.order_by("at", "pk")
    assert first.first and not last.first and first.passed < last.passed == last.total
    assert Attempt.objects.get().mode == "interview"


def test_an_interview_that_is_finished_at_once_is_judged_as_it_stands(page):
    load(PAIR)
    open_exercise(page, PAIR_SLUG, "interview/")
    write_code(page, ONLY_FIRST)
    press(page, "Finish")
    expect(page.get_by_text("Your first version, never run:")).to_be_visible(timeout=30_000)
    first, last = Submission.objects.order_by("at", "pk")
    assert first.first and not last.first and first.passed == last.passed


def test_what_is_submitted_without_a_line_is_sent_when_it_is_back(page, context, troubles):
    troubles.forgive("ERR_INTERNET_DISCONNECTED", "Failed to fetch")
    load(PAIR)
    open_exercise(page, PAIR_SLUG)
    press(page, "Run")
    expect(results(page)).to_have_text("1 of 3 tests pass", timeout=20_000)
    context.set_offline(True)
    write_code(page, ONLY_FIRST)
    press(page, "Submit")
    expect(results(page)).to_contain_text("of 13 tests pass")
    assert not Submission.objects.exists()
    context.set_offline(False)
    expect(page.get_by_role("region", name="Submissions")).to_contain_text("of 13 tests")
    assert Submission.objects.get().code == ONLY_FIRST


def test_an_exercise_kept_for_offline_opens_and_runs_without_a_line(page, context, troubles):
    troubles.forgive("ERR_INTERNET_DISCONNECTED", "Failed to fetch", "ERR_FAILED")
    [entry] = load(PAIR)
    open_exercise(page, PAIR_SLUG)
    offline = page.get_by_role("region", name="Without a line")
    expect(offline).to_contain_text("8.5 MB to load, 17 MB on this device")
    offline.get_by_role("button", name="Keep for offline").click()
    expect(offline).to_contain_text("Kept in this browser.", timeout=30_000)
    context.set_offline(True)
    page.reload()
    expect(page.locator(".prism-code-editor")).to_be_visible()
    write_code(page, exercise_of(entry).reference)
    press(page, "Run")
    expect(results(page)).to_have_text("All 3 tests pass", timeout=30_000)
    context.set_offline(False)


def test_a_visited_exercise_opens_and_runs_without_a_line(page, context, troubles):
    troubles.forgive("ERR_INTERNET_DISCONNECTED", "Failed to fetch", "ERR_FAILED")
    load(PAIR, "dsa/word-ladder")
    open_exercise(page, PAIR_SLUG)
    press(page, "Run")
    expect(results(page)).to_have_text("1 of 3 tests pass", timeout=20_000)
    kept = "(worker) => caches.match(worker).then(Boolean)"
    worker = page.locator("[data-exercise]").get_attribute("data-worker")
    eventually(page, lambda: page.evaluate(kept, worker))
    open_exercise(page, "word-ladder")
    tests = "/questions/word-ladder/tests/"
    eventually(page, lambda: page.evaluate(kept, tests))
    context.set_offline(True)
    page.goto(f"/questions/{PAIR_SLUG}/")
    press(page, "Run")
    expect(results(page)).to_have_text("1 of 3 tests pass", timeout=30_000)
    page.goto("/questions/word-ladder/")
    press(page, "Run")
    expect(results(page)).to_contain_text("tests pass", timeout=30_000)
    context.set_offline(False)


def test_signing_out_leaves_no_page_and_no_submission_in_the_browser(page, enter, member_client):
    load(PAIR)
    enter(page.context, member_client)
    open_exercise(page, PAIR_SLUG)
    kept = "() => caches.match(location.pathname).then(Boolean)"
    eventually(page, lambda: page.evaluate(kept))
    page.evaluate("localStorage.setItem('submission:1', '{}')")
    page.get_by_role("button", name="Sign out").first.click()
    page.goto("/account/")
    assert not page.evaluate(f"() => caches.match('/questions/{PAIR_SLUG}/').then(Boolean)")
    assert page.evaluate("localStorage.getItem('submission:1')") is None
