"""What changed from one code to the next, and from one text to the next."""

from itertools import pairwise
from random import Random
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from practice.domain.diffing import Line, Run, compare_codes, compare_words, lines_of

codes = st.lists(st.sampled_from(["a = 1", "b = 2", "", "    return a", "c"]), max_size=12).map(
    "\n".join
)
pieces = st.sampled_from([*"ab.,!’-_1 \n", "I ", "owned ", "serving", "don't ", "\n\n", "  ", "é"])
texts = st.one_of(st.text(), st.lists(pieces, max_size=40).map("".join))


def signs(lines: list[Line]) -> list[str]:
    """Each line with its sign, as it is shown."""
    return [f"{line.sign}{line.text}" for line in lines]


def test_what_went_and_what_came_stand_among_their_neighbours():
    old = "import math\n\n\ndef area(r):\n    return math.pi * r\n\n\nprint(area(1))\nprint(2)\n"
    new = old.replace("math.pi * r", "math.pi * r**2")
    assert signs(compare_codes(old, new)) == [
        "…",
        " ",
        " def area(r):",
        "-    return math.pi * r",
        "+    return math.pi * r**2",
        " ",
        " ",
        "…",
    ]


def test_the_same_code_has_no_changes_whatever_its_ends_of_lines():
    assert compare_codes("a = 1  \nb\n", "a = 1\nb") == []


@given(codes, codes)
def test_the_lines_that_came_are_the_new_codes_and_those_that_went_the_olds(old, new):
    whole = compare_codes(old, new, context=100)
    if lines_of(old) == lines_of(new):
        assert whole == []
    else:
        assert [line.text for line in whole if line.sign in " +"] == lines_of(new)
        assert [line.text for line in whole if line.sign in " -"] == lines_of(old)


def shown(old: str, new: str) -> str:
    """The comparison of two texts in one line: what went and what came in brackets."""
    runs = compare_words(old, new)
    return "".join(run.text if run.sign == "=" else f"[{run.sign}{run.text}]" for run in runs)


@given(texts, texts)
def test_the_words_that_stayed_give_both_texts_back(old, new):
    runs = compare_words(old, new)
    assert "".join(run.text for run in runs if run.sign in "=-") == old
    assert "".join(run.text for run in runs if run.sign in "=+") == new
    assert all(run.text for run in runs)
    assert all(one.sign != other.sign for one, other in pairwise(runs))


@given(texts)
def test_a_text_has_nothing_against_itself_and_everything_against_none(text):
    assert compare_words(text, text) == ([Run("=", text)] if text else [])
    assert compare_words("", text) == ([Run("+", text)] if text else [])
    assert compare_words(text, "") == ([Run("-", text)] if text else [])


@given(texts, texts)
def test_no_word_is_cut_in_two(old, new):
    for text, signs in ((old, "=-"), (new, "=+")):
        runs = [run.text for run in compare_words(old, new) if run.sign in signs]
        for one, other in pairwise(runs):
            assert not (one[-1].isalnum() and other[0].isalnum()), (text, runs)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("I owned serving.", "I owned serving, and more.", "I owned serving[+, and more]."),
        ("It took 240 ms.", "It took 62 ms.", "It took [-240][+62] ms."),
        ("It took 1,000 ms.", "It took 1,200 ms.", "It took [-1,000][+1,200] ms."),
        ("We don't know.", "We didn't know.", "We [-don't][+didn't] know."),
        ("One two", "One two three", "One two[+ three]"),
        ("two three", "One two three", "[+One ]two three"),
        ("A line.\nAnother.", "A line.\n\nAnother.", "A line.[-\n][+\n\n]Another."),
    ],
)
def test_what_went_stands_before_what_came_word_by_word(old, new, expected):
    assert shown(old, new) == expected


def test_a_short_word_between_two_changes_is_part_of_them_but_no_end_of_a_line_is():
    old, new = "I saw the dog in a park", "You met the cat in a park"
    assert shown(old, new) == "[-I saw the dog][+You met the cat] in a park"
    assert shown("A dog.\n\nIt ran", "A cat.\n\nHe ran") == "A [-dog][+cat].\n\n[-It][+He] ran"


def test_a_word_that_two_rewritten_passages_share_by_chance_is_no_island():
    old = "The ranker was slow because every request scored all the candidates twice over"
    new = "Nobody measured latency so we could neither see nor price what every click had cost us"
    assert [run.sign for run in compare_words(old, new)] == ["-", "+"]


def test_a_sentence_that_stayed_is_not_torn_up_by_its_neighbours():
    stays, moved = "We kept it.", "a ranker that scores each candidate twice"
    old, new = f"It was {moved}. {stays} It held.", f"So. {stays} Now it is {moved} over."
    assert any(run.sign == "=" and stays in run.text for run in compare_words(old, new))


def hard_cases():
    """Pairs of texts of 50,000 characters that make a comparison slow, by name."""
    some = Random(4)
    words = [f"word{n}" for n in range(3000)]
    prose = [some.choice(words) for _ in range(7000)]
    letters = [some.choice("abcdefgh") for _ in range(25_000)]
    changed = [word if some.random() > 0.1 else "other" for word in prose]
    yield "unrelated", prose, [some.choice(words) for _ in range(7000)]
    yield "a tenth changed", prose, changed
    yield "shuffled", prose, some.sample(prose, len(prose))
    yield "letters", letters, some.sample(letters, len(letters))
    yield "every second word", *([f"{n} {end}" for n in range(6000)] for end in "qr")
    yield "sentences", *([f"{some.choice(words[:900])}." for _ in range(6000)] for _ in "ab")


@pytest.mark.parametrize(("name", "old", "new"), list(hard_cases()))
def test_long_texts_are_compared_in_a_moment(name, old, new):
    old, new = " ".join(old)[:50_000], " ".join(new)[:50_000]
    took = []
    for _ in range(3):
        began = process_time()
        compare_words(old, new)
        took.append(process_time() - began)
    assert min(took) < 0.3
