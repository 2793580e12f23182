"""An exercise is proven: what is right passes, what is wrong is caught."""

import math
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from questions.domain.compare import same
from questions.domain.entry import parse_entry
from questions.domain.exercise import exercise_of, provable, prove
from questions.domain.records import Compare

SAMPLE = Path(__file__).with_name("samples") / "dsa/pair-that-sums.md"
ENTRY = parse_entry(SAMPLE.read_text(), "dsa/pair-that-sums.md")
SQL_SAMPLE = SAMPLE.parents[2] / "more/data/orders-by-customer.md"
SQL = parse_entry(SQL_SAMPLE.read_text(), "data/orders-by-customer.md")
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=2), inner),
    max_leaves=8,
)


def changed(section: str, old: str, new: str):
    """The sample with a part of a section replaced."""
    assert old in ENTRY.sections[section]
    text = ENTRY.sections[section].replace(old, new, 1)
    return replace(ENTRY, sections=ENTRY.sections | {section: text})


def test_the_fences_are_cut_into_tests_with_ids():
    exercise = exercise_of(ENTRY)
    assert [test.id for test in exercise.visible] == ["example", "none"]
    assert [test.id for test in exercise.hidden] == ["twins", "itself", "smallest-i"]
    assert exercise.visible[1].shows == "nothing adds up"
    assert exercise.visible[1].code == "got = pair([1, 2], 9)\nassert got == []"
    assert len(exercise.mutants) == 3
    assert exercise.mutants[0].startswith("# takes a price as its own partner")


def test_a_fair_exercise_has_no_problems():
    assert prove(ENTRY) == []


def test_a_statement_of_sql_is_proven_on_tables_of_its_own():
    assert prove(SQL) == []
    wrong = SQL.sections["Reference"].replace("count(*)", "count(note)")
    [problem] = prove(replace(SQL, sections=SQL.sections | {"Reference": wrong}))
    assert '"note"' in problem.message and "('bob', 0)" in problem.message
    broken = SQL.sections["Reference"].replace("orders GROUP", "nowhere GROUP")
    problems = prove(replace(SQL, sections=SQL.sections | {"Reference": broken}))
    assert {"no such table: nowhere" in each.message for each in problems} == {True}


def test_a_mutant_of_sql_that_no_hidden_test_catches_is_told_by_its_comment():
    spared = SQL.sections["Mutants"].replace("HAVING count(*) > 1", "")
    [problem] = prove(replace(SQL, sections=SQL.sections | {"Mutants": spared}))
    assert '"leaves out who ordered once"' in problem.message


def test_a_reference_that_fails_is_told_with_both_values():
    [problem, *_] = prove(changed("Reference", "places[budget - price], j", "j, j"))
    assert problem.key == "## Reference"
    assert '"example"' in problem.message
    assert "got [2, 2], expected [0, 2]" in problem.message


def test_a_starter_that_passes_is_told():
    entry = replace(ENTRY, sections=ENTRY.sections | {"Starter": ENTRY.sections["Reference"]})
    assert [each.key for each in prove(entry)] == ["## Starter"]


def test_a_mutant_that_only_a_visible_test_catches_is_told():
    visible, hidden = ENTRY.sections["Visible tests"], ENTRY.sections["Hidden tests"]
    moved, kept = hidden.split("# smallest-i:")
    tests = {
        "Visible tests": visible.replace("```python\n", moved, 1),
        "Hidden tests": f"```python\n# smallest-i:{kept}",
    }
    found = prove(replace(ENTRY, sections=ENTRY.sections | tests))
    assert {each.key for each in found} == {"## Mutants"}
    assert "takes a price as its own partner" in found[0].message
    assert "wants different prices" in found[1].message


def test_a_reference_that_does_not_end_is_stopped():
    [problem] = prove(changed("Reference", "places = {}", "while True: pass"))
    assert "longer than 2 s" in problem.message


def test_a_mutant_that_kills_its_process_counts_as_caught():
    spoilt = "places = {}\n    import os; os._exit(3)"
    assert prove(changed("Mutants", "places = {}", spoilt)) == []


def test_a_reference_that_leans_on_the_order_of_a_set_is_told():
    test = "# order: of words\nassert pair([], 0) == 1\n\n# twins:"
    entry = changed("Hidden tests", "# twins:", test)
    code = 'places = {}\n    if not prices: return int(list({"a", "b", "c", "d"})[0] in "ab")'
    text = entry.sections["Reference"].replace("places = {}", code, 1)
    found = prove(replace(entry, sections=entry.sections | {"Reference": text}))
    assert any('"order"' in each.message for each in found)


def test_one_test_leaves_nothing_to_the_next():
    code = "places = {}\n    kept = pair.__dict__; kept['n'] = kept.get('n', 0) + 1\n"
    code += "    if kept['n'] > 1: return None"
    assert prove(changed("Reference", "places = {}", code)) == []


def test_values_are_compared_as_the_entry_says():
    turned = changed("Reference", "places[budget - price], j", "j, places[budget - price]")
    assert prove(turned)
    free = replace(turned, compare=Compare("unordered"))
    assert not any(each.key == "## Reference" for each in prove(free))


def test_an_entry_that_needs_numpy_is_proven_where_numpy_is():
    entry = replace(ENTRY, needs="numpy")
    spoilt = replace(entry, sections=entry.sections | {"Reference": "```python\n1\n```"})
    assert bool(prove(spoilt)) == provable(entry)


def test_a_spoken_entry_has_nothing_to_prove():
    assert prove(replace(ENTRY, kind="ml")) == []


NAN = float("nan")
SAME = [
    ("exact", [1, (2, 3)], [1, (2, 3)], True),
    ("exact", [1, 2], (1, 2), False),
    ("exact", [NAN], [NAN], True),
    ("exact", {"a": 0.3}, {"a": 0.1 + 0.2}, False),
    ("tolerance", {"a": (0.3, 1)}, {"a": [0.1 + 0.2, 1]}, True),
    ("tolerance", [1.0, 2.0], [1.0], False),
    ("tolerance", 1_000_000.5, 1_000_000.0, True),
    ("tolerance", 0.001, 0.0, False),
    ("tolerance", math.inf, math.inf, True),
    ("tolerance", 5.0, math.inf, False),
    ("tolerance", "a", "a", True),
    ("tolerance", True, 1.0, True),
    ("statistical", 0.52, 0.5, True),
    ("statistical", 0.6, 0.5, False),
    ("unordered", [[1, 2], [3]], [[3], [1, 2]], True),
    ("unordered", [[1, 2], [3]], [[3], [2, 1]], False),
    ("unordered", [1, 1, 2], [1, 2, 2], False),
    ("up-to-sign", [-1.0, 2.0], [1.0, -2.0], True),
    ("up-to-sign", [-1.0, 2.0], [1.0, 2.0], False),
    ("up-to-sign", [[1.0, 0.0], [0.0, -1.0]], [[-1.0, 0.0], [0.0, -1.0]], True),
]


@pytest.mark.parametrize(("how", "got", "expected", "equal"), SAME)
def test_two_values_are_the_same_in_this_way_or_not(how, got, expected, equal):
    assert same(got, expected, how, 1e-6) is equal


class Array:
    """What NumPy's arrays have in common with it here."""

    def __init__(self, values):
        self.values = values

    def tolist(self):
        return self.values


def test_arrays_are_compared_by_their_values():
    assert same(Array([1.0, 2.0]), [1.0, 2.0], "exact")
    assert not same({"a": Array([1.0])}, {"a": [2.0]}, "exact")


@settings(deadline=None)
@given(values, st.sampled_from(["exact", "tolerance", "unordered", "up-to-sign", "statistical"]))
def test_every_value_is_the_same_as_itself(value, how):
    assert same(value, value, how, 1e-6)
