"""Facts said once, and words that must not be said."""

import pytest

from tests.make import make_claim, make_pitch, make_story, make_take, make_worksheet

RESULT = "After distillation latency fell to 62 ms."


@pytest.fixture
def story(guest):
    """A story that tells its project's number differently."""
    worksheet = make_worksheet(guest, name="Ranker", numbers="Latency after distillation: 92 ms")
    told = make_story(guest, result=RESULT)
    told.tell_of(worksheet)
    return told


def page_of(client, holder) -> str:
    """A holder's page."""
    return client.get(holder.get_absolute_url()).content.decode()


def test_a_number_told_differently_in_its_project_is_pointed_out(guest_client, story):
    assert "Told differently elsewhere" in page_of(guest_client, story)
    story.tell_of(None)
    assert "Told differently elsewhere" not in page_of(guest_client, story)


def test_two_numbers_that_are_two_things_are_not_pointed_out_again(guest_client, story):
    guest_client.post(f"/stories/{story.pk}/agreed/", {"words": "62 ms / 92 ms"})
    assert "Told differently elsewhere" not in page_of(guest_client, story)


def test_a_project_of_somebody_else_can_t_be_taken(guest_client, story, member):
    theirs = make_worksheet(member, name="Theirs")
    sent = guest_client.post(f"/stories/{story.pk}/project/", {"worksheet": theirs.pk})
    assert sent.status_code == 404
    sent = guest_client.post(f"/stories/{story.pk}/project/", {"worksheet": ""})
    story.refresh_from_db()
    assert sent.status_code == 302 and story.worksheet is None


@pytest.mark.parametrize("make", [make_story, make_worksheet, make_pitch])
def test_words_that_must_not_be_said_warn_wherever_they_stand(guest, guest_client, make):
    part = {make_story: "action", make_worksheet: "framing", make_pitch: "long"}[make]
    holder = make(guest, **{part: "We built it for NORTHWIND’s shop."})
    assert "You meant not to say this" not in page_of(guest_client, holder)
    guest_client.post("/claims/", {"words": "Northwind", "why": "Under an agreement"})
    assert "You meant not to say this" in page_of(guest_client, holder)
    guest_client.post(f"/claims/{guest.claims.get().pk}/delete/")
    assert "You meant not to say this" not in page_of(guest_client, holder)


def test_a_number_that_is_not_one_s_to_say_warns_in_a_story_too(guest, guest_client):
    worksheet = make_worksheet(guest, numbers="Revenue rose by 35 %.")
    story = make_story(guest, result="It brought 35% more.")
    figures = f"{worksheet.get_absolute_url()}figures/"
    guest_client.post(figures, {"words": "35 %", "stand-0": "unsaid"})
    assert "You meant not to say this" in page_of(guest_client, story)


def test_what_is_not_said_is_listed_and_said_twice_stands_once(guest, guest_client):
    make_claim(guest, "Northwind", why="A guess")
    make_claim(guest, "Northwind", why="Under an agreement")
    page = guest_client.get("/claims/").content.decode()
    assert page.count('<p class="spoken">Northwind') == 1 and "Under an agreement" in page


@pytest.mark.parametrize("words", ["", " ", "x" * 201])
def test_words_that_are_none_are_refused_and_nothing_is_written(guest, guest_client, words):
    assert guest_client.post("/claims/", {"words": words}).status_code == 422
    assert not guest.claims.exists()


def test_a_story_is_timed_at_one_s_own_pace_once_it_is_measured(guest, guest_client):
    story = make_story(guest, action="word " * 140)
    assert "The four parts at 140 words a minute" in page_of(guest_client, story)
    for _ in range(2):
        make_take(guest, story, seconds=60, words=70)
    assert "at your own 70 words a minute" in page_of(guest_client, story)
