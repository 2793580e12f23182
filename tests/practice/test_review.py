"""Review: what is due comes, is rated once, and can be taken back."""

from datetime import timedelta

from django.utils import timezone

from interviewprep.ids import new_id
from practice.domain.memory import Rating
from practice.models import Card
from practice.queue import read_queue as queue
from practice.reviews import undo
from tests.make import NOW, make_attempt, make_question, make_review

HTMX = {"HX-Request": "true", "HX-Target": "div#card"}


def due_review(candidate, **more):
    """A card that has been due for hours."""
    return make_review(candidate, now=timezone.now() - timedelta(days=30), **more)


def test_a_rating_after_an_answer_says_when_it_comes_back(guest, guest_client):
    attempt = make_attempt(guest, now=timezone.now())
    page = guest_client.get(attempt.get_absolute_url()).content.decode()
    for label in ("10 min", "1 d", "2 d", "8 d"):
        assert label in page
    form = {"rating": "3", "key": new_id()}
    guest_client.post(f"/attempts/{attempt.pk}/rating/", form)
    guest_client.post(f"/attempts/{attempt.pk}/rating/", form)
    assert guest.reviews.count() == 1
    assert "Comes back" in guest_client.get(attempt.get_absolute_url()).content.decode()


def test_review_asks_what_is_due_with_the_answer_behind_it(guest, guest_client):
    review = due_review(guest)
    page = guest_client.get("/review/").content.decode()
    assert "1 due · about 5 min" in page and review.card.question.title in page


def test_a_rating_brings_the_next_card_and_counts_once(guest, guest_client):
    first, second = due_review(guest), due_review(guest)
    form = {"rating": "3", "key": new_id()}
    url = f"/review/{first.card_id}/rating/"
    page = guest_client.post(url, form, headers=HTMX).content.decode()
    assert page.strip().startswith('<div id="card"')
    assert second.card.question.title in page
    guest_client.post(url, form, headers=HTMX)
    assert guest.reviews.filter(card=first.card).count() == 2


def test_undo_puts_the_card_back_exactly_and_takes_the_deed_back(guest, guest_client):
    review = due_review(guest)
    before = Card.objects.values().get(pk=review.card_id)
    guest_client.post(f"/review/{review.card_id}/rating/", {"rating": "1", "key": new_id()})
    assert Card.objects.values().get(pk=review.card_id) != before
    page = guest_client.get("/review/").content.decode()
    assert "Undo “Again”" in page
    form = {"review": guest.reviews.order_by("-reviewed_at").first().pk}
    guest_client.post("/review/undo/", form)
    guest_client.post("/review/undo/", form)
    assert Card.objects.values().get(pk=review.card_id) == before
    assert guest.deeds.filter(what="review").standing().count() == 1
    assert review.card.question.title in guest_client.get("/review/").content.decode()


def test_undo_reaches_back_one_rating_after_the_other_but_not_past_today(guest):
    yesterday = make_review(guest, now=NOW - timedelta(days=1))
    first = make_review(guest, now=NOW - timedelta(minutes=1))
    second = make_review(guest)
    assert undo(candidate=guest, pk=first.pk, now=NOW) is None
    assert undo(candidate=guest, pk=second.pk, now=NOW) == second
    assert undo(candidate=guest, pk=first.pk, now=NOW) == first
    assert undo(candidate=guest, pk=yesterday.pk, now=NOW) is None


def test_undoing_a_first_rating_leads_back_to_the_answer_it_rated(guest, guest_client):
    question = make_question()
    attempt = make_attempt(guest, question, now=timezone.now())
    review = make_review(guest, question, now=timezone.now())
    response = guest_client.post("/review/undo/", {"review": review.pk})
    assert response.headers["Location"] == attempt.get_absolute_url()


def test_a_card_that_another_tab_rated_meanwhile_is_not_rated_again(guest, guest_client):
    review = due_review(guest)
    card = Card.objects.get(pk=review.card_id)
    url = f"/review/{card.pk}/rating/"
    for _ in range(2):
        form = {"rating": "3", "key": new_id(), "state": card.state}
        assert guest_client.post(url, form).status_code == 302
    assert guest.reviews.filter(card=card).count() == 2


def test_what_was_forgotten_comes_back_in_ten_minutes(guest):
    review = make_review(guest, rating=Rating.AGAIN)
    assert queue(guest, NOW + timedelta(minutes=9)).first is None
    assert queue(guest, NOW + timedelta(minutes=11)).first == str(review.card_id)


def test_a_card_is_due_from_four_in_the_candidates_own_morning(guest):
    guest.aim.time_zone = "America/New_York"
    guest.aim.save()
    card = make_review(guest, rating=Rating.HARD).card
    card.refresh_from_db()
    assert card.due_at.isoformat() == "2026-11-25T09:00:00+00:00"


def test_many_due_cards_are_counted_to_a_cap(guest):
    cards = [
        Card(
            candidate=guest,
            question=make_question(),
            stability=1,
            difficulty=5,
            last_review=NOW - timedelta(days=9),
            due_at=NOW - timedelta(days=1),
        )
        for _ in range(103)
    ]
    Card.objects.bulk_create(cards)
    assert queue(guest, NOW).shown == "99+"


def test_when_nothing_is_due_it_says_when_the_next_is(guest, guest_client):
    assert "Nothing to review yet" in guest_client.get("/review/").content.decode()
    review = make_review(guest, now=timezone.now(), rating=Rating.EASY)
    page = guest_client.get("/review/").content.decode()
    assert "Nothing is due" in page and review.card.question.title in page
