"""The plan: made, followed from its links, ticked by practice and by hand, and moved."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from plans.models import Task
from tests.browser.steps import answer, begin, saved, typed
from tests.make import NOW

TODAY = NOW.date()
LLM = "/questions/?kind=llm"


def minutes(text: str) -> list[int]:
    """All minutes that a text names."""
    return [int(number) for number in re.findall(r"(\d+)(?= min| of \d+ min)", text)]


def task_named(page, title: str):
    """The row of a task."""
    return page.locator(".tasks > li").filter(has_text=title)


@pytest.fixture
def planned(page):
    """The dashboard of somebody who planned ten days of an hour for an LLM post."""
    page.goto("/")
    page.get_by_role("link", name="Plan my days").click()
    page.get_by_label("Date of the interview").fill((TODAY + timedelta(days=10)).isoformat())
    page.get_by_label("Minutes a day").fill("60")
    page.get_by_label("LLM products").check()
    page.get_by_role("button", name="Plan my days").click()
    expect(page.get_by_role("heading", name="Ten days to your interview")).to_be_visible()
    page.goto("/")
    return page


def test_the_minutes_of_tasks_day_button_and_plan_agree(planned):
    page = planned
    tasks = page.locator(".tasks > li > span.num").all_inner_texts()
    of_tasks = sum(minutes(" ".join(tasks)))
    assert 0 < of_tasks <= 60
    day = page.locator(".card").filter(has=page.locator("#day-title"))
    expect(day.locator("header")).to_contain_text(f"0 of {of_tasks} min done")
    expect(page.locator(".button.primary")).to_contain_text(f"{of_tasks} min left")
    whole = page.locator("aside").get_by_text("min done").inner_text()
    page.goto("/plan/")
    expect(page.locator(f"#day-{TODAY} header")).to_contain_text(f"{of_tasks} of 60 min")
    days = page.locator(".plan-days header .num").all_inner_texts()
    of_days = sum(int(text.split(" of ")[0]) for text in days)
    assert whole == f"0 of {of_days} min done"
    expect(page.get_by_text(f"0 of {of_days} min done")).to_be_visible()
    expect(page.locator("#left-out .list > li").first).to_be_visible()


def test_a_task_is_followed_by_its_link_and_ticks_itself(planned):
    page = planned
    task = Task.objects.filter(by="answered", day=TODAY).first()
    Task.objects.filter(pk=task.pk).update(count=1, whole=1, kinds=["llm"], href=LLM)
    page.reload()
    left = minutes(page.locator(".button.primary").inner_text())[0]
    row = page.locator(f"#task-{task.pk}")
    expect(row).to_contain_text("0 of 1 answered")
    takes = minutes(row.locator("> .num").inner_text())[0]
    row.get_by_role("link", name=task.title).click()
    page.locator("#found .list a").first.click()
    answer(page)
    page.goto("/")
    row = page.locator(f"#task-{task.pk}")
    expect(row).to_contain_text("Done by practising: 1 of 1 answered")
    expect(row.get_by_role("button", name="Done:")).to_have_attribute("aria-pressed", "true")
    expect(page.locator(".button.primary")).to_contain_text(f"{left - takes} min left")


def test_the_button_goes_straight_to_what_comes_next(planned):
    planned.locator(".button.primary").click()
    planned.locator("#found .list a").first.click()
    expect(planned.get_by_role("textbox", name="Your answer")).to_be_editable()


def test_a_task_is_ticked_by_hand_and_the_tick_taken_back_without_a_reload(planned):
    page = planned
    page.evaluate("document.documentElement.dataset.stays = 'yes'")
    row = page.locator(".tasks > li").first
    left = minutes(page.locator(".button.primary").inner_text())[0]
    takes = minutes(row.locator("> .num").inner_text())[0]
    tick = row.get_by_role("button", name="Done:")
    tick.click()
    expect(tick).to_have_attribute("aria-pressed", "true")
    expect(page.locator(".button.primary")).to_contain_text(f"{left - takes} min left")
    tick.click()
    expect(tick).to_have_attribute("aria-pressed", "false")
    expect(page.locator(".button.primary")).to_contain_text(f"{left} min left")
    expect(page.locator("html")).to_have_attribute("data-stays", "yes")


def test_a_task_moves_to_another_day_with_its_minutes(planned):
    page = planned
    page.goto("/plan/")
    tomorrow = TODAY + timedelta(days=1)
    here, there = (page.locator(f"#day-{day}") for day in (TODAY, tomorrow))
    before = [minutes(each.locator("header").inner_text())[0] for each in (here, there)]
    row = here.locator(".tasks > li").first
    takes = minutes(row.locator("> .num").inner_text())[0]
    title = row.get_by_role("link").first.inner_text()
    row.locator("summary").click()
    row.get_by_label("Day for:").select_option(tomorrow.isoformat())
    row.get_by_role("button", name="Move it there").click()
    expect(there.locator(".tasks > li").filter(has_text=title)).to_contain_text("moved here from")
    expect(here.locator("header")).to_contain_text(f"{before[0] - takes} of 60 min")
    expect(there.locator("header")).to_contain_text(f"{before[1] + takes} of 60 min")


def test_what_was_left_undone_yesterday_moves_on_or_is_taken_into_today(planned, clock):
    clock.move(days=1)
    page = planned
    page.reload()
    expect(page.get_by_role("heading", name="Nine days to your interview")).to_be_visible()
    expect(page.get_by_text("Tuesday went by:")).to_be_visible()
    page.get_by_role("button", name="Undo: Tuesday went by").click()
    page.get_by_text("Still open from past days").click()
    take = page.get_by_role("button", name="Move to today:").first
    title = take.get_attribute("aria-label").removeprefix("Move to today: ")
    take.click()
    expect(task_named(page, title)).to_be_visible()


def test_a_story_that_is_drafted_ticks_its_task(planned):
    page = planned
    Task.objects.filter(by="story").update(day=None, left_out_why="Another test.")
    Task.objects.filter(pk=Task.objects.filter(by="story").first().pk).update(day=TODAY, count=1)
    begin(page, "/stories/", "Write a story")
    for label in ("Situation", "Task", "Action", "Result"):
        typed(page, "As it was.", label)
        saved(page, label)
    page.goto("/")
    expect(page.get_by_text("Done by practising: 1 of 1 drafted")).to_be_visible()


def test_the_checklist_of_the_day_keeps_its_ticks(page):
    page.goto("/guide/day-of/")
    tick = page.locator("#checklist .tick").first
    tick.click()
    expect(tick).to_have_attribute("aria-pressed", "true")
    page.reload()
    expect(tick).to_have_attribute("aria-pressed", "true")
