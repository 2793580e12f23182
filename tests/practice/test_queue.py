"""What comes next and why: towards a date by what it adds, without one by what is due."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from interviewprep.accounts.models import Aim
from interviewprep.ids import new_id
from practice.domain.memory import Rating
from practice.items import must_haves, weights_of
from practice.known import read_known
from practice.points import cue_of
from practice.queue import read_queue
from tests.make import make_attempt, make_own_question, make_question, make_review


@pytest.fixture
def now():
    """Now, as the site's pages see it."""
    return timezone.now()


@pytest.fixture
def aimed(guest, now):
    """The guest, with an interview in two days: reviews count."""
    Aim.objects.filter(candidate=guest).update(next_date=(now + timedelta(days=2)).date())
    guest.refresh_from_db()
    return guest


def test_without_a_date_what_is_due_comes_and_says_so(guest, guest_client, now):
    review = make_review(guest, now=now - timedelta(days=30))
    queue = read_queue(guest, now)
    assert (queue.first, queue.why, queue.known) == (str(review.card_id), "due", None)
    assert "Why now: due." in guest_client.get("/review/").content.decode()


def test_the_navigation_counts_what_is_due_only_without_a_date(guest, guest_client, now):
    make_review(guest, now=now - timedelta(days=30))
    count = re.compile(r"Review <b[^>]*>1<")
    assert count.search(guest_client.get("/stories/").content.decode())
    Aim.objects.filter(candidate=guest).update(next_date=(now + timedelta(days=9)).date())
    assert not count.search(guest_client.get("/stories/").content.decode())


def test_towards_a_date_the_page_says_what_it_adds_and_what_a_rating_changed(
    aimed, guest_client, now
):
    for _ in range(2):
        make_review(aimed, now=now - timedelta(days=9))
    page = guest_client.get("/review/").content.decode()
    assert "2 to meet again" in page and "Why now: " in page and "Why now: due" not in page
    card = aimed.cards.get(pk=read_queue(aimed, now).first)
    form = {"rating": "3", "key": new_id(), "state": card.state}
    guest_client.post(f"/review/{card.pk}/rating/", form)
    page = guest_client.get("/review/").content.decode()
    assert "That changed your chance to know it on" in page and "1 to meet again" in page


def test_a_rating_taken_back_puts_the_queue_back(aimed, guest_client, now):
    make_review(aimed, now=now - timedelta(days=9))
    before = read_queue(aimed, now)
    form = {"rating": "3", "key": new_id()}
    guest_client.post(f"/review/{before.first}/rating/", form)
    assert read_queue(aimed, now).first is None
    guest_client.post("/review/undo/", {"review": aimed.reviews.order_by("reviewed_at").last().pk})
    assert read_queue(aimed, now).first == before.first


def test_new_questions_compete_and_are_shown_by_what_they_are_worth(aimed, guest_client):
    make_question("rare", frequency=1, minutes=30, title="Rarely asked, and long?")
    make_question("often", frequency=5, minutes=5, title="Often asked, and short?")
    page = guest_client.get("/review/").content.decode()
    assert page.index("Often asked, and short?") < page.index("Rarely asked, and long?")
    page = guest_client.get("/review/?minutes=6").content.decode()
    assert "Often asked" in page and "Rarely asked" not in page


def test_a_short_session_holds_what_fits_into_it(guest, now):
    for _ in range(5):
        make_review(guest, now=now - timedelta(days=30))
    assert (read_queue(guest, now).count, read_queue(guest, now, 12).count) == (5, 2)


def test_a_short_session_goes_on_with_what_is_left_of_it(guest, guest_client, now):
    for _ in range(3):
        make_review(guest, now=now - timedelta(days=30))
    page = guest_client.get("/review/?minutes=12").content.decode()
    assert "2 due" in page and 'name="minutes" value="7"' in page
    form = {"rating": "3", "key": new_id(), "minutes": "7"}
    answer = guest_client.post(f"/review/{read_queue(guest, now).first}/rating/", form)
    assert answer["Location"] == "/review/?minutes=7"
    assert "1 due" in guest_client.get("/review/?minutes=7").content.decode()
    page = guest_client.get("/review/?minutes=2").content.decode()
    assert "Nothing more fits into these minutes" in page


def test_a_day_s_minutes_come_to_an_end(aimed, guest_client, now):
    Aim.objects.filter(candidate=aimed).update(minutes=[20] * 7)
    for _ in range(9):
        make_review(aimed, now=now - timedelta(days=9))
    rated = 0
    while first := read_queue(type(aimed).objects.get(pk=aimed.pk), now).first:
        guest_client.post(f"/review/{first}/rating/", {"rating": "3", "key": new_id()})
        rated += 1
    assert rated == 4


def test_the_evening_and_the_next_morning_are_a_day_apart_to_the_correction(aimed):
    evening = datetime(2026, 11, 20, 22, tzinfo=UTC)
    question = make_question()
    make_review(aimed, question, now=evening)
    make_review(aimed, question, now=evening + timedelta(hours=9))
    assert read_known(aimed, evening).correction.reviews == 1


@pytest.mark.parametrize("minutes", ["", "0", "-3", "x", "9999", "²", "1" + "0" * 5000])
def test_minutes_that_are_none_are_all_of_today(guest_client, minutes):
    assert guest_client.get(f"/review/?minutes={minutes}").status_code == 200


def test_what_was_missed_comes_back_point_by_point(guest, guest_client, now):
    attempt = make_attempt(
        guest, now=now - timedelta(days=9), verdicts={"first": "not", "second": "said"}
    )
    form = {"rating": "3", "key": new_id()}
    for _ in range(2):
        guest_client.post(f"/attempts/{attempt.pk}/rating/", form)
    point = guest.cards.exclude(point="").get()
    assert (point.point, point.share, point.reviews.count()) == ("first", 60, 1)
    assert point.reviews.get().rating == Rating.AGAIN
    point.due_at = now - timedelta(days=1)
    point.save()
    page = guest_client.get("/review/").content.decode()
    assert "One point" in page and "And the first?" in page and "The first claim." in page


def test_a_point_said_later_has_its_card_rated_well(guest, guest_client, now):
    question = make_question()
    for verdict, rating in (("not", "2"), ("said", "3")):
        attempt = make_attempt(guest, question, verdicts={"first": verdict, "second": "said"})
        guest_client.post(f"/attempts/{attempt.pk}/rating/", {"rating": rating, "key": new_id()})
    ratings = guest.cards.get(point="first").reviews.order_by("pk").values_list("rating", flat=True)
    assert list(ratings) == [Rating.AGAIN, Rating.GOOD]


def test_a_point_of_ones_own_question_is_asked_without_giving_it_away(guest, guest_client, now):
    own = make_own_question(guest, points="They had no labels\nThey cost too much")
    attempt = make_attempt(guest, own, now=now)
    points = list(attempt.marks.values_list("point", flat=True))
    attempt.confirm({points[0]: "not", points[1]: "said"})
    guest_client.post(f"/attempts/{attempt.pk}/rating/", {"rating": "3", "key": new_id()})
    card = guest.cards.exclude(point="").get()
    assert "labels" not in cue_of(card)


def test_must_haves_leave_most_of_the_minutes_and_stay_the_same_from_day_to_day():
    rows = [{"pk": pk, "frequency": 5, "minutes": 10} for pk in range(20)]
    weights = {row["pk"]: 1 + row["pk"] / 100 for row in rows}
    first = must_haves(rows, set(), weights, 400)
    assert first == set(range(10, 20))
    # A day later two of them are met, and twenty minutes are gone.
    assert must_haves(rows, {18, 19}, weights, 380) == first - {18, 19}
    # Where days went into something else, there are fewer.
    assert must_haves(rows, set(), weights, 300) < first
    assert must_haves(rows, set(), weights, 10_000) == set(range(20))


def test_what_no_round_ahead_asks_counts_a_quarter_and_a_stages_own_kinds_more():
    asked = [*((pk, "llm", "phone") for pk in range(40)), (40, "llm", "onsite")]
    asked.append((41, "hiring", "manager"))
    rows = [
        {"pk": pk, "kind": kind, "frequency": 3, "stages": [stage]} for pk, kind, stage in asked
    ]
    usual, phone, manager = (
        weights_of(rows, "llm", frozenset(stages)) for stages in ([], ["phone"], ["manager"])
    )
    assert usual[1] == usual[40] > usual[41]
    assert (phone[1], phone[40]) == (usual[1], usual[40] / 4)
    assert manager[41] > manager[1] and manager[41] > 10 * usual[41]
