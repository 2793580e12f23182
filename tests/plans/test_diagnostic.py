"""The ten-minute diagnostic: six answers like any others, and a plan that follows them."""

from datetime import timedelta

import pytest

from interviewprep.ids import new_id
from plans.diagnostic import newest, probes_of, weak_kinds
from plans.models import Change, Diagnostic
from practice.known import read_known
from practice.models import Attempt
from tests.make import NOW, make_question
from tests.plans.make import plan_days

pytestmark = pytest.mark.django_db
AT = "/plan/diagnostic/"
KINDS = ("ml", "stats", "deep-learning", "llm", "design", "production")


@pytest.fixture
def bank(db) -> list:
    """One question of each of six kinds, and one in code."""
    return [make_question(kind=kind) for kind in (*KINDS, "dsa")]


def present(guest):
    """The probe that is to be answered."""
    return next(each for each in probes_of(newest(guest)) if not each.placed)


def post(client, guest, do, **more):
    """Press a button of the present probe."""
    probe = present(guest).question.pk
    return client.post(AT, {"do": do, "probe": probe, **more}, follow=True)


def begin(client, **more):
    """Begin."""
    return client.post(AT, {"do": "begin", "leaning": "llm", **more}, follow=True)


def finish(client, guest, verdict="not"):
    """Answer what is left aloud, all alike."""
    while newest(guest).finished_at is None:
        post(client, guest, "aloud")
        marks = present(guest).attempt.marks.all()
        post(client, guest, "ticks", **{f"point-{mark.point}": verdict for mark in marks})


def test_it_is_offered_and_nothing_begins_by_looking(guest, guest_client, bank):
    assert "Where do I stand?" in guest_client.get(AT).text
    assert not Diagnostic.objects.exists()
    key = "01a20fd7-0000-7000-8000-000000000001"
    for _ in range(2):
        begin(guest_client, key=key)
    assert Diagnostic.objects.count() == 1
    assert "Question 1 of 6" in guest_client.get(AT).text
    assert "dsa" not in {each.question.kind for each in probes_of(newest(guest))}


def test_a_written_answer_is_ticked_and_rated_like_any_other(guest, guest_client, bank):
    begin(guest_client)
    sent = {"body": "Split by time.", "key": new_id(), "made_from": "", "seconds": "80"}
    page = post(guest_client, guest, "answer", **sent)
    assert "Which of these did you say?" in page.text
    attempt = present(guest).attempt
    said = {f"point-{mark.point}": "said" for mark in attempt.marks.all()}
    assert "Question 2 of 6" in post(guest_client, guest, "ticks", **said).text
    attempt.refresh_from_db()
    assert (attempt.score, attempt.mode) == (100, Attempt.Mode.WRITTEN)
    assert guest.cards.get(question=attempt.question, point="").last_review is not None


def test_an_empty_answer_is_not_taken(guest, guest_client, bank):
    begin(guest_client)
    assert "Nothing is written yet" in post(guest_client, guest, "answer", body=" ").text
    assert not Attempt.objects.exists()


def test_what_one_does_not_know_is_placed_at_once(guest, guest_client, bank):
    begin(guest_client)
    assert "Question 2 of 6" in post(guest_client, guest, "unknown").text
    assert Attempt.objects.get().score == 0


def test_a_form_sent_twice_answers_once(guest, guest_client, bank):
    begin(guest_client)
    first = present(guest).question.pk
    for _ in range(2):
        guest_client.post(AT, {"do": "unknown", "probe": first})
    assert Attempt.objects.count() == 1


def test_the_result_says_what_six_answers_say_and_readiness_knows_them(guest, guest_client, bank):
    begin(guest_client)
    post(guest_client, guest, "unknown")
    finish(guest_client, guest, verdict="said")
    page = guest_client.get(AT).text
    assert "Where you stand, by six answers" in page
    assert page.count("100 of 100") >= 5
    assert "A first guess" in page
    assert len(read_known(guest, NOW).rows.cards) >= 6


def test_the_plan_gives_what_went_badly_more_room_and_says_why(guest, guest_client, bank):
    plan_days(guest, minutes=60)
    begin(guest_client)
    finish(guest_client, guest)
    assert set(weak_kinds(guest)) == set(KINDS)
    heavier = guest.tasks.filter(because__contains="your diagnostic heard 0 of 100")
    assert heavier.exists()
    assert Change.objects.latest("at").said.startswith("After your diagnostic")
    assert "Counts more for you" in guest_client.get(AT).text


def test_a_finished_one_stays_until_it_is_done_again(guest, guest_client, bank):
    begin(guest_client)
    finish(guest_client, guest)
    begin(guest_client, key="01a20fd7-0000-7000-8000-000000000002")
    assert Diagnostic.objects.count() == 2
    assert weak_kinds(guest)


def test_an_answer_from_before_it_began_is_no_answer_to_a_probe(guest, guest_client, bank):
    begin(guest_client)
    Diagnostic.objects.update(started_at=NOW + timedelta(days=1))
    post(guest_client, guest, "aloud")
    assert present(guest).attempt is None
