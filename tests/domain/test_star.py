"""The rules for stories: each issue both ways, and all of them on stories labelled by hand."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from practice.domain.shortening import shorten
from practice.domain.star import ASKS, LABELS, STAR, review_story
from practice.domain.story_fits import fit, signs, words_of

# Written and labelled by who had not seen the rules; `unseen` was never looked at while they
# were changed, `seen` was.
STORIES = Path(__file__).parent / "stories"
GOOD = {
    "situation": "Our ranker took 240 ms a query and the page could spare 100.",
    "task": "I owned serving and had one quarter to get there.",
    "action": "I measured where the time went. I compared a smaller encoder, int8 weights and a"
    " distilled model on the same queries, and chose to distil since it kept most of the gain.",
    "result": "Latency fell to 62 ms with 98 % of the gain. Since then I measure before I choose.",
}
stories = st.fixed_dictionaries({part: st.text(max_size=300) for part in STAR})


def codes(**changed) -> list[str]:
    """The issues of the good story with some parts changed."""
    return review_story({**GOOD, **changed}).codes


def test_a_story_that_says_what_a_listener_waits_for_has_no_issue():
    assert codes() == []


@pytest.mark.parametrize(
    ("code", "changed"),
    [
        ("result_missing", {"result": ""}),
        ("result_missing", {"result": "The test is still running."}),
        ("no_numbers_in_result", {"result": "Search got a lot faster. Since then I measure."}),
        (
            "no_numbers_in_result",
            {"result": "It went live in Q3 2024 with GPT-4. I learned to wait."},
        ),
        ("we_not_i", {"action": "We measured it, we compared options, and our team chose one."}),
        (
            "no_own_role",
            {"task": "The ranker had to get faster.", "action": "I helped the team, instead."},
        ),
        ("no_alternatives_considered", {"action": "I distilled the model and shipped it."}),
        ("no_learning", {"result": "Latency fell to 62 ms with 98 % of the gain."}),
        ("situation_too_long", {"situation": "The page was slow for a long time. " * 9}),
        ("vague_action", {"action": "I worked on the ranker instead, and helped with serving."}),
        ("too_long", {"action": GOOD["action"] + " I wrote one more line of it down." * 40}),
    ],
)
def test_an_issue_is_found_where_it_is_and_only_there(code, changed):
    assert code in codes(**changed)
    assert code not in codes()


@pytest.mark.parametrize("result", ["It halved.", "From eleven to forty of sixty use it weekly."])
def test_numbers_in_words_are_numbers(result):
    assert not {"no_numbers_in_result", "result_missing"} & set(codes(result=result))


def test_an_empty_story_is_not_complained_about():
    assert review_story({}).issues == ()


def test_i_and_we_are_counted_where_one_acts():
    review = review_story({**GOOD, "situation": "We we we.", "task": "We had to.", "action": "I I"})
    assert (review.mine, review.ours) == (2, 1)


def test_a_slower_speaker_takes_longer():
    assert review_story(GOOD, wpm=70).total > review_story(GOOD).total


def test_every_issue_has_its_words_and_the_question_that_mends_it():
    assert ASKS.keys() == LABELS.keys()
    assert all("?" in ask or "“I”" in ask for ask in ASKS.values())


@given(stories)
def test_the_words_of_an_issue_stand_in_its_part(story):
    for issue in review_story(story).issues:
        assert all(words in story[issue.part] for words in issue.words)


@pytest.mark.parametrize(
    ("name", "precision", "recall"), [("seen", 0.9, 0.9), ("unseen", 0.8, 0.75)]
)
def test_labelled_stories_are_reviewed_as_their_labellers_did(name, precision, recall):
    right = said = wanted = 0
    for story in json.loads((STORIES / f"{name}.json").read_text("utf-8")):
        found, labels = set(review_story(story).codes), set(story["issues"])
        right, said, wanted = right + len(found & labels), said + len(found), wanted + len(labels)
    assert right / said >= precision
    assert right / wanted >= recall


@given(stories, st.integers(0, 150))
def test_a_shorter_story_is_made_of_its_own_sentences_and_fits(story, seconds):
    kept = shorten(story, seconds)
    assert sum(each.words for each in kept if each.stays) * 60 <= seconds * 140
    assert all(each.text in story[each.part] for each in kept)


def test_half_a_minute_keeps_the_result_and_drops_what_does_not_fit():
    long = {**GOOD, "situation": "There was a page that some people sometimes used. " * 12}
    kept = shorten(long, 30)
    assert any(each.stays for each in kept if each.part == "result")
    assert not all(each.stays for each in kept)


def test_a_story_that_is_told_in_a_theme_s_words_answers_its_question():
    told = " ".join(GOOD.values())
    assert fit(theme="trade-off", serves=(), text=told, share=0.3) == "well"
    assert fit(theme="ethics", serves=(), text=told, share=0.2) == "no"


def test_a_theme_that_the_candidate_ticked_counts_with_words_of_it():
    told = " ".join(GOOD.values())
    assert fit(theme="trade-off", serves=["trade-off"], text=told, share=0) == "well"
    assert fit(theme="mistakes-and-incidents", serves=["mistake"], text=told, share=0) == "partly"
    assert fit(theme="trade-off", serves=["trade-off"], text="Latency, ms.", share=1) == "no"


@given(st.sampled_from(sorted(signs())), st.text(max_size=400))
def test_the_words_of_a_theme_stand_in_the_text(theme, text):
    assert all(words in text for words in words_of(theme, text))
