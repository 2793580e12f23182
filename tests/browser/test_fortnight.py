"""Fourteen days lived in a browser: two missed, a phone screen debriefed, a late round."""

import re
from datetime import date, timedelta

from playwright.sync_api import Page, expect

from plans.models import Task
from tests.browser.steps import answer
from tests.make import NOW

TODAY = NOW.date()
DAYS, MINUTES = 14, 60
PHONE, MISSED, LATE = (
    5,
    (3, 4),
    9,
)  # the day of the screen, days missed, of the round that comes late
TICK = "button[aria-label^='Done:'][aria-pressed=false]"


def day(n: int) -> date:
    """The n-th day from the first."""
    return TODAY + timedelta(days=n)


def plan(page: Page) -> None:
    """Plan fourteen days of an hour."""
    page.goto("/plan/")
    page.get_by_label("Date of the interview").fill(day(DAYS).isoformat())
    page.get_by_label("Minutes a day").fill(str(MINUTES))
    page.get_by_label("LLM products").check()
    page.get_by_role("button", name="Plan my days").click()


def add_round(page: Page, n: int, stage: str) -> None:
    """On an interview's page: add a round."""
    page.get_by_role("link", name="Add a round").click()
    page.get_by_label("Stage").select_option(stage)
    page.get_by_label("Date").fill(day(n).isoformat())
    page.get_by_label("Time", exact=True).fill("14:00")
    page.get_by_role("button", name="Add it").click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def work_the_day(page: Page) -> None:
    """Tick all that today's page asks for."""
    page.goto("/")
    todo = page.locator("#today .tasks").locator(TICK)
    while todo.count():
        left = todo.count()
        todo.first.click()
        expect(todo).to_have_count(left - 1)


def debrief(page: Page) -> None:
    """Write down that one question of the phone screen was a gap."""
    page.goto("/interviews/")
    page.get_by_role("link", name="ML engineer, Acme").first.click()
    page.get_by_role("link", name="Technical phone screen").first.click()
    page.get_by_role("link", name="Write down what was asked").click()
    page.get_by_role("searchbox", name="Words of the question").fill("transformers rnn")
    page.get_by_role("button", name="Find it in the bank").click()
    page.get_by_role("button", name=re.compile("^A gap")).first.click()
    expect(page.get_by_role("heading", name="1 question")).to_be_visible()


def holds(today: date, rounds: list[date]) -> None:
    """What must be true of the plan on any day: its minutes, its free days, nothing lost."""
    rows = list(Task.objects.filter(plan__ended_at=None))
    for n in range(DAYS + 1):
        each = day(n)
        asked = [row for row in rows if row.day == each and row.by != "rest"]
        if each >= today:
            assert sum(row.minutes for row in asked) <= MINUTES, (each, asked)
        if each in rounds and each > today:
            assert not asked, (each, asked)
    assert all(row.left_out_why for row in rows if row.day is None)


def test_fourteen_days_end_with_every_must_done_or_dropped_out_loud(page, clock):
    plan(page)
    page.goto("/interviews/")
    page.get_by_role("link", name="Add an interview").first.click()
    page.get_by_label("Company").fill("Acme")
    page.get_by_label("The post").fill("ML engineer")
    page.get_by_role("button", name="Add it").click()
    add_round(page, PHONE, "phone")
    page.goto("/plan/")
    expect(page.get_by_text("Technical phone screen on Sunday 29 November:")).to_be_visible()
    rounds = [day(PHONE)]
    holds(TODAY, rounds)
    for n in range(DAYS):
        today = day(n)
        if n in MISSED:
            clock.move(days=1)
            continue
        page.goto("/")
        if n - 1 in MISSED:
            note = page.locator(".note.changed")
            expect(note).to_contain_text(re.compile("Friday and Saturday went by|went by: "))
            expect(note.get_by_role("button", name=re.compile("^Undo"))).to_be_visible()
            expect(page.get_by_text("overdue")).to_have_count(0)
        if n == 1:
            page.goto("/questions/good-offline-bad-online/")
            answer(page)
        if n == PHONE + 1:
            debrief(page)
            gap = Task.objects.get(key__startswith="gap-")
            assert gap.must
            assert gap.day <= day(n + 2)
            page.goto("/plan/")
            expect(page.get_by_text("It was a gap in your technical phone screen")).to_be_visible()
            page.goto("/interviews/")
            page.get_by_role("link", name="ML engineer, Acme").first.click()
            add_round(page, LATE, "manager")
            rounds.append(day(LATE))
            page.goto("/plan/changes/")
            expect(page.get_by_text("Hiring manager and team fit on")).to_be_visible()
            eve = [row.minutes for row in Task.objects.filter(day=day(LATE - 1))]
            assert sum(eve) <= MINUTES / 2
        work_the_day(page)
        holds(today, rounds)
        clock.move(days=1)
    all_musts_are_accounted_for(page)


def all_musts_are_accounted_for(page: Page) -> None:
    """Every must is done, or is listed as left out with why."""
    page.goto("/plan/")
    for task in Task.objects.filter(plan__ended_at=None, must=True):
        if task.day is None:
            row = page.locator("#left-out li").filter(has_text=task.title).first
            expect(row).to_contain_text(task.left_out_why)
        else:
            box = page.locator(f"#tick-{task.pk}")
            expect(box).to_have_attribute("aria-pressed", "true")
