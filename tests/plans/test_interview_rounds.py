"""Rounds: when by their own clock, their checklist, what to read again, one page to print."""

from datetime import UTC, datetime, timedelta

import pytest

from interviewprep.ids import new_id
from plans.models import Check, Round, ToAsk
from questions.models import Question
from tests.make import NOW, make_question, make_story, make_worksheet
from tests.plans.make import make_interview, make_round, make_to_ask


def form(**more) -> dict:
    """What the page sends: Thursday, 3 December 2026, 14:00 in Berlin."""
    usual = {"stage": "phone", "day": "2026-12-03", "time": "14:00", "zone": "Europe/Berlin"}
    return {"key": new_id(), **usual, "minutes": "", "mode": "virtual", **more}


@pytest.fixture
def interview(member):
    """The member's interview."""
    return make_interview(member)


@pytest.fixture
def new(interview):
    """Where a round is added."""
    return f"{interview.get_absolute_url()}new-round/"


def test_a_round_is_made_once_at_its_instant_with_the_usual_length(member_client, new):
    sent = form()
    for _ in range(2):
        assert member_client.post(new, sent).status_code == 302
    each = Round.objects.get()
    assert each.starts_at == datetime(2026, 12, 3, 13, tzinfo=UTC) and each.minutes == 60
    page = member_client.get(each.get_absolute_url()).content.decode()
    assert "Thursday 3 December 2026, 14:00, Europe/Berlin, 60 min" in page
    assert each.checks.count() == 8


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"zone": "Europe/Berlni"}, "Do you mean Europe/Berlin"),
        ({"zone": "../etc/passwd"}, "No time zone has this name"),
        ({"day": "2027-03-28", "time": "02:30"}, "Did they mean 03:30?"),
        ({"day": "2020-12-03"}, "Is the year right?"),
        ({"day": "2036-12-03"}, "Is the year right?"),
        ({"day": "9999-12-31", "zone": "America/New_York", "time": "23:59"}, "nearer day"),
        ({"day": "soon"}, "Enter a valid date"),
        ({"stage": "tea"}, "Select a valid choice"),
        ({"minutes": "1"}, "greater than or equal to 5"),
    ],
)
def test_a_round_that_cannot_be_is_refused_kindly(member_client, new, wrong, words):
    response = member_client.post(new, form(**wrong))
    assert response.status_code == 422 and words in response.content.decode().replace("&#x27;", "'")
    assert not Round.objects.exists()


def test_a_round_of_last_week_is_taken_and_asks_for_a_debrief(member_client, new):
    made = member_client.post(new, form(day="2026-11-17"))
    page = member_client.get(made.headers["Location"]).content.decode()
    assert "This round is past" in page and "Write down what was asked" in page


def test_a_time_that_comes_twice_says_so(member, member_client, new):
    made = member_client.post(new, form(day="2027-10-31", time="02:30"))
    assert "twice" in member_client.get(made.headers["Location"]).content.decode()


@pytest.mark.parametrize(
    ("place", "linked"),
    [
        ("https://meet.example.org/x", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("http://[bad", False),
        ("Room 4, second floor", False),
    ],
)
def test_only_an_address_of_the_web_becomes_a_link(interview, member_client, place, linked):
    each = make_round(interview, place=place)
    page = member_client.get(each.get_absolute_url()).content.decode()
    assert ('rel="noopener noreferrer nofollow"' in page) is linked
    assert bool(each.link) is linked


def test_a_round_is_changed_from_its_version_and_else_shows_both(interview, member_client):
    each = make_round(interview)
    url = f"{each.get_absolute_url()}edit/"
    page = member_client.get(url).content.decode()
    assert 'value="2026-11-26"' in page and 'value="13:00"' in page
    assert member_client.post(url, form(version=1, place="Room 1")).status_code == 302
    response = member_client.post(url, form(version=1, time="15:00"))
    assert response.status_code == 409 and "03 December 2026, 14:00" in response.content.decode()
    each.refresh_from_db()
    assert (each.version, each.place, each.local.hour) == (2, "Room 1", 14)


def test_on_site_the_way_there_takes_the_place_of_the_camera(interview, member_client):
    each = make_round(interview)
    texts = lambda: " ".join(each.checks.values_list("text", flat=True))  # noqa: E731
    assert "camera" in texts()
    member_client.post(f"{each.get_absolute_url()}edit/", form(version=1, mode="on-site"))
    assert "camera" not in texts() and "The way there" in texts()
    other = make_round(interview, mode="on-site").checks
    assert other.filter(text__startswith="The way there").exists()
    assert not other.filter(text__contains="camera").exists()


def test_checks_are_ticked_added_removed_and_brought_back(interview, member_client):
    each = make_round(interview)
    first, url = each.checks.order_by("place").first(), f"{each.get_absolute_url()}checks/"
    for _ in range(2):
        member_client.post(f"/checks/{first.pk}/tick/", {"verdict": "done"})
    assert "1 of 8" in member_client.get(each.get_absolute_url()).content.decode()
    member_client.post(f"/checks/{first.pk}/tick/", {"verdict": "open"})
    sent = {"key": new_id(), "text": "Bring the badge"}
    for _ in range(2):
        assert member_client.post(url, sent).status_code == 302
    assert "0 of 9" in member_client.get(each.get_absolute_url()).content.decode()
    mine = Check.objects.get(text="Bring the badge")
    member_client.post(f"/checks/{mine.pk}/delete/")
    assert each.checks.count() == 8
    member_client.post(f"/checks/{mine.pk}/restore/")
    assert each.checks.count() == 9
    member_client.post(url, {"key": new_id(), "text": "  "})
    assert each.checks.count() == 9


def test_what_to_read_again_is_chosen_from_ones_own(interview, member, member_client, stranger):
    each, story = make_round(interview), make_story(member, title="The slow ranker", result="62 ms")
    sheet, other = make_worksheet(member, name="Search"), make_story(stranger, title="secret")
    sent = {"reread": [str(story.pk), str(sheet.pk), str(other.pk), "x"]}
    member_client.post(f"{each.get_absolute_url()}reread/", sent)
    each.refresh_from_db()
    assert each.reread == [story.pk, sheet.pk]
    printed = member_client.get(f"{each.get_absolute_url()}print/").content.decode()
    assert "The slow ranker" in printed and "62 ms" in printed and "secret" not in printed
    story.delete_softly(NOW)
    printed = member_client.get(f"{each.get_absolute_url()}print/").content.decode()
    assert "The slow ranker" not in printed and "Search" in printed


def test_questions_to_ask_are_picked_once_ticked_and_answered(interview, member_client):
    make_question("their-team", kind="ask-them")
    url = f"{interview.get_absolute_url()}to-ask/"
    page = member_client.get(url).content.decode()
    assert "The first claim." in page
    for _ in range(2):
        member_client.post(url, {"key": new_id(), "source": "their-team:first"})
    own = {"key": new_id(), "text": "What did you stop last?"}
    for _ in range(2):
        member_client.post(url, own)
    assert set(ToAsk.objects.values_list("text", flat=True)) == {
        "The first claim.",
        "What did you stop last?",
    }
    mine = ToAsk.objects.get(source="")
    member_client.post(f"/to-ask/{mine.pk}/tick/", {"verdict": "done"})
    sent = {"body": "Two pilots.", "key": new_id(), "made_from": ""}
    answer = f"{interview.get_absolute_url()}{mine.part}/"
    assert member_client.post(answer, sent).status_code == 302
    page = member_client.get(interview.get_absolute_url()).content.decode()
    assert 'aria-pressed="true"' in page and "Two pilots." in page
    Question.objects.all().delete()


@pytest.mark.parametrize("sent", [{"text": ""}, {"text": "x" * 501}, {"source": "no:such"}])
def test_a_question_to_ask_that_cannot_be_is_refused(interview, member_client, sent):
    url = f"{interview.get_absolute_url()}to-ask/"
    assert member_client.post(url, {"key": new_id(), **sent}).status_code == 422
    assert not ToAsk.objects.exists()


def test_a_question_removed_and_picked_again_is_not_there_twice(interview, member_client):
    make_question("their-team", kind="ask-them")
    first = make_to_ask(interview, "", source="their-team:first")
    member_client.post(f"/to-ask/{first.pk}/delete/")
    make_to_ask(interview, "", source="their-team:first")
    assert member_client.post(f"/to-ask/{first.pk}/restore/").status_code == 302
    assert ToAsk.objects.count() == 1


def test_twelve_questions_to_ask_are_enough(interview, member_client):
    for number in range(12):
        make_to_ask(interview, f"Question {number}?")
    url = f"{interview.get_absolute_url()}to-ask/"
    response = member_client.post(url, {"key": new_id(), "text": "One more?"})
    assert response.status_code == 422 and "Remove one first" in response.content.decode()


def test_a_deleted_round_can_be_brought_back(interview, member_client):
    each = make_round(interview, starts_at=NOW + timedelta(days=1))
    member_client.post(f"{each.get_absolute_url()}delete/")
    assert member_client.get(each.get_absolute_url()).status_code == 404
    page = member_client.get(interview.get_absolute_url()).content.decode()
    assert f"/rounds/{each.pk}/restore/" in page
    member_client.post(f"{each.get_absolute_url()}restore/")
    assert member_client.get(each.get_absolute_url()).status_code == 200
