"""FSRS's parameters fitted to one's own reviews: asked for, kept if better, used everywhere."""

import re
import time
from datetime import timedelta
from threading import Thread

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from interviewprep.accounts.merging import merge
from interviewprep.accounts.models import Candidate
from interviewprep.ids import new_id
from practice import fits, reviews
from practice.domain import fitting
from practice.domain.fitting import LEAST
from practice.domain.learners import FsrsLearners
from practice.domain.memory import DEFAULTS, Rating, preview, rate, solid_days_factor
from practice.known import read_known
from practice.memory_fit import memory_fit_of
from practice.models import Card, MemoryFit, Review
from practice.models.memory_fits import parameters_of
from tests.make import make_guest, make_question, make_review
from tests.practising import make_log, practised

HTMX = {"HX-Request": "true", "HX-Target": "div#memory-fit"}
STATE = ("pk", *Card.MEMORY)


def fitted(candidate, **log) -> Candidate:
    """A candidate with a log, who asked for a fit and got it; read anew."""
    make_log(candidate, **log)
    assert fits.ask(candidate=candidate, now=timezone.now())
    call_command("fit_memory", candidate.pk)
    return Candidate.objects.get(pk=candidate.pk)


def cards_of(candidate) -> list[dict]:
    """The memories as they stand."""
    return list(candidate.cards.order_by("pk").values(*STATE))


def log_of(candidate) -> list[dict]:
    """The log as it stands."""
    return list(candidate.reviews.order_by("pk").values())


def test_replaying_the_log_with_the_usual_values_changes_no_memory(guest):
    now = timezone.now() - timedelta(days=9)
    question = make_question()
    for days, rating in ((0, Rating.AGAIN), (0, Rating.GOOD), (3, Rating.HARD), (9, Rating.EASY)):
        make_review(guest, question, rating=rating, now=now + timedelta(days=days, hours=days))
    taken = make_review(guest, question, now=timezone.now() + timedelta(days=3))
    reviews.undo(candidate=guest, pk=taken.pk, now=timezone.now() + timedelta(days=3))
    before = cards_of(guest)
    reviews.replay_cards(guest)
    assert cards_of(guest) == before


def test_a_fit_is_offered_from_200_reviews_and_only_then_can_be_asked_for(guest, guest_client):
    last = make_log(guest)[-1]
    Review.objects.filter(pk=last.pk).update(undone_at=timezone.now())
    page = guest_client.get("/review/memory/").content.decode()
    assert f"You have {LEAST - 1}." in page and "Fit them" not in page
    guest_client.post("/review/memory/")
    assert not MemoryFit.objects.exists()
    Review.objects.filter(pk=last.pk).update(undone_at=None)
    assert "Fit them to my reviews" in guest_client.get("/review/memory/").content.decode()
    guest_client.post("/review/memory/")
    assert MemoryFit.objects.get(candidate=guest).state == MemoryFit.State.ASKED


def test_what_predicts_better_is_kept_said_and_every_card_follows_it(guest, guest_client):
    make_log(guest)
    before, log = cards_of(guest), log_of(guest)
    fits.ask(candidate=guest, now=timezone.now())
    call_command("fit_memory", guest.pk)
    fit = MemoryFit.objects.get(candidate=guest)
    assert fit.state == MemoryFit.State.KEPT and len(fit.parameters) == 21
    assert fit.loss_after < fit.loss_before
    told = [f"{loss:.3f}".lstrip("0") for loss in (fit.loss_after, fit.loss_before)]
    page = guest_client.get("/review/memory/").content.decode()
    words = f"log loss on the {fit.held_out} held out {told[0]}, {told[1]} with the usual values"
    assert f"Fitted to your {LEAST} reviews: {words}: kept." in page
    assert log_of(guest) == log
    after = cards_of(guest)
    assert [row["last_review"] for row in after] == [row["last_review"] for row in before]
    changed = [a["stability"] != b["stability"] for a, b in zip(after, before, strict=True)]
    assert all(changed)
    for card in guest.cards.all():
        expected = None
        for review in card.reviews.order_by("reviewed_at"):
            memory, rating = expected and expected.memory, Rating(review.rating)
            at = review.reviewed_at
            expected = rate(memory, rating, at, "UTC", guest.aim.retention, fit.parameters)
        assert card.memory == expected.memory and card.due_at == expected.due_at


def test_what_predicts_no_better_is_dropped_and_nothing_changes(guest, guest_client):
    seed = next(
        seed
        for seed in range(1, 20)
        if not fitting.fit(practised(FsrsLearners, 1, LEAST, seed)[0]).kept
    )
    make_log(guest, FsrsLearners, seed=seed)
    before = cards_of(guest)
    fits.ask(candidate=guest, now=timezone.now())
    call_command("fit_memory", guest.pk)
    fit = MemoryFit.objects.get(candidate=guest)
    assert fit.state == MemoryFit.State.NOT_BETTER and fit.parameters is None
    assert cards_of(guest) == before
    assert "not kept" in guest_client.get("/review/memory/").content.decode()


def test_what_is_kept_is_what_ratings_intervals_the_queue_and_solid_go_by(guest, guest_client):
    guest = fitted(guest)
    own = parameters_of(guest)
    assert own != DEFAULTS
    now = timezone.now()
    card = guest.cards.due(now).first()
    page = guest_client.get("/review/").content.decode()
    shown = preview(card.memory, now, "UTC", guest.aim.retention, own)
    assert shown != preview(card.memory, now, "UTC", guest.aim.retention)
    for rating, label in shown.items():
        assert re.search(rf"{rating.name.capitalize()} <[^>]*>{label}<", page)
    with_own = rate(card.memory, Rating.EASY, now, "UTC", guest.aim.retention, own)
    reviews.rate(card=card, rating=Rating.EASY, key=new_id(), now=now)
    card.refresh_from_db()
    assert card.memory == with_own.memory
    guest.aim.next_date = now.date() + timedelta(days=9)
    assert read_known(guest, now).learner.parameters == own
    assert solid_days_factor(parameters=own) != solid_days_factor()


def test_the_correction_learns_anew_of_what_the_fitted_parameters_foretell(guest):
    make_log(guest)
    now = timezone.now()
    guest.aim.next_date = now.date() + timedelta(days=9)
    assert read_known(guest, now).correction.overall < 0.8
    fits.ask(candidate=guest, now=now)
    call_command("fit_memory", guest.pk)
    guest = Candidate.objects.get(pk=guest.pk)
    known = read_known(guest, timezone.now())
    assert known.correction.overall == 1 and known.correction.reviews == 0
    later = timezone.now() + timedelta(minutes=1)
    card = guest.cards.due(later).first()
    reviews.rate(card=card, rating=Rating.GOOD, key=new_id(), now=later)
    assert read_known(guest, later).correction.reviews == 1


def test_undoing_a_review_from_before_the_fit_leaves_what_the_others_make_by_it(guest):
    make_log(guest)
    card = guest.cards.first()
    now = timezone.now()
    review = reviews.rate(card=card, rating=Rating.EASY, key=new_id(), now=now)
    fits.ask(candidate=guest, now=now)
    call_command("fit_memory", guest.pk)
    assert reviews.undo(candidate=guest, pk=review.pk, now=timezone.now())
    left = cards_of(guest)
    assert next(row for row in left if row["pk"] == card.pk)["stability"] != review.stability_before
    reviews.replay_cards(guest)
    assert cards_of(guest) == left


def test_going_back_to_the_usual_values_is_one_button_and_puts_every_card_back(guest, guest_client):
    make_log(guest)
    before = cards_of(guest)
    fits.ask(candidate=guest, now=timezone.now())
    call_command("fit_memory", guest.pk)
    assert cards_of(guest) != before
    back = guest_client.post("/review/memory/reset/", {"back": "/questions/"})
    assert back.headers["Location"] == "/questions/"
    assert cards_of(guest) == before
    assert parameters_of(Candidate.objects.get(pk=guest.pk)) == DEFAULTS
    page = guest_client.get("/review/memory/").content.decode()
    assert "You are back at the usual values." in page and "Fit them again" in page


def test_a_way_back_that_leads_off_the_site_is_not_followed(guest_client):
    for back in ("https://example.org/", "//example.org/", ""):
        answer = guest_client.post("/review/memory/reset/", {"back": back})
        assert answer.headers["Location"] == "/review/memory/"


def test_a_second_ask_changes_nothing_while_one_runs_and_one_that_died_can_be_repeated(guest):
    make_log(guest)
    now = timezone.now()
    assert fits.ask(candidate=guest, now=now)
    first = MemoryFit.objects.values().get(candidate=guest)
    MemoryFit.objects.update(state=MemoryFit.State.RUNNING)
    assert not fits.ask(candidate=guest, now=now + timedelta(minutes=9))
    assert MemoryFit.objects.values().get() == {**first, "state": MemoryFit.State.RUNNING}
    died = now + timedelta(minutes=11)
    shown = memory_fit_of(Candidate.objects.get(pk=guest.pk), LEAST, died)
    assert shown.offered and not shown.running and "did not come to an end" in shown.words
    assert fits.ask(candidate=guest, now=died)
    assert MemoryFit.objects.get().state == MemoryFit.State.ASKED


def test_a_fit_that_nobody_waits_for_any_more_is_not_taken_over(guest):
    make_log(guest)
    before = cards_of(guest)
    assert fits.work_out(guest) is None
    fits.ask(candidate=guest, now=timezone.now())
    MemoryFit.objects.update(state=MemoryFit.State.RUNNING)
    fits.reset(candidate=guest, now=timezone.now())
    assert fits.conclude(guest, lambda *_, **__: pytest.fail("taken over")) is None
    assert cards_of(guest) == before


def test_too_few_reviews_on_later_days_are_said_and_what_is_in_use_stays(guest, guest_client):
    question = make_question()
    card = make_review(guest, question).card
    now = timezone.now()
    same_day = [
        Review(
            candidate=guest,
            card=card,
            key=new_id(),
            rating=3,
            reviewed_at=now,
            local_day=now.date(),
        )
        for _ in range(LEAST)
    ]
    Review.objects.bulk_create(same_day)
    assert fits.ask(candidate=guest, now=now)
    call_command("fit_memory", guest.pk)
    assert MemoryFit.objects.get().state == MemoryFit.State.TOO_FEW
    page = guest_client.get("/review/memory/").content.decode()
    assert "too few to fit anything. The usual values stay." in page


def test_while_it_runs_the_part_alone_answers_htmx_and_asks_again_until_it_is_done(
    guest, guest_client
):
    make_log(guest)
    part = guest_client.post("/review/memory/", headers=HTMX).content.decode()
    assert part.strip().startswith('<div id="memory-fit"') and "every 3s" in part
    again = guest_client.get("/review/memory/", headers=HTMX).content.decode()
    assert "every 3s" in again and "<h1" not in again
    call_command("fit_memory", guest.pk)
    done = guest_client.get("/review/memory/", headers=HTMX).content.decode()
    assert "every 3s" not in done and "kept." in done
    assert "<h1" in guest_client.get("/review/memory/").content.decode()


def test_the_guest_s_fit_moves_with_its_cards_and_the_account_s_own_wins(member):
    first, second = make_guest(), make_guest()
    fitted(first)
    own = MemoryFit.objects.get(candidate=first).parameters
    left = cards_of(first)
    merge(guest=first, member=member)
    assert MemoryFit.objects.get().candidate == member and cards_of(member) == left
    make_log(second, seed=3, count=LEAST + 20)
    fits.ask(candidate=second, now=timezone.now())
    call_command("fit_memory", second.pk)
    with_theirs = cards_of(second)
    merge(guest=second, member=member)
    assert MemoryFit.objects.get().parameters == own
    together = cards_of(member)
    assert len(together) == len(left) + len(with_theirs)
    assert all(row in together for row in left)
    assert not all(row in together for row in with_theirs)
    reviews.replay_cards(member)
    assert cards_of(member) == together


@pytest.mark.parametrize("path", ["/", "/review/", "/questions/", "/review/memory/"])
def test_reading_the_parameters_costs_no_query(guest, guest_client, path):
    with CaptureQueriesContext(connection) as before:
        assert guest_client.get(path).status_code == 200
    MemoryFit.objects.create(
        candidate=guest, state="reset", parameters=list(DEFAULTS), asked_at=timezone.now()
    )
    with CaptureQueriesContext(connection) as after:
        assert guest_client.get(path).status_code == 200
    assert len(after) == len(before) <= 8
    assert not any('FROM "practice_memoryfit"' in query["sql"] for query in after)


@pytest.mark.django_db(transaction=True)
def test_a_rating_beside_a_fit_waits_for_it_and_goes_by_it():
    guest = make_guest()
    make_log(guest)
    card, own, now = guest.cards.first(), [*DEFAULTS[:20], 0.3], timezone.now()
    done = []

    def rate_it():
        done.append(reviews.rate(card=card, rating=Rating.GOOD, key=new_id(), now=now))
        connection.close()

    with transaction.atomic():
        reviews.hold(guest.pk)
        beside = Thread(target=rate_it)
        beside.start()
        time.sleep(0.5)
        assert not done
        MemoryFit.objects.create(candidate=guest, state="kept", parameters=own, asked_at=now)
        reviews.replay_cards(guest)
        left = Card.objects.get(pk=card.pk).memory
    beside.join()
    rated = rate(left, Rating.GOOD, now, "UTC", guest.aim.retention, own)
    assert Card.objects.get(pk=card.pk).memory == rated.memory


@pytest.mark.django_db(transaction=True)
def test_asking_starts_a_process_of_its_own_that_works_it_out(monkeypatch):
    place = connection.settings_dict
    where = f"postgres://{place['USER']}@/{place['NAME']}?host={place['HOST']}&port={place['PORT']}"
    monkeypatch.setenv("DATABASE_URL", where)
    guest = make_guest()
    make_log(guest)
    assert fits.ask(candidate=guest, now=timezone.now())
    until = time.monotonic() + 60
    while MemoryFit.objects.get().is_running(timezone.now()) and time.monotonic() < until:
        time.sleep(0.2)
    fit = MemoryFit.objects.get()
    assert fit.state == MemoryFit.State.KEPT and fit.finished_at
    assert parameters_of(Candidate.objects.get(pk=guest.pk)) == tuple(fit.parameters)
