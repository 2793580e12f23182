"""One's own questions: answered, met again and found like the bank's, and nobody else's."""

import re
from datetime import timedelta

import pytest
from django.core.management import call_command
from hypothesis import given
from hypothesis import strategies as st

from interviewprep.ids import new_id
from practice import own_questions, reviews
from practice.domain.memory import Rating
from practice.models import Attempt, OwnQuestion
from questions.models import Word
from tests.make import NOW, make_attempt, make_own_question, make_question

AUTOSAVE = {"X-Autosave": "1"}


def save(client, pk, part="prompt", body="Why Kubeflow?", made_from="", **headers):
    """One save of a part, as the page sends it."""
    form = {"key": new_id(), "made_from": made_from, "body": body}
    return client.post(f"/questions/{pk}/{part}/", form, headers=headers)


def listed(client, query="") -> str:
    """The page of all questions."""
    return client.get(f"/questions/?{query}").content.decode()


def test_the_sheet_for_a_new_one_writes_nothing_until_the_first_save(client, db):
    page = client.get("/questions/new/").content.decode()
    pk = re.search(r"/questions/([0-9a-f-]{36})/prompt/", page)[1]
    assert not OwnQuestion.objects.exists()
    assert save(client, pk, **AUTOSAVE).status_code == 200
    own = OwnQuestion.objects.get()
    assert (str(own.pk), own.title, own.candidate.is_guest) == (pk, "Why Kubeflow?", True)


def test_what_is_saved_is_what_its_page_shows(guest, guest_client):
    own = make_own_question(
        guest, prompt="Why **Kubeflow**?\nSay more.", points="- It runs\n- It scales\n\n- It runs"
    )
    page = guest_client.get(own.get_absolute_url()).content.decode()
    assert "<strong>Kubeflow</strong>" in page and "Say more." in page
    attempt = make_attempt(guest, own)
    marks = attempt.marks.order_by("place")
    assert [(m.text, m.weight, m.must) for m in marks] == [
        ("It runs", 50, False),
        ("It scales", 50, False),
    ]
    page = guest_client.get(attempt.get_absolute_url()).content.decode()
    assert "It scales" in page and "They would now ask" not in page


def test_it_is_drafted_answered_and_rated_by_the_ways_of_the_bank(guest, guest_client):
    own = make_own_question(guest)
    form = {"key": new_id(), "made_from": "", "body": "Because.", "attempt": new_id()}
    answer = guest_client.post(f"{own.get_absolute_url()}check/", form)
    attempt = Attempt.objects.get(own=own)
    assert answer["Location"] == attempt.get_absolute_url() and attempt.answered_at
    rating = {"rating": "3", "key": new_id()}
    guest_client.post(f"{attempt.get_absolute_url()}rating/", rating)
    card = guest.cards.get(own=own)
    assert card.due_at > NOW - timedelta(days=30) and card.reviews.count() == 1
    aloud = guest_client.post(f"{own.get_absolute_url()}aloud/", {"attempt": new_id()})
    assert aloud.status_code == 302 and guest.attempts.filter(own=own).count() == 2


def test_it_comes_back_in_review_with_its_notes(guest, guest_client):
    own = make_own_question(guest, prompt="Why me?", notes="Think of the **ranker**.")
    card = reviews.card_for(candidate=guest, subject=own)
    reviews.rate(card=card, rating=Rating.AGAIN, key=new_id(), now=NOW - timedelta(days=3))
    page = guest_client.get("/review/").content.decode()
    assert "Why me?" in page and "<strong>ranker</strong>" in page


def test_it_stands_above_the_bank_and_answers_to_search_and_filters(guest, guest_client):
    make_question("attention", title="How does attention work?", kind="deep-learning")
    make_own_question(guest, kind="llm", prompt="Why Kubeflow?", points="It uses quaternions")
    assert "Your own" in listed(guest_client) and "Why Kubeflow?" in listed(guest_client)
    for query in ("q=kubeflow", "q=quaternion", "kind=llm", "q=Kubefl", "state=new"):
        assert "Kubeflow" in listed(guest_client, query).replace("<mark>", "").replace(
            "</mark>", ""
        ), query
    for query in ("q=attention", "kind=deep-learning", "state=due"):
        assert "Your own" not in listed(guest_client, query), query


def test_all_of_ones_own_have_a_list_of_their_own(guest, guest_client):
    make_question(title="One of the bank?")
    for number in range(7):
        make_own_question(guest, prompt=f"Own number {number}?")
    page = listed(guest_client)
    assert page.count("Own number") == 5 and "mine=1" in page
    page = listed(guest_client, "mine=1")
    assert page.count("Own number") == 7 and "One of the bank?" not in page


def test_nobody_else_sees_it_anywhere(guest, stranger_client):
    own = make_own_question(guest, prompt="Secret zyzzyva?")
    for address in (own.get_absolute_url(), f"{own.get_absolute_url()}edit/"):
        assert stranger_client.get(address).status_code == 404
    assert save(stranger_client, own.pk, body="Mine now").status_code == 404
    assert "zyzzyva" not in listed(stranger_client, "q=Secret")
    assert not Word.objects.filter(word="zyzzyva").exists(), "or it would mend others' searches"
    own.refresh_from_db()
    assert own.title == "Secret zyzzyva?"


def test_a_save_from_an_older_version_is_refused_with_both_texts(guest, guest_client):
    own = make_own_question(guest, prompt="First")
    answer = save(guest_client, own.pk, body="Other", made_from=new_id(), **AUTOSAVE)
    assert answer.status_code == 409 and b"First" in answer.content and b"Other" in answer.content


def test_its_kind_can_be_said_before_its_first_word(guest, guest_client):
    pk = new_id()
    guest_client.post(f"/questions/{pk}/kind/", {"kind": "design"})
    assert save(guest_client, pk).status_code == 302
    own = OwnQuestion.objects.get(pk=pk)
    assert (own.kind, own.minutes, own.title) == ("design", 45, "Why Kubeflow?")
    assert guest_client.post(f"/questions/{pk}/kind/", {"kind": "x"}).status_code == 404


def test_a_deleted_one_is_asked_no_more_and_comes_back_whole(guest, guest_client):
    own = make_own_question(guest, prompt="Why me?")
    attempt = make_attempt(guest, own)
    card = reviews.card_for(candidate=guest, subject=own)
    reviews.rate(card=card, rating=Rating.AGAIN, key=new_id(), now=NOW - timedelta(days=3))
    guest_client.post(f"{own.get_absolute_url()}delete/")
    gone = (own.get_absolute_url(), attempt.get_absolute_url())
    assert [guest_client.get(address).status_code for address in gone] == [404, 404]
    assert "Why me?" not in listed(guest_client)
    assert "Why me?" not in guest_client.get("/review/").content.decode()
    assert "Why me?" in guest_client.get("/questions/new/").content.decode()
    guest_client.post(f"{own.get_absolute_url()}restore/")
    assert [guest_client.get(address).status_code for address in gone] == [200, 200]


def test_a_week_after_its_deletion_it_is_gone_with_its_answers(guest):
    own = make_own_question(guest)
    make_attempt(guest, own)
    own.delete_softly(NOW - timedelta(days=900))
    call_command("purge", verbosity=0)
    assert not OwnQuestion.everything.exists() and not Attempt.objects.exists()


def test_links_of_a_candidate_are_not_vouched_for(guest, guest_client):
    own = make_own_question(guest, prompt="See [this](https://example.org)<script>x</script>")
    page = guest_client.get(own.get_absolute_url()).content.decode()
    assert 'rel="noopener nofollow ugc"' in page and "<script>x" not in page


@given(st.text(max_size=300))
def test_the_claims_of_any_text_are_different_and_their_weights_add_up(points):
    claims = own_questions.claims_of(points)
    assert len(set(claims)) == len(claims) <= own_questions.POINTS_AT_MOST
    weights = own_questions.even_weights(len(claims))
    assert sum(weights) == (100 if claims else 0)
    assert not weights or max(weights) - min(weights) <= 1


@pytest.mark.parametrize("body", ["", "  \n", "x" * 4000])
def test_a_question_of_any_length_has_a_title_that_fits(guest, body):
    own = make_own_question(guest, prompt=body)
    assert 0 < len(own.title) <= 120
