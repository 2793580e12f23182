"""The opening and the money: one row a kind, suggestions beside it, and a floor that stays put."""

import itertools
import logging
import re

import pytest

from interviewprep.accounts.merging import merge
from interviewprep.ids import new_id
from practice.domain.opening import TARGETS
from practice.models import Claim, Pitch, Take, Text
from practice.models.pitches import KINDS, PARTS
from tests.make import NOW, make_pitch, make_story, make_worksheet

FLOOR = "83,417 €"
LINE = "Between 80,000 and 95,000 euros gross."


def send(client, kind, part, body, **fields):
    """What the page's Save button sends."""
    form = {"key": new_id(), "made_from": "", "body": body} | fields
    return client.post(f"/pitches/{kind}/{part}/", form)


def take_of(pitch) -> Take:
    """A rehearsal of a pitch."""
    return Take.objects.create(
        candidate=pitch.candidate, pitch=pitch, key=new_id(), at=NOW, local_day=NOW, seconds=80
    )


def test_the_targets_of_the_rules_are_those_that_the_pages_name():
    shown = {
        (kind, part): target
        for kind, parts in PARTS.items()
        for part, (_, _, target) in parts.items()
        if target
    }
    assert shown == TARGETS


def test_looking_makes_no_row_and_the_first_save_makes_one(guest, guest_client):
    for kind in KINDS:
        assert guest_client.get(f"/pitches/{kind}/").status_code == 200
    assert not Pitch.objects.exists()
    first = send(guest_client, "about-me", "long", "I run search.")
    assert (first.status_code, first.url) == (302, "/pitches/about-me/")
    send(guest_client, "about-me", "short", "I run search for 40 shops.")
    pitch = Pitch.objects.get()
    assert (pitch.candidate, pitch.kind) == (guest, "about-me")
    assert {text.part: text.body for text in pitch.texts.all()} == {
        "long": "I run search.",
        "short": "I run search for 40 shops.",
    }


def test_a_save_that_arrives_broken_makes_no_row(guest_client):
    assert send(guest_client, "salary", "line", LINE, key="no key").status_code == 422
    assert not Pitch.objects.exists()


def test_a_stale_save_gets_both_texts(guest, guest_client):
    make_pitch(guest, "why-leave", reason="What stands.")
    page = send(guest_client, "why-leave", "reason", "What was sent.")
    assert page.status_code == 409
    assert "What stands." in page.text and "What was sent." in page.text


@pytest.mark.parametrize("path", ["/pitches/nonsense/", "/pitches/salary/long/", "/pitches/x/y/"])
def test_a_kind_or_part_that_there_is_not_is_404(guest_client, path):
    answer = guest_client.post(path, {"key": new_id(), "made_from": "", "body": "A"})
    assert answer.status_code in {404, 405}
    assert guest_client.get(path).status_code in {404, 405}
    assert not Text.objects.exists()


def test_everybody_sees_only_their_own(guest, guest_client, stranger, stranger_client):
    make_pitch(guest, long="Words of the guest.")
    send(stranger_client, "about-me", "long", "Words of the stranger.")
    assert "Words of the guest." in guest_client.get("/pitches/about-me/").text
    assert "of the guest" not in stranger_client.get("/pitches/about-me/").text
    assert Pitch.objects.count() == 2
    history = Text.objects.get(pitch__candidate=guest)
    assert stranger_client.get(f"/texts/{history.pk}/").status_code == 404


def test_the_list_says_how_far_each_is_against_its_target(guest, guest_client):
    make_pitch(guest, long="word " * 280, now="I run search.")
    page = guest_client.get("/pitches/").text
    assert re.search(r'class="tag warn">.*In 90 seconds: </span>120 of 90 s', page)
    assert re.search(r'class="muted">.*In 30 seconds: </span>0 of 30 s', page)
    assert "Still empty: What led here, Why this next, In 30 seconds" in page


def test_the_stories_lead_there(guest_client):
    assert 'href="/pitches/"' in guest_client.get("/stories/").text


def test_a_remark_shows_its_words_and_its_question(guest, guest_client):
    make_pitch(guest, "why-leave", reason="The place is toxic.")
    page = guest_client.get("/pitches/why-leave/").text
    assert "“toxic”" in page and "How do you want people to work together" in page
    part = guest_client.get("/pitches/why-leave/", headers={"HX-Target": "div#look"}).text
    assert part.strip().startswith('<div class="stack" id="look"') and "“toxic”" in part


def test_the_ninety_seconds_show_what_the_thirty_could_keep(guest, guest_client):
    make_pitch(guest, long="I run search. It serves 40 shops. It was fun.")
    page = guest_client.get("/pitches/about-me/").text
    assert re.search(r"a number</span> It serves 40 shops\.", page)
    assert not re.search(r"</span> It was fun\.", page)


def test_projects_are_offered_and_never_written_in(guest, guest_client):
    project = make_worksheet(guest, name="Ranker", numbers="240 ms to 92 ms\n\n4.1 M€ a year")
    make_worksheet(guest, name="A paper", numbers="1 claim").be("paper")
    make_worksheet(guest, name="Gone", numbers="9 shops").delete_softly(NOW)
    for words, worksheet in (("4.1 M€", project), ("Kept quiet", None)):
        Claim.objects.create(
            candidate=guest, worksheet=worksheet, words=words, stand="unsaid", noted_at=NOW
        )
    page = guest_client.get("/pitches/about-me/").text
    assert "Ranker" in page and "240 ms to 92 ms" in page
    assert "4.1 M€" not in page and "A paper" not in page and "Gone" not in page
    assert not re.search(r"<textarea[^>]*>\s*[^\s<]", page)
    assert "Ranker" not in guest_client.get("/pitches/salary/").text
    assert not Pitch.objects.exists()


def test_the_floor_stands_in_a_closed_box_of_its_own_page_and_nowhere_else(
    guest, guest_client, caplog
):
    caplog.set_level(logging.DEBUG)
    send(guest_client, "salary", "line", LINE)
    assert "Your floor" not in guest_client.get("/pitches/").text
    send(guest_client, "salary", "floor", FLOOR)
    story = make_story(guest, task="A")
    page = guest_client.get("/pitches/salary/").text
    box = re.search(r"<details class=\"card no-print\">.*?</details>", page, re.DOTALL)[0]
    assert FLOOR in box and FLOOR not in page.replace(box, "")
    assert "Your floor" not in guest_client.get("/pitches/").text
    kinds = [f"/pitches/{kind}/" for kind in KINDS if kind != "salary"]
    for path in (*kinds, "/pitches/", "/stories/", story.get_absolute_url(), "/", "/questions/"):
        assert "83,417" not in guest_client.get(path).text, path
    part = guest_client.get("/pitches/salary/", headers={"HX-Target": "div#look"}).text
    assert "83,417" not in part and "This names your floor, or less" in part
    assert "83,417" not in caplog.text
    assert "no-store" in guest_client.get("/pitches/salary/").headers["Cache-Control"]


def test_the_line_is_held_against_the_floor_as_it_stands(guest, guest_client):
    make_pitch(guest, "salary", line=LINE)
    assert "This names your floor" not in guest_client.get("/pitches/salary/").text
    send(guest_client, "salary", "floor", FLOOR)
    page = guest_client.get("/pitches/salary/").text
    assert "This names your floor" in page and "“80,000”" in page


def test_two_pitches_of_one_kind_become_one_at_sign_in(guest, member):
    own = make_pitch(member, long="The account's words.", short="Short.")
    theirs = make_pitch(guest, long="The guest's words.", now="The guest's now.")
    other = make_pitch(guest, "salary", line=LINE)
    takes = {take_of(own).pk, take_of(theirs).pk}
    merge(guest=guest, member=member)
    assert set(member.pitches.all()) == {own, other}
    assert {text.part: text.body for text in own.texts.all()} == {
        "long": "The account's words.\n\nThe guest's words.",
        "short": "Short.",
        "now": "The guest's now.",
    }
    assert {take.pk for take in own.takes.all()} == takes
    assert not Take.objects.exclude(candidate=member).exists()
    versions = [text.versions.all() for text in Text.objects.filter(pitch=own)]
    bodies = {version.body for version in itertools.chain(*versions)}
    assert bodies >= {"The account's words.", "The guest's words."}
    assert not Text.objects.exclude(candidate=member).exists()
