import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from practice.domain.figures import ASIDE, UNITS, around, figures
from practice.domain.leaving_out import leave_out

COUNTED = ("searches", "tickets", "queries", "documents", "annotators")
AMOUNTS = st.decimals(min_value="0.01", max_value=99_999, places=2).map(lambda number: f"{number}")
WRITTEN = st.tuples(
    AMOUNTS, st.sampled_from([way for ways in UNITS.values() for way in ways.split()] + [*COUNTED])
).map(" ".join)
FILLERS = st.sampled_from(["It fell by", "We saw about", "Then, against the old one,", "Still:"])


def told(text: str) -> list[tuple]:
    """What a test compares: words, value, unit, and since where there is one."""
    return [
        (each.words, each.value, each.unit, *filter(None, [each.since])) for each in figures(text)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("35 % faster", [("35 %", 35, "%")]),
        ("from 240 ms to 62 ms at p95", [("240 ms to 62 ms", 62, "ms", 240)]),
        ("1.9 searches a ticket", [("1.9 searches", 1.9, "searches")]),
        ("saved $40k a year", [("$40k", 40_000, "$")]),
        ("3x, 3 times or 3-fold", [("3x", 3, "x"), ("3 times", 3, "x"), ("3-fold", 3, "x")]),
        ("NDCG@10 rose 0.41 to 0.49", [("0.41 to 0.49", 0.49, "", 0.41)]),
        ("2–3 weeks, a 12-week test", [("2–3 weeks", 3, "week", 2), ("12-week", 12, "week")]),
        ("14 to 9 minutes", [("14 to 9 minutes", 9, "min", 14)]),
        ("3 talks to 40 people", [("3 talks", 3, "talks"), ("40 people", 40, "people")]),
        ("12,000 pairs, 3M users", [("12,000 pairs", 12_000, "pairs"), ("3M users", 3e6, "users")]),
        ("-3 %, 2 percentage points", [("-3 %", -3, "%"), ("2 percentage points", 2, "pp")]),
        ("35 of them, 9 more", [("35", 35, ""), ("9", 9, "")]),
    ],
)
def test_a_figure_is_found_with_its_unit_as_it_was_written(text, expected):
    assert told(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "In 2023 customers left; since 2019–2021",
        "May 12, 12 May, 2024-05-01, 10:30, 24/7",
        "GPT-4, Llama 3.1, Python 3.11, v2, BM25, 1.2.3",
        "recall@10, recall at 10, top 5, top-5, p95, F1",
        "1. First\n 2) Second\n(3) third, the 95th, 4-layer",
        "order 1234567890123",
    ],
)
def test_years_versions_cut_offs_and_the_numbers_of_a_list_are_no_figures(text):
    assert told(text) == []


@given(st.lists(st.tuples(FILLERS, WRITTEN), max_size=8))
def test_what_is_written_with_a_unit_is_found_whole_and_in_order(pieces):
    text = " ".join(f"{filler} {quantity}." for filler, quantity in pieces)
    assert [each.words for each in figures(text)] == [quantity for _, quantity in pieces]


@given(st.text(st.sampled_from("019.,:/-–% $kKmsxto→(@\n v3"), max_size=60) | st.text(max_size=60))
def test_of_any_text_each_figure_is_its_own_words_and_none_overlap(text):
    found = figures(text)
    assert all(text[each.start : each.end] == each.words.strip() for each in found)
    assert all(one.end <= next_.start for one, next_ in pairwise(found))


@given(WRITTEN, st.text(st.sampled_from("abc \n."), max_size=20))
def test_words_before_on_a_line_of_their_own_change_nothing(quantity, before):
    assert told(f"{before}\nIt is {quantity}.") == told(f"It is {quantity}.")


@pytest.mark.parametrize("piece", ["9", "1,", "12 ", "1 to ", "$", "-", "3 %\n", "100 "])
def test_fifty_thousand_characters_of_anything_take_under_a_second(piece):
    began = time.perf_counter()
    figures(piece * (50_000 // len(piece)))
    assert time.perf_counter() - began < 1


TEXTS = st.lists(FILLERS | WRITTEN | st.just("\n"), max_size=12).map(" ".join)


@given(TEXTS)
def test_the_words_around_a_figure_stand_around_it_on_its_line(text):
    for figure in figures(text):
        before, after = around(text, figure)
        aside = f"{before.removeprefix('… ')}{figure.words}{after.removesuffix(' …')}"
        assert aside in text and "\n" not in aside
        assert max(len(before), len(after)) <= ASIDE + 2


@given(TEXTS, st.data())
def test_a_figure_left_out_stands_nowhere_in_the_text_and_all_others_stay(text, data):
    found = figures(text)
    if not found:
        return
    unsaid = data.draw(st.sampled_from(found))
    kept = figures(leave_out(text, [unsaid.words]))
    same = [each for each in found if unsaid.unit in ("", each.unit) and each.value == unsaid.value]
    left = [(each.value, each.unit) for each in found if each not in same]
    assert [(each.value, each.unit) for each in kept] == left


@pytest.mark.parametrize(
    ("text", "unsaid", "left"),
    [
        ("It fell 35%, then 135 %.", "35 %", "It fell [left out], then 135 %."),
        ("from 240 ms to 62 ms at p95", "240 ms", "from [left out] at p95"),
        ("It was 0.49 at the end", "0.41 to 0.49", "It was [left out] at the end"),
        ("Built at Acme for acme's teams", "Acme", "Built at [left out] for [left out]'s teams"),
        ("It brought 4.2 million users.", "4.2 million", "It brought [left out]."),
        ("4 Acme", "4", "[left out]"),
        ("Nothing here", " ", "Nothing here"),
    ],
)
def test_what_is_not_to_be_said_is_left_out_however_it_is_written(text, unsaid, left):
    assert leave_out(text, [unsaid]) == left
