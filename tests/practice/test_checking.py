"""A suggestion beside each key point: marked in the answer, corrected by a click, never a score."""

from dataclasses import replace

import pytest

from interviewprep.ids import new_id
from practice import checking
from practice.checking import merged, with_evidence
from practice.domain import coverage
from practice.models.attempts import Mark
from questions.domain.encoder import EncoderError, encode
from questions.domain.records import FollowUp, KeyPoint
from questions.loading import question_of
from questions.models import Vector
from questions.vectors import store, vectors_for
from tests.make import make_attempt, make_question

POINTS = (
    KeyPoint(
        "leak",
        "A random split lets rows of the same user stand on both sides, so the test score is too"
        " good.",
        60,
        must=True,
        phrasings=("the same person is in training and in the test",) * 3,
        naming="There could be leakage.",
    ),
    KeyPoint("cost", "Ask the business what a false alarm costs before choosing a threshold.", 40),
)
BODY = (
    "If I shuffle the rows, the same user ends up in training and in the test set, so the score"
    " is too good <b>to be true</b>. The weather was fine that day."
)


@pytest.fixture
def question(db):
    """A question whose points mean something."""
    entry = make_question("split").parsed
    ladder = (
        FollowUp("press", "missed cost", "And the price?", "By date."),
        FollowUp("harder", "made leak", "How large is the effect?", "Measure it."),
    )
    made = question_of(replace(entry, slug="leaks", key_points=POINTS, follow_ups=ladder))
    made.save()
    return made


def suggest(attempt, **states) -> None:
    """As if the machine had found this."""
    for point, state in states.items():
        attempt.marks.filter(point=point).update(suggestion=state)


def page_of(client, attempt) -> str:
    """The attempt's page."""
    return client.get(attempt.get_absolute_url()).content.decode()


def test_a_point_that_was_made_is_found_with_its_words_and_another_is_not(
    question, guest, guest_client
):
    attempt = make_attempt(guest, question, body=BODY)
    states = dict(attempt.marks.values_list("point", "suggestion"))
    assert states["leak"] in ("covered", "check")
    assert attempt.marks.get(point="leak").evidence in BODY
    page = page_of(guest_client, attempt)
    assert "A suggestion: correct it with a click" in page
    assert "<b>to be true</b>" not in page and "&lt;b&gt;to be true" in page
    attempt.refresh_from_db()
    assert attempt.checked_by == "model" and attempt.score is None


def test_suggestions_are_taken_over_and_a_click_corrects_and_wins(question, guest, guest_client):
    attempt = make_attempt(guest, question, body=BODY)
    suggest(attempt, leak="covered", cost="missing")
    guest_client.post(f"{attempt.get_absolute_url()}marks/", {"take": "1"})
    assert dict(attempt.marks.values_list("point", "verdict")) == {"leak": "said", "cost": "not"}
    attempt.refresh_from_db()
    assert attempt.score == 60
    guest_client.post(f"{attempt.get_absolute_url()}marks/", {"point-cost": "said"})
    attempt.refresh_from_db()
    assert attempt.score == 100
    assert attempt.marks.get(point="cost").suggestion == "missing", "the machine's stays beside it"


def test_what_is_to_be_checked_stays_open(question, guest, guest_client):
    attempt = make_attempt(guest, question, body=BODY)
    attempt.marks.update(suggestion="check")
    guest_client.post(f"{attempt.get_absolute_url()}marks/", {"take": "1"})
    attempt.refresh_from_db()
    assert attempt.score is None and not attempt.marks.exclude(verdict="").exists()


def test_the_follow_up_goes_by_the_suggestion_until_one_ticks(question, guest, guest_client):
    attempt = make_attempt(guest, question, body=BODY)
    suggest(attempt, leak="covered", cost="check")
    assert "How large is the effect?" in page_of(guest_client, attempt)
    attempt.confirm({"leak": "said", "cost": "not"})
    assert "How large is the effect?" in page_of(guest_client, attempt)
    attempt.confirm({"leak": "not", "cost": "not"})
    assert "And the price?" in page_of(guest_client, attempt)


def test_without_the_model_words_alone_answer_and_the_page_says_so(
    question, guest, guest_client, monkeypatch
):
    def away(*args, lexical=False, **more):
        if not lexical:
            raise EncoderError("no model here")
        return measure(*args, lexical=True, **more)

    measure = coverage.measure
    monkeypatch.setattr(coverage, "measure", away)
    attempt = make_attempt(guest, question, body=BODY)
    assert "goes by shared words alone" in page_of(guest_client, attempt)


def test_code_and_an_empty_answer_get_no_suggestion(guest):
    code = make_question(kind="dsa")
    assert make_attempt(guest, code, body="def f(): ...").checked_by == ""
    assert make_attempt(guest, make_question(), body=" ").checked_by == ""


def test_the_points_vectors_are_kept_once_and_come_back_as_they_were(question):
    entry = question.parsed
    assert store([entry]) == 4
    assert store([entry]) == 0 and Vector.objects.count() == 4
    texts = [POINTS[0].text, POINTS[1].text]
    kept = vectors_for([*texts, "nobody keeps this"])
    assert set(kept) == set(texts)
    for text, vector in zip(texts, encode(texts), strict=True):
        assert float(kept[text] @ vector) > 0.999


def test_overlapping_evidence_is_marked_once_and_all_else_stays_as_typed():
    body = "One & two. Three <i>."
    marks = [
        Mark(suggestion="covered", evidence="One & two."),
        Mark(suggestion="covered", evidence="One & two."),
        Mark(suggestion="check", evidence="Three <i>."),
    ]
    assert with_evidence(body, marks) == "<mark>One &amp; two.</mark> Three &lt;i&gt;."
    assert merged([(5, 9), (0, 6), (12, 13)]) == [(0, 9), (12, 13)]
    assert checking.tally(marks) == {"covered": 2, "check": 1, "missing": 0}


def test_taking_over_twice_changes_nothing(question, guest, guest_client):
    attempt = make_attempt(guest, question, body=BODY)
    suggest(attempt, leak="covered", cost="missing")
    for _ in range(2):
        form = {"take": "1", "key": new_id()}
        assert guest_client.post(f"{attempt.get_absolute_url()}marks/", form).status_code == 302
    assert attempt.marks.filter(verdict="not").count() == 1
