"""The ten-minute diagnostic: six answers like any others, and a plan that follows them."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from interviewprep.ids import new_id
from plans.diagnostic import newest, probes_of, result_of, weak_kinds
from plans.domain.readiness import readiness
from plans.models import Change, Diagnostic
from plans.prediction import read_prediction
from practice.models import Attempt
from questions.domain.vocabulary import KINDS as KIND_LABELS
from tests.make import NOW, make_attempt, make_question
from tests.plans.make import bare_plan, plan_days

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


@pytest.mark.parametrize("do", ["unknown", "aloud"])
def test_words_typed_before_one_says_otherwise_stay_a_draft_and_the_probe_goes_on(
    guest, guest_client, bank, do
):
    begin(guest_client)
    first, attempt = present(guest).question, new_id()
    typed = {"body": "Hm.", "key": new_id(), "made_from": "", "attempt": attempt}
    guest_client.post(f"{first.get_absolute_url()}draft/", typed)
    version = guest.attempts.open().get().texts.get().version
    typed |= {"body": "Hm, a baseline?", "key": new_id(), "made_from": version}
    post(guest_client, guest, do, **typed, spoken=new_id(), seconds="41")
    given = guest.attempts.answered().get()
    assert (given.mode, given.seconds, given.asked) == (Attempt.Mode.SPOKEN, 41, first)
    draft = guest.attempts.open().get()
    assert (draft.pk, draft.score) == (attempt, None)
    assert draft.texts.get().body == "Hm, a baseline?"
    assert present(guest).question != first if do == "unknown" else present(guest).attempt


def test_a_draft_is_kept_without_scripts_and_the_page_stays(guest, guest_client, bank):
    begin(guest_client)
    sent = {"body": "A baseline.", "key": new_id(), "made_from": "", "attempt": new_id()}
    page = post(guest_client, guest, "save", **sent)
    assert "Question 1 of 6" in page.text and "A baseline.</textarea>" in page.text


def test_ticks_made_on_the_answers_own_page_count_and_the_end_is_found(guest, guest_client, bank):
    begin(guest_client)
    for _ in range(5):
        post(guest_client, guest, "unknown")
    post(guest_client, guest, "aloud")
    attempt = present(guest).attempt
    attempt.confirm({mark.point: "said" for mark in attempt.marks.all()})
    assert "All six are answered" in guest_client.get(AT).text
    page = guest_client.post(AT, {"do": "see"}, follow=True).text
    assert "Where you stand, by six answers" in page
    assert newest(guest).finished_at


def test_nobody_sees_or_moves_anothers(guest, guest_client, stranger_client, bank):
    begin(guest_client)
    post(guest_client, guest, "aloud")
    probe = present(guest)
    points = {f"point-{mark.point}": "said" for mark in probe.marks}
    for do in ("ticks", "unknown", "see", "aloud"):
        sent = {"do": do, "probe": probe.question.pk, "spoken": probe.attempt.pk, **points}
        assert "Where do I stand?" in stranger_client.post(AT, sent, follow=True).text
    assert not present(guest).placed
    assert Attempt.objects.count() == Diagnostic.objects.count() == 1


def test_anothers_answer_is_not_taken_for_ones_own(guest, guest_client, member, bank):
    theirs = make_attempt(member, bank[0])
    begin(guest_client)
    post(guest_client, guest, "aloud", spoken=theirs.pk)
    assert present(guest).attempt.candidate == guest
    theirs.refresh_from_db()
    assert theirs.candidate == member


def test_what_makes_no_sense_is_refused(guest, guest_client, bank):
    begin(guest_client)
    assert post(guest_client, guest, "win").status_code == 422


def test_every_state_takes_at_most_8_queries_and_writes_nothing(guest, guest_client, bank):
    def look():
        with CaptureQueriesContext(connection) as queries:
            assert guest_client.get(AT).status_code == 200
        assert not [each for each in queries if not each["sql"].startswith("SELECT")]
        return len(queries)

    taken = [look()]
    begin(guest_client)
    taken.append(look())
    post(guest_client, guest, "aloud")
    taken.append(look())
    finish(guest_client, guest)
    taken.append(look())
    plan_days(guest, minutes=60)
    taken.append(look())
    assert max(taken) <= 8, taken


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
    assert "Not probed: Data structures and algorithms" in page
    assert "Not probed: " in page.split('id="dims"')[1] and "Coding ability" in page


def test_readiness_agrees_with_the_result(guest, guest_client, bank):
    begin(guest_client)
    post(guest_client, guest, "unknown")
    unknown = next(each for each in probes_of(newest(guest)) if each.placed).question
    marks = {f"point-{point}": said for point, said in (("first", "said"), ("second", "not"))}
    while newest(guest).finished_at is None:
        post(guest_client, guest, "aloud")
        post(guest_client, guest, "ticks", **marks)
    assert weak_kinds(guest).keys() == {unknown.kind}
    found = {bar.label: bar for bar in result_of(newest(guest))["kinds"]}
    predicted = read_prediction(guest, NOW)
    for each in readiness(predicted.pieces, "kind"):
        if each.name not in KINDS:
            continue
        bar = found[KIND_LABELS[each.name]]
        assert bar.words.startswith("0 of 2" if each.name == unknown.kind else "1 of 2")
        assert each.now.unknown == 0
        # What was said fades by memory, and no more than that.
        assert bar.score - 10 <= 100 * each.now.known <= bar.score


def test_the_plan_gives_what_went_badly_more_room_and_says_why(guest, guest_client, bank):
    plan_days(guest, minutes=60)
    begin(guest_client)
    finish(guest_client, guest)
    assert set(weak_kinds(guest)) == set(KINDS)
    heavier = guest.tasks.filter(because__contains="your diagnostic heard 0 of 2 points of one")
    assert heavier.exists()
    assert Change.objects.latest("at").said.startswith("After your diagnostic")
    assert "Counts more for you" in guest_client.get(AT).text
    heavier.update(verdict="done")
    assert "Counts more for you" not in guest_client.get(AT).text


def test_a_plan_that_nothing_in_it_changes_says_so(guest, guest_client, bank):
    begin(guest_client)
    finish(guest_client, guest)
    bare_plan(guest)
    assert "no open task of your plan is about it" in guest_client.get(AT).text


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
