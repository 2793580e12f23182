"""What a rehearsal should take, what is believed of a take, and the pace that takes show."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from practice.domain.speaking import (
    HEIGHT,
    UNWRITTEN,
    Measured,
    own_pace,
    read_measured,
    targets,
    trend,
)

PARTS = ("situation", "task", "action", "result")


def test_a_part_takes_what_its_words_take_at_that_pace():
    assert targets([70, 140], pace=140, at_most=120) == [30, 60]
    assert targets([70, 140], pace=70, at_most=500) == [60, 120]


def test_a_story_that_is_too_long_is_scaled_to_its_two_minutes():
    assert targets([140, 280, 140], pace=140, at_most=120) == [30, 60, 30]


def test_a_part_without_words_has_a_target_too():
    assert targets([0, 140], pace=140, at_most=120) == [UNWRITTEN, 60]


@given(st.lists(st.integers(0, 10_000), max_size=8), st.integers(40, 400), st.integers(60, 1000))
def test_targets_never_exceed_what_there_is_but_by_rounding(words, pace, at_most):
    found = targets(words, pace, at_most)
    assert len(found) == len(words) and all(each >= 1 for each in found)
    assert sum(found) <= at_most + len(words)


def test_what_a_page_measured_is_read():
    sent = {"spoken": "61.4", "of-situation": "20.5", "of-task": "40.9", "pauses": "3"}
    sent |= {"silence": "2.5", "fillers": "7", "of-elsewhere": "9"}
    measured = read_measured(sent, PARTS)
    assert measured == Measured(61, (("situation", 20.5), ("task", 40.9)), 3, 2.5, 7)


def test_the_seconds_alone_are_a_take():
    assert read_measured({"spoken": "90", "fillers": "", "pauses": ""}, PARTS) == Measured(90)


@pytest.mark.parametrize(
    "odd",
    [
        {"spoken": ""},
        {"spoken": "0"},
        {"spoken": "-5"},
        {"spoken": "nan"},
        {"spoken": "inf"},
        {"spoken": "1e3"},
        {"spoken": "99999"},
        {"spoken": "9" * 400},
        {"spoken": "٣"},
        {"of-task": "61.5"},
        {"of-task": "nan"},
        {"of-situation": "40", "of-task": "40"},
        {"pauses": "61"},
        {"silence": "61.5"},
        {"silence": "infinity"},
        {"fillers": "1000"},
        {"fillers": "-1"},
    ],
)
def test_numbers_that_cannot_be_true_are_refused(odd):
    with pytest.raises(ValueError):
        read_measured({"spoken": "60", **odd}, PARTS)


@given(
    st.dictionaries(
        st.sampled_from(["spoken", "of-task", "pauses", "silence", "fillers"]), st.text()
    )
)
def test_whatever_is_sent_is_read_or_refused_and_never_breaks(sent):
    try:
        measured = read_measured(sent, PARTS)
    except ValueError:
        return
    assert measured.seconds >= measured.pauses >= 0
    assert sum(seconds for _, seconds in measured.parts) <= measured.seconds + 1


def test_a_pace_shows_from_the_second_take_that_is_long_enough():
    assert own_pace([(140, 60)]) is None
    assert own_pace([(140, 60), (59, 60), (100, 19)]) is None
    assert own_pace([(140, 60), (160, 60)]) == 150


def test_the_pace_is_the_median_of_the_last_five():
    newest_first = [(120, 60), (130, 60), (150, 60), (110, 60), (140, 60), (300, 60), (300, 60)]
    assert own_pace(newest_first) == 130


@given(st.lists(st.tuples(st.integers(0, 2000), st.integers(0, 2000)), max_size=9))
def test_the_pace_lies_among_those_of_the_takes(takes):
    pace = own_pace(takes)
    fit = [words * 60 / seconds for words, seconds in takes if words >= 60 and seconds >= 20][:5]
    assert (pace is None) == (len(fit) < 2)
    assert pace is None or min(fit) - 1 <= pace <= max(fit) + 1


def test_two_takes_make_a_line_against_their_target():
    assert trend([90], 120) is None
    line = trend([150, 120], 120)
    assert line.top == 150
    assert line.points == f"0.0,2.0 100.0,{line.level}"


@given(st.lists(st.integers(1, 21_600), min_size=2, max_size=40), st.integers(0, 3600))
def test_the_line_stays_in_its_chart(seconds, target):
    line = trend(seconds, target)
    points = [tuple(map(float, point.split(","))) for point in line.points.split()]
    assert len(points) == len(seconds)
    assert all(0 <= x <= 100 and 0 <= y <= HEIGHT for x, y in points)
    assert 0 <= line.level <= HEIGHT
