"""The bank as a candidate browses it: filters with their counts, search, and where one stands."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from practice.domain.memory import Rating
from practice.question_list import bank_of, chosen_of, counted, filtered
from questions.loading import index_words
from questions.models import Question
from tests.make import NOW, make_attempt, make_question, make_review

ALL_SAID = {"first": "said", "second": "said"}


def state_of(candidate, question, now=NOW) -> str:
    """Where the candidate stands with the question."""
    return bank_of(candidate, now).get(pk=question.pk).state


def shown(client, query="") -> list[str]:
    """The titles on the page."""
    page = client.get(f"/questions/?{query}").content.decode()
    titles = re.findall(r'<a href="/questions/(?!new/)[^"?]+/">(.*?)</a>', page)
    return [re.sub("<[^>]+>", "", title) for title in titles]


def counts_of(candidate, query="") -> dict:
    """The count behind every value of every facet: {(facet, value): n}."""
    questions, chosen = bank_of(candidate, NOW), chosen_of(QueryDict(query))
    return {
        (facet["name"], value["value"]): value["count"]
        for facet in counted(questions, chosen)
        for value in facet["values"]
    }


def test_a_question_is_new_until_it_is_answered(guest):
    question = make_question()
    assert state_of(guest, question) == "new"
    make_attempt(guest, question)
    assert state_of(guest, question) == "seen"


def test_another_candidates_answer_leaves_it_new(guest, stranger):
    question = make_question()
    make_attempt(stranger, question, verdicts=ALL_SAID)
    make_review(stranger, question, rating=Rating.EASY)
    assert state_of(guest, question) == "new"


@pytest.mark.parametrize(
    ("verdicts", "rating", "state"),
    [
        (ALL_SAID, Rating.EASY, "solid"),
        (ALL_SAID, Rating.HARD, "seen"),  # recalled in 14 days with less than 0.85
        ({"first": "said", "second": "not"}, Rating.EASY, "seen"),  # 60 of 100
        (None, Rating.EASY, "seen"),  # nothing confirmed
    ],
)
def test_solid_is_a_confirmed_score_that_lasts(guest, verdicts, rating, state):
    question = make_question()
    make_attempt(guest, question, verdicts=verdicts)
    make_review(guest, question, rating=rating)
    assert state_of(guest, question) == state


def test_solid_looks_to_the_day_of_the_interview(guest):
    question = make_question()
    make_attempt(guest, question, verdicts=ALL_SAID)
    make_review(guest, question, rating=Rating.GOOD)
    assert state_of(guest, question) == "seen"
    guest.aim.next_date = (NOW + timedelta(days=2)).date()
    assert state_of(guest, question) == "solid"


def test_only_the_newest_confirmed_score_counts(guest):
    question = make_question()
    make_attempt(guest, question, verdicts=ALL_SAID)
    late = NOW + timedelta(hours=1)
    make_attempt(guest, question, verdicts={"first": "not", "second": "not"}, now=late)
    make_review(guest, question, rating=Rating.EASY)
    assert state_of(guest, question) == "seen"


def test_what_is_due_is_due_before_anything_else(guest):
    question = make_question()
    make_attempt(guest, question, verdicts=ALL_SAID)
    make_review(guest, question, rating=Rating.EASY)
    assert state_of(guest, question, NOW + timedelta(days=9)) == "due"


def test_filters_combine_and_values_of_one_are_alternatives(guest, guest_client):
    make_question("a", kind="ml", difficulty=1, band="easy")
    make_question("b", kind="llm", difficulty=1, band="easy")
    make_question("c", kind="llm", difficulty=5, band="hard", stages=["phone", "onsite"])
    assert len(shown(guest_client, "kind=llm")) == 2
    assert shown(guest_client, "kind=llm&difficulty=hard") == ["How would you c?"]
    assert len(shown(guest_client, "kind=llm&kind=ml")) == 3
    assert shown(guest_client, "stage=onsite") == ["How would you c?"]
    assert shown(guest_client, "kind=llm&state=due") == []


def test_a_count_is_what_choosing_the_value_would_show(guest):
    make_question("a", kind="ml", difficulty=1, band="easy", mistakes=["hype"])
    make_question("b", kind="llm", difficulty=1, band="easy")
    make_question("c", kind="llm", difficulty=5, band="hard")
    make_attempt(guest, make_question("d", kind="llm", band="hard"))
    counts = counts_of(guest, "kind=llm")
    assert counts["kind", "ml"] == 1 and counts["kind", "llm"] == 3
    assert counts["difficulty", "easy"] == 1 and counts["difficulty", "hard"] == 2
    assert counts["state", "seen"] == 1 and ("mistake", "hype") not in counts
    for (facet, value), count in counts.items():
        others = chosen_of(QueryDict("kind=llm"))
        alone = {**others, facet: [value]}
        assert filtered(bank_of(guest, NOW), alone).count() == count, (facet, value)


def test_values_that_nobody_knows_are_left_out(guest_client):
    make_question("a")
    assert len(shown(guest_client, "kind=nonsense&topic=%00&page=99&state=")) == 1


def test_a_page_holds_25_and_the_next_keeps_the_filters(guest_client):
    for _ in range(27):
        make_question(kind="llm")
    page = guest_client.get("/questions/?kind=llm").content.decode()
    assert "27 questions" in page and "?kind=llm&amp;page=2" in page
    assert len(shown(guest_client, "kind=llm&page=2")) == 2


@pytest.mark.parametrize(
    "typed",
    ["attention", "atention", "ATTENTIONS", "attent", "café", "cafe", "cafés attention", "atenton"],
)
def test_search_forgives_typos_inflections_accents_and_unfinished_words(guest_client, typed):
    make_question("a", title="Why attention, in a café?")
    make_question("b", title="Gradient boosting")
    assert shown(guest_client, f"q={typed}") == ["Why attention, in a café?"]


def test_search_knows_kinds_topics_and_the_words_that_candidates_use(guest_client):
    question = make_question("a", title="Answers from documents", kind="llm", topic="rag")
    question.tags = "LLM applications llm rag squash a paragraph into one vector"
    question.save()
    index_words(["a"])
    make_question("b", title="Where models are stored")
    for typed in ("rag", "RAG", "squashed", "applications"):
        assert shown(guest_client, f"q={typed}") == ["Answers from documents"], typed
    assert shown(guest_client, "q=monitored") == []


def test_search_puts_titles_before_text(guest_client):
    make_question("a", title="Something else", text="drift drift drift drift drift drift")
    make_question("b", title="How do you notice drift over the months of a long year?")
    assert shown(guest_client, "q=drift")[0].startswith("How do you notice")
    assert len(shown(guest_client, "q=drift")) == 2


def test_search_marks_what_matched_and_escapes_the_rest(guest_client):
    make_question("a", title="<b>Drifting</b> features")
    page = guest_client.get("/questions/?q=drift").content.decode()
    assert "&lt;b&gt;<mark>Drifting</mark>" in page


def test_a_mended_search_says_what_it_looked_for(guest_client):
    make_question("a", title="Calibration")
    page = guest_client.get("/questions/?q=callibration").content.decode()
    assert "for “calibration”" in page


@pytest.mark.parametrize(
    "typed", ["'; DROP", "&|!():*", "\\", "a\x00b", "the", "%", "—", "x" * 900]
)
def test_search_takes_whatever_is_typed(guest_client, typed):
    make_question("a")
    assert guest_client.get("/questions/", {"q": typed}).status_code == 200


@pytest.mark.parametrize("query", ["", "q=how", "kind=ml&state=new"])
def test_the_list_takes_under_8_queries_at_any_number_of_rows(guest, guest_client, query):
    taken = []
    for _ in range(2):
        for _ in range(12):
            make_attempt(guest, make_question())
            make_question()
        with CaptureQueriesContext(connection) as queries:
            guest_client.get(f"/questions/?{query}")
        taken.append(len(queries))
    assert taken[0] == taken[1] < 8


def test_a_question_opens_from_each_leaning(db):
    make_question("a", kind="llm")
    make_question("b", kind="deep-learning")
    make_question("c", kind="ml-code")
    assert Question.objects.opening("llm").first().slug == "a"
    assert Question.objects.opening("research").first().slug == "b"
    assert not Question.objects.opening("llm").filter(kind="ml-code").exists()
