"""`manage.py review_story`: as the contract says, in and out."""

import json

import pytest
import yaml
from django.conf import settings

from practice.domain.story_fits import signs
from practice.management.commands.review_story import behavioural, read_story, reviewed

DEMO = yaml.safe_load((settings.BASE_DIR / "fixtures/demo/candidate.yaml").read_text("utf-8"))


def of(title: str) -> dict:
    """What the command says of a demo story."""
    story = next(each for each in DEMO["stories"] if each["title"] == title)
    return reviewed(read_story(json.dumps({k: story[k] for k in story if k != "title"})))


def test_a_story_about_a_trade_off_answers_that_question_and_not_the_others():
    said = of("Distilling the search ranker")
    assert said["answers"]["performance-against-constraints"] == "well"
    assert said["answers"]["a-fairness-or-privacy-concern"] == "no"
    assert said["seconds"] > 30


def test_every_behavioural_question_is_answered_for():
    said = of("Telling sales why the score is not a promise")
    assert said["answers"].keys() == {entry.slug for entry in behavioural()}
    assert said["answers"]["explain-ml-to-a-non-expert"] == "well"


def test_every_theme_of_the_bank_has_its_signs():
    assert {entry.theme for entry in behavioural()} <= signs().keys()


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"action": 1}', "[" * 100_000])
def test_what_is_no_story_is_refused(text):
    with pytest.raises(ValueError):
        read_story(text)
