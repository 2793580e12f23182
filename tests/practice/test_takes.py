"""Rehearsals aloud: what is to be said, the takes kept of it, and whose they are."""

import re
from datetime import timedelta

import pytest

from interviewprep.accounts.merging import merge
from interviewprep.ids import new_id
from practice.models import Pitch, Take, Worksheet
from practice.rehearsing import rehearsal_of
from practice.takes import pace_of
from tests.make import (
    NOW,
    make_attempt,
    make_code_question,
    make_own_question,
    make_pitch,
    make_question,
    make_story,
    make_take,
    make_worksheet,
)

AUTO = {"X-Autosave": "1"}
WORDS = "I measured the ranker again and told the team. "
SALARY = "/pitches/salary/aloud/"


def aloud(thing) -> str:
    """Where a thing is rehearsed."""
    return f"{thing.get_absolute_url()}aloud/"


def sent(**more) -> dict:
    """What a page sends of a take."""
    return {"key": new_id(), "spoken": "110.4", "pauses": "3", "silence": "2.5", **more}


@pytest.fixture
def story(guest):
    """A story of 72 words in two parts."""
    return make_story(guest, title="The slow ranker", situation=WORDS * 3, action=WORDS * 5)


def test_the_page_says_what_to_say_and_how_long_each_part_should_take(guest_client, story):
    page = guest_client.get(aloud(story)).text
    assert page.count("<h1") == 1 and "The slow ranker" in page and WORDS.strip() in page
    assert re.findall(r'data-part="(\w+)".*?data-target="(\d+)"', page) == [
        ("situation", "12"),
        ("task", "30"),
        ("action", "19"),
        ("result", "30"),
    ]


def test_a_take_is_kept_with_its_numbers(guest, guest_client, story):
    form = sent(**{"of-situation": "50", "of-task": "60.4", "fillers": "4"})
    page = guest_client.post(aloud(story), form)
    assert page.status_code == 302 and page["Location"] == f"{aloud(story)}#takes"
    take = guest.takes.get()
    assert (take.story, take.key, take.seconds) == (story, form["key"], 110)
    assert take.parts == [
        {"part": "situation", "seconds": 50},
        {"part": "task", "seconds": 60.4},
    ]
    assert (take.pauses, take.silence, take.fillers) == (3, 2.5, 4)
    assert take.words == 27, "of the parts that were reached"


def test_a_take_without_marked_parts_is_of_the_whole_text(guest, guest_client, story):
    guest_client.post(aloud(story), sent())
    assert guest.takes.get().words == 72


def test_a_take_that_stopped_early_has_no_pace(guest, guest_client, story):
    guest_client.post(aloud(story), sent(early="1"))
    assert guest.takes.get().pace is None


def test_a_take_sent_twice_is_kept_once_and_answered_alike(guest, guest_client, story):
    form = sent()
    first, second = (guest_client.post(aloud(story), form, headers=AUTO) for _ in range(2))
    assert guest.takes.count() == 1
    assert first.status_code == second.status_code == 200
    listed = [re.findall(r"/takes/(.+?)/delete/", page.text) for page in (first, second)]
    assert listed == [[str(guest.takes.get().pk)]] * 2


@pytest.mark.parametrize(
    "odd", [{"spoken": "nan"}, {"spoken": ""}, {"key": "x"}, {"pauses": "-1"}, {"of-task": "1e9"}]
)
def test_a_take_that_cannot_be_true_is_refused_with_the_form(guest, guest_client, story, odd):
    page = guest_client.post(aloud(story), sent(**odd))
    assert page.status_code == 422 and "That was not kept." in page.text
    assert not guest.takes.exists()


def test_a_take_of_a_deep_dive_goes_by_its_areas_and_has_no_pace(guest, guest_client):
    worksheet = make_worksheet(guest, name="Search", framing=WORDS * 50, data=WORDS)
    rehearsal = rehearsal_of(worksheet)
    assert [each.seconds for each in rehearsal.parts] == [150, 4, 150, 150, 150, 150]
    guest_client.post(aloud(worksheet), sent(spoken="600", **{"of-framing": "150"}))
    assert (guest.takes.get().worksheet, guest.takes.get().words) == (worksheet, 0)


def test_a_paper_is_rehearsed_by_its_own_sections(guest):
    worksheet = make_worksheet(guest)
    worksheet.be(Worksheet.Project.PAPER)
    keys = [each.key for each in rehearsal_of(worksheet).parts]
    assert keys == ["claim", "method", "evidence", "limits", "next", "expect"]


def test_a_pitch_is_rehearsed_part_by_part(guest, guest_client):
    make_pitch(guest, long=WORDS * 20, short=WORDS)
    page = "/pitches/about-me/aloud/"
    assert 'data-target="90"' in guest_client.get(page).text
    assert 'data-target="30"' in guest_client.get(f"{page}?part=short").text
    guest_client.post(f"{page}?part=short", sent(spoken="25"))
    take = guest.takes.get()
    assert (take.pitch.kind, take.part, take.words) == ("about-me", "short", 9)
    assert str(take.pk) in guest_client.get(f"{page}?part=short").text
    assert str(take.pk) not in guest_client.get(page).text


def test_a_pitch_that_is_not_written_says_so_and_is_made_by_its_first_take(guest, guest_client):
    assert "Nothing is written here yet." in guest_client.get(SALARY).text
    assert not Pitch.objects.exists()
    for _ in range(2):
        guest_client.post(SALARY, sent(spoken="15"))
    assert guest.takes.count() == 2 and Pitch.objects.get().kind == "salary"


def test_what_a_pitch_keeps_private_is_on_no_page_of_a_rehearsal(guest, guest_client):
    make_pitch(guest, "salary", line="From 80 to 95 thousand.", floor="72 thousand")
    page = guest_client.get(SALARY).text
    assert "80 to 95" in page and "72 thousand" not in page and "floor" not in page.lower()
    for part in ("floor", "now", "nonsense", "%00"):
        assert guest_client.get(f"{SALARY}?part={part}").status_code == 404
        assert guest_client.post(f"{SALARY}?part={part}", sent()).status_code == 404
    assert guest_client.get("/pitches/about-me/aloud/?part=now").status_code == 404
    assert guest_client.get("/pitches/nonsense/aloud/").status_code == 404
    assert not Take.objects.exists()


def test_ones_pitch_is_not_anothers(guest, stranger_client):
    make_take(guest, make_pitch(guest, long="secret opening"), part="long")
    page = stranger_client.get("/pitches/about-me/aloud/").text
    assert "secret" not in page and "None yet." in page


def test_a_question_said_aloud_keeps_its_take_under_the_attempts_id(guest, guest_client):
    question, pk = make_question(), new_id()
    form = {**sent(fillers="2"), "attempt": pk, "seconds": "130"}
    page = guest_client.post(aloud(question), form, follow=True)
    take = guest.takes.get()
    assert (take.key, take.question, take.seconds, take.fillers) == (pk, question, 110, 2)
    assert f'data-recording="{pk}"' in page.text and "Listen back" in page.text
    assert str(take.pk) in guest_client.get(aloud(question)).text


@pytest.mark.parametrize("make", [make_question, make_code_question])
def test_a_question_said_aloud_without_a_recorder_has_no_take(guest, guest_client, make):
    form = {"attempt": new_id(), "seconds": "130", "spoken": "", "pauses": "", "silence": ""}
    page = guest_client.post(aloud(make()), form, follow=True)
    assert guest.attempts.answered().count() == 1 and not guest.takes.exists()
    assert "data-recording" not in page.text


def test_a_spoken_answer_counts_even_if_its_measures_are_odd(guest, guest_client):
    form = {**sent(spoken="nan"), "attempt": new_id(), "seconds": "130"}
    guest_client.post(aloud(make_question()), form)
    assert guest.attempts.answered().count() == 1 and not guest.takes.exists()


def test_a_question_of_ones_own_and_one_in_code_can_be_heard_again(guest, guest_client):
    for question in (make_own_question(guest), make_code_question()):
        form = {**sent(), "attempt": new_id(), "seconds": "130"}
        page = guest_client.post(aloud(question), form, follow=True)
        assert f'data-recording="{form["attempt"]}"' in page.text


def test_fillers_are_counted_later_and_can_be_taken_back(guest, guest_client, story):
    take = make_take(guest, story)
    page = guest_client.post(f"/takes/{take.pk}/fillers/", {"fillers": "6"})
    assert page["Location"] == f"{aloud(story)}?take={take.pk}#listen"
    assert guest.takes.get().fillers == 6
    assert guest_client.post(f"/takes/{take.pk}/fillers/", {"fillers": "x"}).status_code == 422
    assert guest.takes.get().fillers == 6
    guest_client.post(f"/takes/{take.pk}/fillers/", {"fillers": ""})
    assert guest.takes.get().fillers is None


def test_after_counting_the_fillers_of_an_answer_one_is_back_at_it(guest, guest_client):
    form = {**sent(), "attempt": new_id(), "seconds": "130"}
    guest_client.post(aloud(make_question()), form)
    page = guest_client.post(f"/takes/{guest.takes.get().pk}/fillers/", {"fillers": "6"})
    assert page["Location"] == f"/attempts/{form['attempt']}/"


def test_a_take_is_deleted_and_its_page_is_back(guest, guest_client):
    pitch = make_pitch(guest, short=WORDS)
    take = make_take(guest, pitch, part="short")
    page = guest_client.post(f"/takes/{take.pk}/delete/")
    assert page["Location"] == "/pitches/about-me/aloud/?part=short#takes"
    assert not guest.takes.exists()


def test_the_takes_of_what_was_deleted_are_gone_with_it(guest, guest_client, story):
    take = make_take(guest, story)
    story.delete_softly(NOW)
    assert guest_client.post(f"/takes/{take.pk}/fillers/", {"fillers": "6"}).status_code == 404
    assert guest_client.post(f"/takes/{take.pk}/delete/").status_code == 404
    assert guest.takes.get().fillers is None


def test_takes_are_listed_drawn_and_compared_two_at_a_time(guest, guest_client, story):
    takes = [
        make_take(
            guest,
            story,
            seconds=100 + 10 * place,
            words=200,
            parts=(("situation", 30.0 + place),),
            now=NOW + timedelta(minutes=place),
        )
        for place in range(3)
    ]
    page = guest_client.get(aloud(story)).text
    assert page.count("<polyline") == 1 and "Take 3" not in page
    ticked = f"?take={takes[0].pk}&take={takes[2].pk}"
    page = guest_client.get(f"{aloud(story)}{ticked}").text
    assert "Take 1," in page and "Take 3," in page and "Take 2," not in page
    assert page.index("Take 1,") < page.index("Take 3,")
    assert "<td>30 s</td><td>32 s</td>" in page
    assert "<td>120</td><td>100</td>" in page


def test_anothers_take_is_not_compared(guest, stranger, guest_client, story):
    take = make_take(stranger, make_story(stranger), seconds=77)
    page = guest_client.get(f"{aloud(story)}?take={take.pk}").text
    assert 'id="listen"' not in page and "<td>77" not in page


def test_ones_own_pace_shows_after_two_takes_and_sets_the_targets(guest, guest_client, story):
    assert pace_of(guest) is None
    for words in (90, 110):
        make_take(guest, story, seconds=60, words=words)
    make_take(guest, story, seconds=60, words=59)
    assert pace_of(guest) == 100
    page = guest_client.get(aloud(story)).text
    assert "100 words a minute" in page and 'data-part="situation"' in page
    assert re.search(r'data-part="situation".*?data-target="(\d+)"', page)[1] == "16"


def test_the_pace_is_ones_own(guest, stranger):
    for _ in range(2):
        make_take(stranger, make_story(stranger), seconds=60, words=100)
    assert pace_of(guest) is None


def test_only_pages_that_hear_may_ask_for_the_microphone_or_play(guest, guest_client, story):
    hears = guest_client.get(aloud(story))
    assert "microphone=(self)" in hears["Permissions-Policy"]
    assert "media-src 'self' blob:" in hears["Content-Security-Policy"]
    plays = guest_client.get(make_attempt(guest).get_absolute_url())
    assert "microphone=()" in plays["Permissions-Policy"]
    assert "media-src 'self' blob:" in plays["Content-Security-Policy"]
    deaf = guest_client.get(story.get_absolute_url())
    assert "microphone=()" in deaf["Permissions-Policy"]
    assert "blob:" not in deaf["Content-Security-Policy"]


def test_a_story_and_a_deep_dive_lead_to_their_rehearsals(guest, guest_client, story):
    for thing in (story, make_worksheet(guest)):
        assert f'href="{aloud(thing)}"' in guest_client.get(thing.get_absolute_url()).text


def test_a_pitch_rehearsed_as_a_guest_is_the_accounts_after_signing_in(guest, member, story):
    pitch = make_pitch(guest, long=WORDS)
    make_pitch(member, long=WORDS)
    make_take(guest, pitch, part="long")
    make_take(guest, story)
    merge(guest=guest, member=member)
    assert member.takes.count() == 2
    assert set(member.pitches.get().takes.all()) == set(member.takes.filter(part="long"))
