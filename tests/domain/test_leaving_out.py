"""What must not be said is left out, however it is written, and nothing else is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from practice.domain.leaving_out import LEFT_OUT, leave_out

words = st.lists(st.sampled_from(["Acme", "4", "0", "ms", "of", "é"]), min_size=1, max_size=4)
texts = st.lists(words.map(" ".join), max_size=8).map(", ".join)


@pytest.mark.parametrize(
    ("phrase", "text", "expected"),
    [
        ("Acme", "At ACME, acme’s own.", "At [left out], [left out]’s own."),
        ("Acme", "_Acme_ and AcmeCorp", "_[left out]_ and [left out]"),
        ("Acme Corp", "acme\ncorp, Acme-Corp", "[left out], [left out]"),
        ("40 ms", "40ms, 40 ms, 40\u00a0ms, 140 ms", "[left out], [left out], [left out], 140 ms"),
        ("12%", "12 % of 12", "[left out] of 12"),
        ("€4m", "It cost €4M.", "It cost [left out]."),
        ("didn't ship", "We didn’t ship.", "We [left out]."),
        ("café", "The cafe\u0301.", "The [left out]."),
        ("240", "2400 and 240", "2400 and [left out]"),
        ("rate", "We generate it", "We generate it"),
        (" - ", "a - b", "a - b"),
        ("", "a b", "a b"),
        (".*", "All of it", "All of it"),
    ],
)
def test_a_phrase_is_found_however_it_is_written(phrase, text, expected):
    assert leave_out(text, [phrase]) == expected


def test_phrases_that_overlap_are_left_out_together():
    assert leave_out("the whole Acme budget plan", ["Acme budget", "budget plan"]) == (
        "the whole [left out]"
    )
    assert leave_out("the Acme budget plan", ["budget", "Acme budget plan"]) == "the [left out]"


@given(texts, words.map(" ".join))
def test_nothing_of_a_phrase_is_left(text, phrase):
    kept = leave_out(text, [phrase])
    assert leave_out(kept, [phrase]) == kept
    assert f" {phrase} " not in f" {kept.replace(LEFT_OUT, '')} ".replace(",", " ")


@given(texts)
def test_without_phrases_a_text_stays(text):
    assert leave_out(text, []) == text
