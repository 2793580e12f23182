"""Which amounts a spoken line names, and which numbers in it are none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from practice.domain.money import amounts


def values(text: str) -> list[float]:
    return [each.value for each in amounts(text)]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("90 to 110k base", [90_000, 110_000]),
        ("€90–110", [90_000, 110_000]),
        ("80 000 to 95 000 zł", [80_000, 95_000]),
        ("85.000 EUR", [85_000]),
        ("$12.5k", [12_500]),
        ("between eighty-two and ninety-eight thousand", [82_000, 98_000]),
        ("between a hundred and a hundred and twenty thousand euros", [100_000, 120_000]),
        ("I have 76, and want more", [76_000]),
        ("600 to 700 a day", [600, 700]),
        ("5 to 6k a month", [5_000, 6_000]),
    ],
)
def test_an_amount_is_read_as_it_is_said(text, named):
    assert values(text) == named


@pytest.mark.parametrize(
    "text",
    [
        "one of the two",
        "four days in the office",
        "I checked 40 postings in 2026",
        "a 10 % bonus, and a bonus of 10,000",
        "a 10,000 signing bonus",
        "at level 50, after 25 years",
    ],
)
def test_what_is_counted_or_comes_beside_is_no_amount(text):
    assert values(text) == []


def test_a_currency_or_a_period_said_once_holds_for_the_range():
    low, high = amounts("7,000–8,000 € a month")
    assert low.has_currency and high.has_currency
    assert (low.per, high.per) == ("month", "month")


@given(st.integers(20, 99), st.integers(1, 60), st.sampled_from([" to ", "–", "-", " and "]))
def test_a_range_names_both_its_ends_in_thousands(low, more, between):
    high = low + more
    said = (f"{low}{between}{high}k", f"€{low}k{between}{high}k", f"{low},000{between}{high},000 €")
    assert {tuple(values(text)) for text in said} == {(low * 1000, high * 1000)}


@given(st.text(alphabet="0123456789.,k€$ -atohundredninety\n%’", max_size=60))
def test_amounts_stand_in_order_and_in_the_text(text):
    found = amounts(text)
    ends = [place for each in found for place in (each.start, each.end)]
    assert ends == sorted(ends) and all(0 <= place <= len(text) for place in ends)
    assert all(each.value >= 0 for each in found)
