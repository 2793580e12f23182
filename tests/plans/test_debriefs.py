"""Debriefs: questions that were asked, how they went, and what that changes in practice."""

from datetime import timedelta

import pytest

from interviewprep.ids import new_id
from plans.debriefing import carried_over, suggestions
from plans.models import Debriefed
from practice.known import read_known
from practice.models import OwnQuestion, Proof
from practice.proofs import GAP_WEIGHT, SHAKY_WEIGHT, SOLID_WEIGHT, note_proof
from tests.make import NOW, make_attempt, make_own_question, make_question, make_review
from tests.plans.make import make_debriefed, make_interview, make_round


@pytest.fixture
def each(member):
    """The member's round of yesterday."""
    return make_round(make_interview(member), starts_at=NOW - timedelta(days=1))


@pytest.fixture
def url(each):
    """Where it is debriefed."""
    return f"{each.get_absolute_url()}debrief/"


def weights(candidate) -> dict:
    """What each item counts in the queue."""
    return {item.id: item.weight for item in read_known(candidate, NOW).items}


def test_a_question_of_the_bank_is_found_and_added_once(each, member_client, url):
    question = make_question("attention-heads", title="Why several attention heads?")
    page = member_client.get(f"{url}?q=several+attention+heads").content.decode()
    assert f'value="{question.slug}"' in page
    sent = {"key": new_id(), "question": question.slug, "grade": "gap"}
    for _ in range(2):
        assert member_client.post(url, sent).status_code == 302
    assert Debriefed.objects.get().proof.question == question
    assert Proof.objects.count() == 1
    assert question.title in member_client.get(url).content.decode()


def test_the_best_match_comes_first_and_one_shared_word_is_enough(member):
    make_question("one", title="Dropout at test time")
    both = make_question("two", title="Dropout and batch normalisation")
    found = suggestions(member, "dropout with batch normalisation")
    assert found[0] == both and len(found) == 2
    assert suggestions(member, "zzz qqq") == suggestions(member, "  ") == []


def test_a_question_that_the_bank_lacks_becomes_ones_own_once(each, member, member_client, url):
    sent = {"key": new_id(), "prompt": "How do you version data?", "kind": "data", "grade": "shaky"}
    for _ in range(2):
        assert member_client.post(url, {**sent, "note": "Stuck."}).status_code == 302
    own = OwnQuestion.objects.get()
    assert (own.title, own.kind) == ("How do you version data?", "data")
    assert Debriefed.objects.get().proof.own == own and Debriefed.objects.get().note == "Stuck."
    assert suggestions(member, "version data")[0] == own


@pytest.mark.parametrize(
    "wrong", [{"grade": "superb"}, {"grade": ""}, {"question": "", "prompt": " "}]
)
def test_a_debrief_without_question_or_grade_is_refused(each, member_client, url, wrong):
    sent = {"key": new_id(), "prompt": "Why?", "grade": "gap"}
    assert member_client.post(url, {**sent, **wrong}).status_code == 422
    assert not Debriefed.objects.exists()


def test_anothers_own_question_cannot_be_debriefed(each, member_client, url, stranger):
    other = make_own_question(stranger)
    sent = {"key": new_id(), "question": str(other.pk), "grade": "gap"}
    assert member_client.post(url, sent).status_code == 404


def test_another_grade_adds_to_the_log_and_removing_takes_it_back(each, member, member_client):
    row = make_debriefed(each, make_question(), grade="gap")
    sent = {"key": new_id(), "version": 1, "grade": "solid", "note": "Went well after all."}
    for _ in range(2):
        assert member_client.post(f"/debriefed/{row.pk}/grade/", sent).status_code == 302
    assert [proof.grade for proof in Proof.objects.order_by("pk")] == ["gap", "solid"]
    assert member.proofs.standing().get().grade == "solid"
    stale = {**sent, "key": new_id(), "grade": "shaky", "note": "From another tab."}
    refused = member_client.post(f"/debriefed/{row.pk}/grade/", stale)
    assert refused.status_code == 409 and "From another tab." in refused.content.decode()
    member_client.post(f"/debriefed/{row.pk}/delete/")
    assert not Debriefed.objects.exists() and not member.proofs.standing().exists()
    assert Proof.objects.count() == 2


def test_of_two_rounds_that_asked_the_same_the_newest_stands(member):
    question = make_question()
    for grade, days in (("gap", 5), ("solid", 1), ("shaky", 3)):
        at = NOW - timedelta(days=days)
        note_proof(candidate=member, subject=question, grade=grade, key=new_id(), now=at)
    assert member.proofs.standing().get().grade == "solid"


@pytest.mark.parametrize(
    ("grade", "factor"), [("gap", GAP_WEIGHT), ("shaky", SHAKY_WEIGHT), ("solid", SOLID_WEIGHT)]
)
def test_what_a_round_has_proven_weighs_more_or_less_than_a_guess(each, member, grade, factor):
    asked, other, met = make_question(), make_question(), make_question()
    card, own = make_review(member, met).card, make_own_question(member)
    mine = make_review(member, own).card
    before = weights(member)
    for subject in (asked, met, own):
        make_debriefed(each, subject, grade=grade)
    after = weights(member)
    for item in (f"new-{asked.pk}", f"card-{card.pk}", f"card-{mine.pk}"):
        assert after[item] == pytest.approx(before[item] * factor), item
    assert after[f"new-{other.pk}"] == before[f"new-{other.pk}"]


def test_the_newest_round_decides_what_a_question_weighs(each, member):
    question = make_question()
    before = weights(member)
    make_debriefed(each, question, grade="solid", now=NOW + timedelta(hours=1))
    make_debriefed(each, question, grade="gap")
    asked = f"new-{question.pk}"
    assert weights(member)[asked] == pytest.approx(before[asked] * SOLID_WEIGHT)


def test_a_strangers_debrief_changes_nothing_here(each, member, stranger):
    question = make_question()
    before = weights(stranger)
    make_debriefed(each, question)
    assert weights(stranger) == before


def test_what_came_of_a_round_is_kept_from_its_version(each, member_client, url):
    sent = {"version": 1, "outcome": "passed", "came_next": "A design round."}
    for _ in range(2):
        assert member_client.post(f"{url}outcome/", sent).status_code == 302
    stale = member_client.post(f"{url}outcome/", {**sent, "came_next": "Nothing."})
    assert stale.status_code == 409 and "A design round." in stale.content.decode()
    page = member_client.get(each.get_absolute_url()).content.decode()
    assert "I am through" in page and "A design round." in page


def test_what_carried_over_says_what_was_practised_and_which_gaps_closed(each, member):
    early = NOW - timedelta(days=3)
    known, closed, still = (make_question() for _ in range(3))
    make_attempt(member, known, now=early, verdicts={"first": "said", "second": "said"})
    make_debriefed(each, known, grade="solid")
    make_debriefed(each, closed, grade="gap")
    make_debriefed(each, still, grade="shaky")
    later = NOW + timedelta(hours=1)
    make_attempt(member, closed, now=later, verdicts={"first": "said", "second": "said"})
    make_attempt(member, still, now=later, verdicts={"first": "not", "second": "said"})
    rows = {row.debriefed.proof.question: row for row in carried_over(each.interview)}
    assert [rows[q].before for q in (known, closed, still)] == [True, False, False]
    assert [rows[q].closed for q in (known, closed, still)] == [False, True, False]


def test_a_gap_answered_solidly_in_a_later_round_is_closed(each, member):
    question = make_question()
    make_debriefed(each, question, grade="gap")
    make_debriefed(make_round(each.interview), question, grade="solid", now=NOW + timedelta(days=2))
    first, second = carried_over(each.interview)
    assert first.closed and not second.closed


def test_the_page_of_what_carried_over_counts_it(each, member_client):
    make_debriefed(each, make_question(), grade="gap")
    page = member_client.get(f"{each.interview.get_absolute_url()}carried-over/").content.decode()
    assert "0 of 1 question you had practised before" in page and "0 of 1 that went badly" in page
