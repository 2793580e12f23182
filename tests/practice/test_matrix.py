"""Which story answers what: suggested on request, decided by the candidate, and its gaps."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from practice.matrix import OVER_USED, decide, missing_themes, over_used, rows_of, suggest
from practice.models import Answering
from tests.make import make_own_question, make_question, make_story

TOLD = {
    "title": "Distilling the ranker",
    "situation": "Our search ranker took 240 ms a query, and the page could spare 100 of latency.",
    "task": "I had one quarter to get below that budget and keep the gain.",
    "action": "I compared int8 weights, fewer candidates and a distilled, smaller model on cost.",
    "result": "62 ms with 98 % of the gain; we gave up some memory.",
}


def behavioural(slug: str, theme: str = "trade-off"):
    """A behavioural question of a theme."""
    question = make_question(slug, kind="behavioural")
    question.entry |= {"theme": theme, "probes": ["Why not int8?"], "next_level": "Moves a team."}
    question.save()
    return question


@pytest.fixture
def told(guest):
    """A story about a trade-off."""
    story = make_story(guest, **TOLD)
    story.serve(["trade-off"])
    return story


def fit_of(story, question) -> str:
    """How a story answers a question now."""
    return Answering.objects.get(story=story, question=question).fit


def test_a_story_is_suggested_where_it_fits_and_not_elsewhere(told):
    fits, other = behavioural("constraints"), behavioural("concern", "ethics")
    suggest(candidate=told.candidate, stories=[told])
    assert fit_of(told, fits) == "well"
    assert fit_of(told, other) == "no"


def test_what_the_candidate_decides_outlives_a_new_suggestion_until_taken_back(told):
    question = behavioural("constraints")
    suggest(candidate=told.candidate, stories=[told])
    decide(story=told, verdicts={question.slug: "no"})
    suggest(candidate=told.candidate, stories=[told])
    assert fit_of(told, question) == "no"
    decide(story=told, verdicts={question.slug: ""})
    assert fit_of(told, question) == "well"


def test_a_verdict_that_there_is_not_and_a_question_of_another_kind_say_nothing(told):
    question = behavioural("constraints")
    decide(story=told, verdicts={question.slug: "excellently", make_question("ml").slug: "well"})
    assert not Answering.objects.exists()


def test_one_s_own_behavioural_question_stands_in_the_matrix_too(told):
    own = make_own_question(told.candidate, kind="behavioural")
    decide(story=told, verdicts={own.slug: "partly"})
    (row,) = rows_of(told.candidate, [told])
    assert row.question == own and row.cells[0].fit == "partly" and row.is_gap


def test_a_story_that_is_the_only_answer_to_many_is_named(told):
    questions = [behavioural(f"one-{n}") for n in range(OVER_USED + 1)]
    verdicts = {question.slug: "well" for question in questions}
    decide(story=told, verdicts=verdicts)
    rows = rows_of(told.candidate, [told])
    assert over_used(rows, [told]) == [(told, OVER_USED + 1)]
    second = make_story(told.candidate, **TOLD)
    decide(story=second, verdicts=verdicts)
    assert over_used(rows_of(told.candidate, [told, second]), [told, second]) == []


def test_what_is_asked_first_and_no_story_serves_is_missing(told):
    assert missing_themes([told]) == [
        "trouble with data",
        "a model that failed",
        "explaining to non-experts",
    ]


def test_the_page_of_the_matrix_says_what_is_there_and_what_is_not(guest_client, told):
    behavioural("constraints")
    assert guest_client.post("/stories/matrix/").status_code == 302
    page = guest_client.get("/stories/matrix/").content.decode()
    assert "Distilling the ranker" in page and "How would you constraints?" in page
    assert "nothing on trouble with data" in page
    assert "0 questions without a story" in page


def test_a_story_shows_what_it_answers_what_they_ask_and_the_next_level(guest_client, told):
    behavioural("constraints")
    guest_client.post(f"/stories/{told.pk}/suggest/")
    page = guest_client.get(told.get_absolute_url()).content.decode()
    assert "well, a suggestion" in page and "Why not int8?" in page and "Moves a team." in page
    guest_client.post(f"/stories/{told.pk}/answers/", {"fit-constraints": "no"})
    page = guest_client.get(told.get_absolute_url()).content.decode()
    assert "Why not int8?" not in page


def test_from_a_behavioural_question_one_picks_a_story_to_rehearse(guest_client, told):
    question = behavioural("constraints")
    decide(story=told, verdicts={question.slug: "well"})
    page = guest_client.get(question.get_absolute_url()).content.decode()
    assert f"/stories/{told.pk}/aloud/" in page
    told.delete_softly(told.created_at)
    page = guest_client.get(question.get_absolute_url()).content.decode()
    assert f"/stories/{told.pk}/aloud/" not in page


@pytest.mark.parametrize("rows", [1, 12])
def test_the_matrix_and_a_story_take_at_most_8_queries_whatever_there_is(guest_client, told, rows):
    for n in range(rows):
        question = behavioural(f"one-{n}")
        decide(story=make_story(told.candidate, **TOLD), verdicts={question.slug: "well"})
    suggest(candidate=told.candidate, stories=[told])
    for path in ("/stories/matrix/", told.get_absolute_url(), "/questions/one-0/"):
        with CaptureQueriesContext(connection) as queries:
            guest_client.get(path)
        assert len(queries) <= 8, path
