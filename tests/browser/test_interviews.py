"""The way of an interview in a browser: added, prepared, kept in a calendar, debriefed."""

import re
from datetime import timedelta

import icalendar
import pytest
from playwright.sync_api import expect

from interviewprep.ids import new_id
from plans.models import Debriefed, Interview, Round
from practice.models import Proof
from questions.models import Question
from tests.browser.steps import saved, sheet
from tests.conftest import client_of
from tests.make import NOW, make_guest, make_story, make_worksheet
from tests.plans.make import make_interview, make_round, make_to_ask

SOON = (NOW + timedelta(days=3)).date()
PAPERS = ("A4", "Letter")


def add_interview(page) -> None:
    """From the empty list to the interview's page."""
    page.goto("/interviews/")
    page.get_by_role("link", name="Add an interview").click()
    page.get_by_label("Company").fill("Acme")
    page.get_by_label("The post").fill("ML engineer")
    page.get_by_label("Job description").fill("# We seek\n\nSomebody who can measure.")
    page.get_by_role("button", name="Add it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("ML engineer, Acme")


def add_round(page, *, zone="Europe/Berlin") -> None:
    """From the interview's page to the round's."""
    page.get_by_role("link", name="Add a round").click()
    page.get_by_label("Stage").select_option("phone")
    page.get_by_label("Date").fill(SOON.isoformat())
    page.get_by_label("Time", exact=True).fill("14:00")
    page.get_by_label("Time zone").fill(zone)
    page.get_by_label("Place or link").fill("https://meet.example.org/x")
    page.get_by_role("button", name="Add it").click()


def the_whole_way(page, clock, save) -> None:
    """Everything from the first form to what carried over; `save` saves a text."""
    add_interview(page)
    add_round(page)
    expect(page.get_by_text("14:00, Europe/Berlin, 60 min")).to_be_visible()
    expect(page.get_by_role("link", name="https://meet.example.org/x")).to_be_visible()
    page.get_by_role("button", name="Done: Five minutes early").click()
    expect(page.get_by_text("1 of 8")).to_be_visible()
    page.get_by_role("textbox", name="Another thing to check").fill("Charge the headset")
    page.get_by_role("button", name="Add it").click()
    expect(page.get_by_text("1 of 9")).to_be_visible()
    each = Round.objects.get()

    page.get_by_role("link", name="ML engineer, Acme").click()
    save(page, "What they run", "PyTorch on Kubernetes.")
    page.get_by_role("link", name="Pick three or four").click()
    page.get_by_role("textbox", name="One of your own").fill("What did you stop last?")
    page.get_by_role("button", name="Add it").click()
    page.get_by_role("link", name="ML engineer, Acme").click()
    page.get_by_role("button", name="Asked: What did you stop last?").click()
    pressed = page.get_by_role("button", name="Asked: What did you stop last?")
    expect(pressed).to_have_attribute("aria-pressed", "true")
    expect(sheet(page, "What they run")).to_have_value("PyTorch on Kubernetes.")

    clock.move(days=4)
    page.goto("/interviews/")
    page.get_by_role("link", name="Write down what was asked").click()
    page.get_by_role("searchbox", name="Words of the question").fill("transformers rnn")
    page.get_by_role("button", name="Find it in the bank").click()
    asked = Question.objects.get(slug="transformers-over-rnns")
    page.get_by_role("button", name=re.compile(f"^A gap.*{asked.title}")).click()
    expect(page.get_by_role("heading", name="1 question")).to_be_visible()
    page.get_by_text("It is none of these").click()
    page.get_by_role("textbox", name="The question, as it was asked").fill("Why us?")
    page.get_by_role("group", name="How did it go?").last.get_by_label("Solid").check()
    page.get_by_role("button", name="Add it").click()
    expect(page.get_by_role("heading", name="2 questions")).to_be_visible()
    page.get_by_label("What they said").select_option("passed")
    page.get_by_role("button", name="Keep this", exact=True).click()
    expect(page.get_by_label("What they said")).to_have_value("passed")
    page.get_by_role("link", name="What carried over").click()
    expect(page.get_by_text("0 of 2 questions you had practised before.")).to_be_visible()
    assert set(Proof.objects.values_list("grade", flat=True)) == {"gap", "solid"}
    each.refresh_from_db()
    assert each.outcome == "passed" and Debriefed.objects.count() == 2


def by_itself(page, label: str, words: str) -> None:
    """Type, and wait until it has saved itself."""
    sheet(page, label).fill(words)
    saved(page, label)


def by_button(page, label: str, words: str) -> None:
    """Fill the field and press its button, where no script runs."""
    sheet(page, label).fill(words)
    form = page.locator("form").filter(has=sheet(page, label))
    form.get_by_role("button", name="Save", exact=True).click()


def test_an_interview_from_its_first_form_to_what_carried_over(page, clock):
    the_whole_way(page, clock, by_itself)


def test_the_same_way_without_scripts(plain, clock):
    the_whole_way(plain, clock, by_button)


def test_a_wrong_zone_is_answered_with_the_one_meant_and_nothing_typed_is_lost(page, troubles):
    troubles.forgive("status of 422")
    add_interview(page)
    add_round(page, zone="Berlni")
    expect(page.get_by_text("Do you mean Europe/Berlin?")).to_be_visible()
    expect(page.get_by_label("Place or link")).to_have_value("https://meet.example.org/x")
    page.get_by_label("Time zone").fill("Europe/Berlin")
    page.get_by_role("button", name="Add it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Technical phone screen")


def test_a_form_sent_by_two_clicks_makes_one_interview(page):
    page.goto("/interviews/new/")
    page.get_by_label("Company").fill("Acme")
    page.get_by_role("button", name="Add it").dblclick()
    expect(page.get_by_role("heading", level=1)).to_have_text("Acme")
    assert Interview.objects.count() == 1


def test_a_checklist_changes_in_its_place(page):
    add_interview(page)
    add_round(page)
    field = page.get_by_role("textbox", name="Another thing to check")
    for number, words in enumerate(("Charge the headset", "Feed the cat"), 9):
        field.fill(words)
        field.press("Enter")
        expect(page.get_by_text(f"0 of {number}")).to_be_visible()
        expect(field).to_have_value("")
    page.get_by_role("button", name="Done: Charge the headset").click()
    expect(page.get_by_text("1 of 10")).to_be_visible()
    page.get_by_role("button", name=re.compile("^Remove.*Charge the headset")).click()
    expect(page.get_by_text("0 of 9")).to_be_visible()
    page.get_by_role("button", name="Done: Feed the cat").click()
    expect(page.get_by_text("1 of 9")).to_be_visible()
    page.get_by_text("Removed", exact=True).click()
    page.get_by_role("button", name=re.compile("^Undo.*Charge the headset")).click()
    expect(page.get_by_text("2 of 10")).to_be_visible()


def test_the_calendars_address_is_made_subscribed_to_and_replaced(page):
    add_interview(page)
    add_round(page)
    page.goto("/interviews/")
    page.get_by_role("button", name="Make an address").click()
    address = page.get_by_label("Address").input_value()
    answer = page.request.get(address, headers={"Cookie": ""})
    events = icalendar.Calendar.from_ical(answer.body()).walk("VEVENT")
    assert [str(each["SUMMARY"]) for each in events] == [
        "Technical phone screen: ML engineer, Acme"
    ]
    page.get_by_role("button", name="Replace the address").click()
    expect(page.get_by_label("Address")).not_to_have_value(address)
    assert page.request.get(address).status == 404


@pytest.mark.parametrize("paper", PAPERS)
def test_the_night_before_fits_one_sheet_of_paper(page, enter, paper, transactional_db):
    guest = make_guest()
    interview = make_interview(guest, description="# We seek")
    each = make_round(interview, place="https://meet.example.org/x", people="Ada, who leads it")
    stories = [make_story(guest, title=f"Story {n}", result="62 ms, by 60 % less.") for n in "123"]
    projects = [make_worksheet(guest, name=f"Project {n}", numbers="3 % → 7 %") for n in "12"]
    each.choose([thing.pk for thing in (*stories, *projects)])
    for number in range(4):
        make_to_ask(interview, f"What did you stop last, and who decided it, in year {number}?")
    client = client_of(guest)
    for part in ("stack", "publications", "products", "people", "why-us", "sources"):
        body = "They said so in their post of May. " * 8
        words = {"body": body, "key": str(new_id()), "made_from": ""}
        assert client.post(f"{interview.get_absolute_url()}{part}/", words).status_code == 302
    enter(page.context, client)
    page.goto(f"{each.get_absolute_url()}print/")
    pdf = page.pdf(format=paper)
    assert len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf)) == 1
