from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from time import process_time

import fsrs
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from practice.domain import forgetting
from practice.domain.aiming import Effect, Item, Learner, choose, effect, short_session
from practice.domain.correction import Correction
from practice.domain.memory import Memory, Rating, rate, recall
from practice.domain.outlook import look_ahead
from practice.domain.ranking import Why

TODAY = date(2026, 11, 20)
FAST_FADER = Learner(correction=Correction(overall=0.2, reviews=50))
KNOWN_WELL = Learner(correction=Correction(reviews=50))


def on(days):
    """The day so many days after today."""
    return TODAY + timedelta(days=days)


def memory(stability=2.3, days_ago=3, difficulty=5.0):
    """A memory of a review at noon, so many days ago."""
    noon = datetime(TODAY.year, TODAY.month, TODAY.day, 12, tzinfo=UTC)
    return Memory(stability, difficulty, noon - timedelta(days=days_ago))


def item(id="a", minutes=10.0, weight=1.0, **kw):
    """An item whose review takes half as long as its first answer."""
    return Item(id, minutes, kw.pop("review_minutes", minutes / 2), weight, **kw)


def queue(items, days=14, minutes=60, **kw):
    """The ids of today's queue."""
    return [choice.id for choice in choose(items, today=TODAY, day=on(days), minutes=minutes, **kw)]


MEMORIES = st.builds(memory, st.floats(0.1, 50), st.integers(0, 30), st.floats(1, 10))
ITEMS = st.lists(
    st.builds(
        lambda minutes, weight, must, memory, kind: (
            item("", minutes, weight, must=must)
            if memory is None
            else item("", minutes, weight, must=must, memory=memory, kind=kind)
        ),
        st.floats(0.5, 20),
        st.floats(0.1, 10),
        st.booleans(),
        st.none() | MEMORIES,
        st.sampled_from(["answer", "point"]),
    ),
    max_size=25,
).map(lambda items: [replace(each, id=f"{n:02}") for n, each in enumerate(items)])
LEARNERS = st.sampled_from([Learner(), KNOWN_WELL, FAST_FADER])
DAYS = st.integers(0, 30)


@given(ITEMS, DAYS, st.floats(0, 120), LEARNERS)
def test_the_queue_stays_within_the_minutes_even_if_the_last_is_forgotten(
    items, days, minutes, learner
):
    chosen = choose(items, today=TODAY, day=on(days), minutes=minutes, learner=learner)
    dear = {each.id: each.minutes for each in items}
    used = 0.0
    for each in chosen:
        assert used + dear[each.id] <= minutes + 1e-9
        used += each.minutes
    assert len({each.id for each in chosen}) == len(chosen)


@given(ITEMS, DAYS, st.floats(0, 120), LEARNERS, st.randoms())
def test_the_same_knowledge_gives_the_same_queue_in_whatever_order_it_is_read(
    items, days, minutes, learner, random
):
    def chosen(items):
        return choose(items, today=TODAY, day=on(days), minutes=minutes, learner=learner)

    assert chosen(items) == chosen(random.sample(items, len(items)))


@given(ITEMS, DAYS)
def test_musts_that_were_never_met_come_first(items, days):
    chosen = choose(items, today=TODAY, day=on(days), minutes=1000, learner=KNOWN_WELL)
    musts = {each.id for each in items if each.must and each.memory is None}
    first = chosen[: len(musts)]
    assert {each.id for each in first} == musts
    assert all((each.why == Why.MUST) == (each.id in musts) for each in chosen)


def test_what_is_equally_worth_comes_by_its_id():
    assert queue([item("b"), item("c"), item("a")]) == ["a", "b", "c"]


def test_new_items_come_by_weight_per_minute():
    dear, cheap, heavy = item("dear", 20), item("cheap", 2), item("heavy", 20, weight=5)
    assert queue([dear, cheap, heavy]) == ["cheap", "heavy", "dear"]


def test_what_was_seen_waits_for_the_last_days_and_then_competes_with_what_is_new():
    seen = item("seen", weight=9, memory=memory(1.0))
    new = [item(f"n{n}") for n in range(9)]
    assert "seen" not in queue([seen, *new], days=14, learner=KNOWN_WELL)
    assert queue([seen, *new], days=1, learner=KNOWN_WELL)[0] == "seen"


def test_the_last_days_begin_the_earlier_the_more_was_seen():
    def begins(count):
        items = [item(f"s{n:03}", 5, memory=memory(days_ago=9)) for n in range(count)]
        items += [item(f"t{n}", 5, weight=0.001) for n in range(30)]
        late = [d for d in range(1, 29) if queue(items, d, learner=KNOWN_WELL)[0].startswith("s")]
        return max(late)

    assert begins(10) == 1
    assert begins(60) < begins(200) < 28


def test_where_nothing_is_new_the_minutes_go_into_reviews_at_any_time():
    assert queue([item(memory=memory())], days=20, learner=KNOWN_WELL) == ["a"]


def test_what_was_met_today_does_not_come_again_today():
    assert queue([item(memory=memory(days_ago=0))], days=1) == []


def test_the_local_day_decides_what_was_met_today():
    late = datetime(2026, 11, 20, 2, tzinfo=UTC)  # in Berlin still the evening before
    items = [item(memory=Memory(2.3, 5, late))]
    assert queue(items, days=1, learner=Learner("Europe/Berlin")) == ["a"]
    assert queue(items, days=1, learner=Learner("Asia/Tokyo")) == []


def test_a_shaky_memory_comes_before_one_that_would_last_until_the_day():
    shaky, firm = item("shaky", memory=memory(1.0)), item("firm", memory=memory(200.0))
    assert queue([firm, shaky], days=1, learner=KNOWN_WELL) == ["shaky", "firm"]


def test_a_missed_point_comes_before_the_whole_answer_that_adds_as_much():
    whole = item("whole", 12, weight=1, memory=memory())
    point = item("point", 1.5, weight=1, memory=memory(), kind="point")
    assert queue([whole, point], days=1, learner=KNOWN_WELL) == ["point", "whole"]


def test_a_gain_is_what_a_review_changes_for_the_day_over_both_results():
    # The worked sum of the algorithm, with `fsrs` itself.
    known = memory(4.0, 5)
    now = datetime(2026, 11, 20, 12, tzinfo=UTC)
    then = now + timedelta(days=2)
    r = recall(known, now)
    good = recall(rate(known, Rating.GOOD, now, "UTC").memory, then)
    again = recall(rate(known, Rating.AGAIN, now, "UTC").memory, then)
    expected = r * good + (1 - r) * again - recall(known, then)
    (choice,) = choose([item(weight=3, memory=known)], today=TODAY, day=on(2), minutes=60)
    assert choice.gain == pytest.approx(3 * expected)
    assert choice.minutes == pytest.approx(r * 5 + (1 - r) * 10)


def test_a_new_item_adds_its_recall_over_the_first_ratings():
    now = datetime(2026, 11, 20, 12, tzinfo=UTC)
    chances = [
        recall(rate(None, rating, now, "UTC").memory, now + timedelta(days=6)) for rating in Rating
    ]
    (choice,) = choose([item()], today=TODAY, day=on(6), minutes=60)
    assert choice.gain == pytest.approx(np.dot(chances, forgetting.FIRST_RATINGS))


@settings(max_examples=60)
@given(ITEMS, st.integers(1, 20), st.floats(10, 60), st.floats(1, 3))
def test_more_minutes_never_lower_the_expected_recall_noticeably(items, days, minutes, times):
    # Musts come first whatever else that costs, so without them.
    items = [replace(each, must=False) for each in items]

    def expected(minutes):
        plan = {on(n): minutes for n in range(days)}
        outlook = look_ahead(items, today=TODAY, day=on(days), minutes=plan, learner=KNOWN_WELL)
        return outlook.recall

    # A greedy queue packs unevenly: a dear item that now fits may push out two cheap ones.
    heaviest = max((each.weight for each in items), default=0)
    slack = 0.02 + heaviest / max(sum(each.weight for each in items), 1)
    assert expected(minutes * times) >= expected(minutes) - slack


@given(ITEMS, st.integers(1, 20), st.floats(0, 60))
def test_following_the_plan_never_ends_below_doing_nothing(items, days, minutes):
    plan = {on(n): minutes for n in range(days)}
    outlook = look_ahead(items, today=TODAY, day=on(days), minutes=plan)
    assert outlook.without - 1e-9 <= outlook.recall <= 1
    assert list(outlook.days) == [on(n) for n in range(days)]


def test_the_first_day_ahead_is_todays_queue_and_a_day_without_minutes_is_empty():
    items = [item(f"{n:02}", 3 + n, memory=memory() if n % 3 else None) for n in range(20)]
    plan = {on(0): 60, on(2): 60}
    outlook = look_ahead(items, today=TODAY, day=on(3), minutes=plan)
    assert outlook.days[on(0)] == choose(items, today=TODAY, day=on(3), minutes=60)
    assert outlook.days[on(1)] == []
    assert outlook.days[on(2)]


def test_the_plan_ahead_watches_only_until_enough_reviews_lie_behind():
    items = [item(f"s{n:02}", 4, memory=memory()) for n in range(40)]
    items += [item(f"n{n:03}", 8) for n in range(200)]
    plan = {on(n): 60 for n in range(20)}
    outlook = look_ahead(items, today=TODAY, day=on(20), minutes=plan)
    watched = [sum(c.why == Why.WATCH for c in queue) for queue in outlook.days.values()]
    assert outlook.days[TODAY] == choose(items, today=TODAY, day=on(20), minutes=60)
    assert watched[0] > 0
    assert sum(watched) <= 12 + watched[0]
    assert not any(watched[5:])


def test_a_plan_without_minutes_leaves_what_is_known_anyway():
    items = [item("a", memory=memory()), item("b", weight=2)]
    outlook = look_ahead(items, today=TODAY, day=on(9), minutes={})
    alone = effect(None, memory(), day=on(9)).after / 3
    assert outlook.recall == pytest.approx(outlook.without) == pytest.approx(alone)


def test_the_outlook_of_one_review_is_the_recall_that_it_leaves():
    known = memory(4.0, 5)
    (choice,) = choose([item(memory=known)], today=TODAY, day=on(1), minutes=60)
    outlook = look_ahead([item(memory=known)], today=TODAY, day=on(1), minutes={TODAY: 60})
    assert outlook.recall - outlook.without == pytest.approx(choice.gain)


def test_after_missed_days_the_queue_is_that_of_somebody_who_knows_the_same():
    seen = [item(f"{n:02}", memory=memory(days_ago=n + 5)) for n in range(9)]
    later = TODAY + timedelta(days=4)
    first = choose(seen, today=later, day=on(6), minutes=60)
    assert first and first == choose(list(seen), today=later, day=on(6), minutes=60)


def test_a_short_session_takes_what_fits_and_knows_the_usual_day():
    must, point, review = item("must", 20, must=True), item("point", 2), item("b", 4)
    chosen = short_session([must, point, review], today=TODAY, day=on(9), minutes=12, daily=60)
    assert [each.id for each in chosen] == ["point", "b"]
    # To review what was seen takes four of the usual days: three of them lie before the last.
    seen = [item(f"s{n}", 10, weight=9, memory=memory()) for n in range(40)]
    chosen = short_session(
        [*seen, item("new", 10, weight=0.2)],
        today=TODAY,
        day=on(4),
        minutes=12,
        daily=60,
        learner=KNOWN_WELL,
    )
    assert [(each.id, each.why) for each in chosen[:1]] == [("new", Why.ADDS)]
    assert all(each.why == Why.LATER for each in chosen[1:])


def test_early_days_watch_how_fast_memory_fades_until_enough_was_seen():
    items = [item(f"s{n}", 4, memory=memory()) for n in range(20)]
    items += [item(f"n{n}", 4) for n in range(20)]

    def watched(learner=KNOWN_WELL, days=20, **kw):
        chosen = choose(items, today=TODAY, day=on(days), minutes=60, learner=learner, **kw)
        return [each for each in chosen if each.why == Why.WATCH]

    first = watched(Learner())
    assert 0 < sum(each.minutes for each in first) < 60 * 0.3 + 4
    assert len(watched(Learner(), reviewed=10)) < len(first)
    assert watched(Learner(), reviewed=18) == []
    assert watched(KNOWN_WELL) == []
    assert watched(Learner(), days=7) == []


def test_where_memory_fades_fast_what_is_about_to_go_comes_before_what_is_new():
    seen, new, must = item("seen", memory=memory()), item("new", weight=5), item("m", must=True)
    chosen = choose([seen, new, must], today=TODAY, day=on(14), minutes=60, learner=FAST_FADER)
    assert [each.why for each in chosen] == [Why.DUE, Why.MUST, Why.ADDS]


def test_musts_come_first_even_then_where_they_would_not_fit_later():
    seen, must = item("seen", 10, memory=memory()), item("must", 20, must=True)
    assert queue([seen, must], days=9, learner=FAST_FADER)[0] == "seen"
    assert queue([seen, must], days=1, learner=FAST_FADER)[0] == "must"


def test_a_rating_says_what_it_changed_for_the_day():
    before = memory(2.3, 3)
    now = datetime(2026, 11, 20, 12, tzinfo=UTC)
    good, again = (rate(before, each, now, "UTC").memory for each in (Rating.GOOD, Rating.AGAIN))
    better, worse = effect(before, good, day=on(10)), effect(before, again, day=on(10))
    assert better.before == worse.before == pytest.approx(recall(before, now + timedelta(10)))
    assert better.after == pytest.approx(recall(good, now + timedelta(10)))
    assert worse.after < worse.before < better.after
    assert effect(None, good, day=on(10)) == Effect(0.0, better.after)
    corrected = effect(before, good, day=on(10), learner=FAST_FADER)
    assert corrected.after < better.after


def test_a_gain_follows_ones_own_parameters():
    own = list(fsrs.scheduler.DEFAULT_PARAMETERS)
    own[8], own[11], own[20] = 1.2, 0.7, 0.4
    known, now = memory(4.0, 5), datetime(2026, 11, 20, 12, tzinfo=UTC)
    scheduler = fsrs.Scheduler(own, learning_steps=(), relearning_steps=(), enable_fuzzing=False)
    card = fsrs.Card(
        card_id=1,
        state=fsrs.State.Review,
        stability=4.0,
        difficulty=5.0,
        due=now,
        last_review=known.last_review,
    )
    r = scheduler.get_card_retrievability(card, now)
    after = [scheduler.review_card(card, each, now)[0] for each in (fsrs.Rating(3), fsrs.Rating(1))]
    good, again, without = (
        scheduler.get_card_retrievability(each, now + timedelta(days=9)) for each in (*after, card)
    )
    (choice,) = choose(
        [item(memory=known)],
        today=TODAY,
        day=on(9),
        minutes=60,
        learner=Learner(parameters=tuple(own)),
    )
    assert choice.gain == pytest.approx(r * good + (1 - r) * again - without)


def test_a_day_that_has_passed_is_refused():
    with pytest.raises(ValueError, match="before"):
        choose([item()], today=TODAY, day=on(-1), minutes=60)
    with pytest.raises(ValueError, match="before"):
        look_ahead([item()], today=TODAY, day=on(-1), minutes={})


def test_planning_28_days_of_1320_items_anew_takes_at_most_a_second():
    items = [
        item(
            f"{n:04}",
            1 + n % 20,
            1 + n % 7,
            memory=memory(1 + n % 30, 1 + n % 9) if n % 3 else None,
        )
        for n in range(1320)
    ]
    plan = {on(n): 90.0 for n in range(28)}
    start = process_time()
    look_ahead(items, today=TODAY, day=on(28), minutes=plan)
    assert process_time() - start < 1


@given(st.lists(st.tuples(st.sampled_from(Rating), st.integers(0, 40)), min_size=1, max_size=8))
def test_the_arrays_move_as_fsrs_does(reviews):
    scheduler = fsrs.Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)
    now = datetime(2026, 1, 1, tzinfo=UTC)
    card, held = fsrs.Card(card_id=1, due=now), None
    for rating, days in reviews:
        now += timedelta(days=days)
        card, _ = scheduler.review_card(card, fsrs.Rating(rating), now)
        if held is None:
            held = forgetting.first(rating)
        else:
            held = forgetting.reviewed(*held, days, rating)
        assert held == pytest.approx((card.stability, card.difficulty))


@given(st.floats(0.05, 0.99), st.floats(1, 60))
def test_the_stability_for_a_chance_leaves_that_chance(chance, days):
    stability = forgetting.stability_for(chance, days)
    if stability > forgetting.LEAST_STABILITY:
        assert forgetting.recall(days, stability) == pytest.approx(chance)
    assert forgetting.recall_days(0.9) == pytest.approx(1)
