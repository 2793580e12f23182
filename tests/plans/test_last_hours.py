"""The page for the last hours: one's own things with their addresses, and nothing kept."""

import re
from datetime import timedelta

import pytest

from tests.make import NOW, make_question, make_review, make_story, make_worksheet


def test_ones_own_stories_and_projects_are_in_by_name_the_fullest_first(guest, guest_client):
    make_story(guest, title="Half a story", task="A")
    whole = dict.fromkeys(("situation", "task", "action", "result"), "Words.")
    story = make_story(guest, title="The slow ranker", **whole)
    sheet = make_worksheet(guest, name="Support search", framing="B")
    page = guest_client.get("/plan/last-hours/?minutes=120").text
    assert page.index("The slow ranker") < page.index("Half a story")
    assert story.get_absolute_url() in page and sheet.get_absolute_url() in page
    assert "Support search" in page


def test_a_paper_to_present_is_at_hand_too(guest, guest_client):
    paper = make_worksheet(guest, name="A paper on rerankers", claim="It says so.")
    paper.be("paper")
    assert "A paper on rerankers" in guest_client.get("/plan/last-hours/?minutes=120").text


def test_an_empty_story_is_nothing_to_say_aloud(guest, guest_client):
    make_story(guest, title="Only a title")
    page = guest_client.get("/plan/last-hours/").text
    assert "Only a title" not in page and "Keywords for one story" in page


def test_the_questions_are_those_asked_most_for_the_leaning_one_of_a_kind(guest, guest_client):
    make_question(title="Seldom asked", kind="llm", frequency=1)
    make_question(title="Often asked", kind="llm", frequency=5)
    make_question(title="Of another kind", kind="behavioural", frequency=2)
    page = guest_client.get("/plan/last-hours/?minutes=300").text
    assert page.index("Often asked") < page.index("Of another kind")
    assert "Seldom asked" not in page


def test_what_is_due_is_named_with_its_count(guest, guest_client):
    make_review(guest, make_question(), now=NOW - timedelta(days=40))
    assert "Meet again what is due (1)" in guest_client.get("/plan/last-hours/?minutes=480").text


@pytest.mark.parametrize("asked", ["", "x", "-5", "²", "0", "1", "9999", "1e9"])
def test_any_minutes_give_a_plan_that_fits(guest_client, asked):
    page = guest_client.get(f"/plan/last-hours/?minutes={asked}").text
    taken, there = map(int, re.search(r"(\d+) of (\d+) min", page).groups())
    assert taken <= there


def test_a_newcomer_gets_there_from_the_start_page_and_leaves_no_row(client, db, django_user_model):
    assert 'href="/plan/last-hours/"' in client.get("/").text
    assert client.get("/plan/last-hours/").status_code == 200
    assert not django_user_model.objects.exists()
