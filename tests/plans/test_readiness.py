"""Readiness: confirmed answers alone move it, what was not tried is unknown, the sum is shown."""

import re
from datetime import timedelta

import pytest
from django.db import connection

from interviewprep.accounts.models import Aim
from interviewprep.ids import new_id
from plans.domain.readiness import Share
from plans.past import days_shown, foretold, known_chart
from plans.prediction import read_prediction
from plans.standing import dimension_bars, kind_bars, little, whole_bar
from practice.answers import finish
from practice.domain.memory import Rating
from practice.known import REVIEWS_READ, read_known
from practice.points import rate_answer
from practice.reviews import rate
from tests.make import (
    NOW,
    make_attempt,
    make_code_question,
    make_own_question,
    make_question,
    make_review,
    make_submission,
)
from tests.plans.make import plan_days


def predicted(candidate, now=NOW):
    """The prediction as the pages read it."""
    candidate.refresh_from_db()
    return read_prediction(candidate, now)


def answered(candidate, verdicts, *, rating=Rating.GOOD, now=NOW, **fields):
    """A question answered, ticked and rated; its points' cards come with it."""
    attempt = make_attempt(candidate, make_question(**fields), verdicts=verdicts, now=now)
    rate_answer(attempt=attempt, rating=rating, key=new_id(), now=now)
    return attempt.question


def bar_of(bars, name):
    """One of the bars."""
    return next(bar for bar in bars if bar.name == name)


def test_before_anything_is_tried_all_is_unknown_and_nothing_is_nought(guest, guest_client):
    make_question()
    bar = whole_bar(predicted(guest))
    assert not bar.is_tried and bar.part.now.unknown == 1
    page = guest_client.get("/readiness/").text
    assert "all of it is unknown: not nought" in page and "not tried yet" in page


def test_an_answer_counts_by_the_points_that_were_said_times_recall(guest):
    answered(guest, {"first": "said", "second": "not"}, now=NOW - timedelta(days=5))
    prediction = predicted(guest)
    recall = prediction.forecasts[f"card-{guest.cards.get(point='').pk}"].now
    assert whole_bar(prediction).part.now.of_tried == pytest.approx(0.6 * recall)


def test_a_point_that_was_missed_counts_nothing_until_it_was_recalled(guest):
    answered(guest, {"first": "not", "second": "not"})
    bar = whole_bar(predicted(guest))
    assert bar.is_tried and (bar.now, bar.of_tried, bar.without) == (0, 0, 0)
    later = NOW + timedelta(minutes=20)
    rate(card=guest.cards.get(point="first"), rating=Rating.GOOD, key=new_id(), now=later)
    assert whole_bar(predicted(guest)).part.now.of_tried == pytest.approx(0.6)


@pytest.mark.parametrize(
    ("passed", "rating", "known"),
    [(("one", "two"), Rating.GOOD, 1), (("one",), Rating.GOOD, 0.25), (("one",), Rating.AGAIN, 0)],
)
def test_an_answer_in_code_counts_by_what_its_tests_came_to(guest, passed, rating, known):
    question = make_code_question()
    attempt = make_submission(guest, question, passed=passed).attempt
    finish(attempt=attempt, seconds=60, now=NOW)
    rate_answer(attempt=attempt, rating=rating, key=new_id(), now=NOW)
    coding = bar_of(dimension_bars(predicted(guest)), "coding")
    assert coding.is_tried and coding.part.now.of_tried == pytest.approx(known)


def test_an_answer_in_code_whose_tests_never_ran_counts_by_its_rating(guest):
    attempt = make_attempt(guest, make_code_question())
    rate_answer(attempt=attempt, rating=Rating.GOOD, key=new_id(), now=NOW)
    assert whole_bar(predicted(guest)).part.now.of_tried == pytest.approx(1)


def test_half_a_point_counts_half_until_it_comes_back(guest):
    answered(guest, {"first": "said", "second": "partly"})
    assert whole_bar(predicted(guest)).part.now.of_tried == pytest.approx(0.8)


def test_an_answer_forgotten_at_a_review_counts_nothing_until_it_comes_back(guest):
    question = answered(guest, {"first": "said", "second": "said"}, now=NOW - timedelta(days=3))
    make_review(guest, question, rating=Rating.AGAIN)
    assert whole_bar(predicted(guest)).of_tried == 0
    make_review(guest, question, now=NOW + timedelta(hours=1))
    assert whole_bar(predicted(guest)).of_tried == 100


def test_points_said_stand_however_the_answer_was_rated_as_a_whole(guest):
    answered(guest, {"first": "said", "second": "said"}, rating=Rating.AGAIN)
    assert whole_bar(predicted(guest)).of_tried == 100


def test_code_that_did_not_come_off_counts_nothing(guest):
    make_review(guest, make_question(kind="dsa"), rating=Rating.AGAIN)
    bar = whole_bar(predicted(guest))
    assert bar.is_tried and bar.of_tried == 0


def test_a_missed_point_that_the_queue_brings_back_counts_on_the_day(guest):
    answered(guest, {"first": "not", "second": "not"}, now=NOW - timedelta(days=1))
    plan_days(guest)
    bar = whole_bar(predicted(guest)).part
    assert bar.without.known == 0 < bar.then.known


def test_an_answer_that_was_rated_without_a_tick_stays_unknown_and_the_page_says_so(
    guest, guest_client
):
    make_review(guest, make_question())
    prediction = predicted(guest)
    assert prediction.unticked == 1 and not whole_bar(prediction).is_tried
    assert "1 answer you rated has no point ticked" in guest_client.get("/readiness/").text


def test_a_suggestion_that_nobody_confirmed_moves_nothing(guest):
    attempt = make_attempt(guest, make_question())
    attempt.marks.update(suggestion="covered")
    rate_answer(attempt=attempt, rating=Rating.GOOD, key=new_id(), now=NOW)
    assert not whole_bar(predicted(guest)).is_tried


def test_the_newest_verdict_on_a_point_counts(guest):
    question = answered(guest, {"first": "not", "second": "said"}, now=NOW - timedelta(days=3))
    before = whole_bar(predicted(guest)).part.now.known
    attempt = make_attempt(guest, question, verdicts={"first": "said", "second": "said"})
    rate_answer(attempt=attempt, rating=Rating.GOOD, key=new_id(), now=NOW)
    assert whole_bar(predicted(guest)).part.now.known > before


def test_code_and_ones_own_questions_without_points_count_as_a_whole(guest):
    make_review(guest, make_question(kind="dsa"))
    make_review(guest, make_own_question(guest))
    prediction = predicted(guest)
    assert prediction.unticked == 0
    bars = kind_bars(prediction)
    assert bar_of(bars, "dsa").is_tried and bar_of(bars, "llm").is_tried


def test_a_question_moves_the_dimensions_that_it_scores_by_their_share(guest):
    answered(
        guest,
        {"first": "said", "second": "said"},
        dimensions=["depth", "coding"],
        dimension_weights=[75, 25],
    )
    make_question(dimensions=["communication"], dimension_weights=[100])
    bars = dimension_bars(predicted(guest))
    assert [bar.name for bar in bars] == ["coding", "depth", "communication"]
    assert bar_of(bars, "depth").part.weight == pytest.approx(3 / 8)
    assert not bar_of(bars, "communication").is_tried


def test_following_the_plan_leaves_more_known_than_stopping(guest):
    for _ in range(4):
        answered(guest, {"first": "said", "second": "said"}, now=NOW - timedelta(days=2))
    plan_days(guest)
    bar = whole_bar(predicted(guest))
    assert bar.part.then.known > bar.part.without.known
    assert bar.part.now.known > bar.part.without.known


def test_what_the_plan_will_try_is_no_longer_unknown_on_the_day(guest):
    for _ in range(6):
        make_question()
    plan_days(guest)
    bar = whole_bar(predicted(guest))
    assert bar.part.now.unknown == 1 and bar.part.then.unknown < 1


def test_without_minutes_for_practice_nothing_more_will_be_tried(guest):
    make_question()
    plan = plan_days(guest)
    plan.tasks.filter(by__in=["answered", "timed", "review"]).delete()
    assert whole_bar(predicted(guest)).part.then.unknown == 1


@pytest.mark.parametrize(
    ("aim", "until", "days"),
    [
        ({"next_date": NOW.date() + timedelta(days=3)}, "interview", 3),
        ({"next_date": NOW.date()}, "interview", 0),
        ({"next_date": NOW.date() - timedelta(days=1)}, "fortnight", 14),
        ({"next_date": None}, "fortnight", 14),
    ],
)
def test_it_looks_to_the_interview_or_two_weeks_ahead(guest, guest_client, aim, until, days):
    answered(guest, {"first": "said", "second": "not"}, now=NOW - timedelta(days=1))
    Aim.objects.filter(candidate=guest).update(**aim)
    prediction = predicted(guest)
    assert (prediction.until, prediction.day) == (until, NOW.date() + timedelta(days=days))
    page = guest_client.get("/readiness/").text
    assert ("If you stop here" in page) == bool(days)


def test_a_plan_without_an_interview_is_looked_at_until_its_last_day(guest, guest_client):
    plan = plan_days(guest, days=9, interview_date=None)
    prediction = predicted(guest)
    assert (prediction.until, prediction.day) == ("plan", plan.last_day)
    assert "when your plan ends" in guest_client.get("/readiness/").text


def test_the_working_adds_up_to_the_number_on_top(guest, guest_client):
    for kind in ("ml", "llm", "ml"):
        answered(guest, {"first": "said", "second": "not"}, kind=kind, now=NOW - timedelta(days=4))
    make_question(kind="stats")
    prediction = predicted(guest)
    whole, kinds = whole_bar(prediction), kind_bars(prediction)
    assert sum(float(bar.gives) for bar in kinds) == pytest.approx(float(whole.gives), abs=0.03)
    assert sum(float(bar.of) for bar in kinds) == pytest.approx(float(whole.of), abs=0.03)
    assert sum(float(bar.counts) for bar in kinds) == pytest.approx(100, abs=0.3)
    page = re.sub(r"<[^>]+>|\s+", " ", guest_client.get("/readiness/").text)
    assert f"{whole.gives} known of {whole.of} tried, which is {whole.of_tried} %" in page


def test_below_thirty_reviews_it_says_nothing_of_how_right_it_was(guest, guest_client):
    question = make_question()
    for day in range(5):
        make_review(guest, question, now=NOW - timedelta(days=20 - 3 * day))
    page = guest_client.get("/readiness/").text
    assert "After 30 reviews on later days" in page and "There are 4 so far" in page


def test_from_thirty_reviews_on_it_says_how_many_it_foretold_right(guest, guest_client):
    for _ in range(10):
        question = make_question()
        for day in range(4):
            rating = Rating.AGAIN if day == 3 else Rating.GOOD
            make_review(guest, question, rating=rating, now=NOW - timedelta(days=20 - 5 * day))
    page = guest_client.get("/readiness/").text
    assert "Brier score" in page and "Your newest 30 reviews" in page
    told = foretold(read_known(guest, NOW))
    assert sum(recalled for _, _, recalled in told) == 20


def test_the_chart_ends_at_what_is_known_today_and_leaves_out_days_before_the_first(guest):
    answered(guest, {"first": "said", "second": "said"}, now=NOW - timedelta(days=6))
    answered(guest, {"first": "said", "second": "not"}, now=NOW - timedelta(days=2))
    prediction = predicted(guest)
    chart = known_chart(prediction)
    assert len(chart.evenings) == 7
    whole = whole_bar(prediction).part
    assert chart.evenings[-1].known == pytest.approx(whole.now.known)
    assert chart.evenings[-1].tried == pytest.approx(1 - whole.now.unknown)
    assert chart.evenings[0].tried < chart.evenings[-1].tried


def test_a_card_reviewed_before_shows_as_it_had_faded_before_that_review(guest):
    question = answered(guest, {"first": "said", "second": "said"}, now=NOW - timedelta(days=10))
    make_review(guest, question, now=NOW)
    evenings = known_chart(predicted(guest)).evenings
    assert evenings[-1].known > evenings[-2].known < evenings[0].known


def test_a_little_tried_is_never_shown_as_nothing_nor_nearly_all_as_all():
    assert little(Share(0.001, 0.001, 0.998)) == "under 1"
    assert little(Share(0.5, 0.499, 0.001)) == "over 99"
    assert little(Share(0.5, 0.5, 0.0)) == "100" and little(Share(0, 0, 1.0)) == "0"


def test_today_shows_the_five_dimensions_with_the_same_numbers(guest, guest_client):
    answered(guest, {"first": "said", "second": "not"}, now=NOW - timedelta(days=4))
    plan_days(guest)
    bar = bar_of(dimension_bars(predicted(guest)), "depth")
    card = guest_client.get("/").text.split('id="readiness-title"')[1].split("</section>")[0]
    words = re.sub(r"<[^>]+>|\s+", " ", card)
    assert (
        f"Depth of understanding at least {bar.now} → per cent now, then {bar.then} %"
        in " ".join(words.split())
    )


def test_a_strangers_work_moves_nothing_of_mine(guest, stranger):
    answered(stranger, {"first": "said", "second": "said"})
    assert not whole_bar(predicted(guest)).is_tried


LOG = """
INSERT INTO practice_review (id, candidate_id, card_id, key, rating, reviewed_at, local_day)
SELECT gen_random_uuid(), %s, %s, gen_random_uuid(), 3,
       now() - interval '1 hour' * n, (now() - interval '1 hour' * n)::date
FROM generate_series(1, 30000) AS n
"""


def test_of_a_long_log_the_newest_reviews_are_read_by_their_index(guest):
    card = make_review(guest).card
    with connection.cursor() as cursor:
        cursor.execute(LOG, [guest.pk, card.pk])
        cursor.execute("ANALYZE practice_review")
    known = read_known(guest, NOW)
    assert len(known.reviews) == REVIEWS_READ
    newest = guest.reviews.standing().order_by("-reviewed_at")[:REVIEWS_READ]
    assert "review_newest" in newest.explain()
    days = days_shown(known)
    assert days[0] > min(review["local_day"] for review in known.reviews)
