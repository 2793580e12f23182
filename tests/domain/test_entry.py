"""An entry is read whole or refused with all that is wrong, where, and how to mend it."""

import json
from dataclasses import asdict
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from questions.domain.entry import Entry, EntryErrors, parse, parse_entry
from questions.domain.sections import steps
from questions.domain.vocabulary import CODE_KINDS, KIND_WEIGHTS, KINDS

SAMPLES = Path(__file__).with_name("samples")
SPOKEN_PATH = "bank/stats/what-a-p-value-says.md"
CODE_PATH = "bank/dsa/pair-that-sums.md"
SPOKEN = (SAMPLES / "stats/what-a-p-value-says.md").read_text()
CODE = (SAMPLES / "dsa/pair-that-sums.md").read_text()


def problems_of(text: str, path: str = SPOKEN_PATH) -> list:
    """What the parser says of a text that it must refuse."""
    with pytest.raises(EntryErrors) as refused:
        parse_entry(text, path)
    return refused.value.problems


def line_of(text: str, part: str) -> int:
    """The line on which a part of a text begins."""
    return text[: text.index(part)].count("\n") + 1


def test_a_spoken_entry_is_read_with_all_its_parts():
    entry = parse_entry(SPOKEN, SPOKEN_PATH)
    assert (entry.slug, entry.kind, entry.topic) == (
        "what-a-p-value-says",
        "stats",
        "inference",
    )
    assert entry.prompt.startswith("Our test came out at p = 0.03.")
    assert list(entry.sections) == ["Only if asked", "Outline", "Strong answer", "Weak answer"]
    assert [point.must for point in entry.key_points] == [True, False, False, False, False]
    assert entry.sources[0].stale_after == "2036-01-01"
    assert entry.reviewed.on == "2026-11-24"
    assert entry.deep


def test_a_code_entry_is_read_without_the_parts_of_a_spoken_one():
    entry = parse_entry(CODE, CODE_PATH)
    assert entry.is_code
    assert entry.compare.how == "exact"
    assert entry.key_points == ()
    assert not entry.deep, "it names no source"


@pytest.mark.parametrize(("text", "path"), [(SPOKEN, SPOKEN_PATH), (CODE, CODE_PATH)])
def test_an_entry_comes_back_from_json_as_it_was(text, path):
    entry = parse_entry(text, path)
    assert Entry.from_dict(json.loads(json.dumps(asdict(entry)))) == entry


def test_an_entry_stored_by_another_version_is_still_read():
    entry = Entry.from_dict({"slug": "old", "key_points": [{"id": "a"}], "gone": 1})
    assert entry.slug == "old"
    assert entry.key_points[0].id == "a"


def test_the_hash_changes_with_any_character():
    entry = parse_entry(SPOKEN, SPOKEN_PATH)
    assert len(entry.hash) == 64
    assert parse_entry(SPOKEN + "\n", SPOKEN_PATH).hash != entry.hash


def test_line_ends_of_another_system_change_nothing_but_the_hash():
    entry, other = (
        asdict(parse_entry(text, SPOKEN_PATH)) | {"hash": ""}
        for text in (SPOKEN, "\ufeff" + SPOKEN.replace("\n", "\r\n"))
    )
    assert other == entry


def test_the_lines_of_keys_and_sections_are_known():
    parsed = parse(SPOKEN, SPOKEN_PATH)
    assert parsed.lines["key_points.1.text"] == line_of(SPOKEN, "    text: It is not the prob")
    assert parsed.lines["## Weak answer"] == line_of(SPOKEN, "## Weak answer")


REFUSED = [
    # (what is replaced, by what, where the problem is, key, words of the message)
    ("topic: inference\n", "", "---", "", 'lacks "topic": add it'),
    ("topic: inference", "topic: x\ncolour: red", "colour", "colour", 'knows no "colour"'),
    ("topic: inference", "topic: Not A Slug", "topic: Not", "topic", "hyphens"),
    ("minutes: 5", "minutes: soon", "minutes", "minutes", "whole number from 1 to 90"),
    ("minutes: 5", "minutes: 5\nminutes: 6", "minutes: 6", "minutes", "stands twice"),
    ("kind: stats", "kind: llm", "kind: llm", "kind", "stands in the folder stats/"),
    ("[phone, onsite]", "[phone, moon]", "stages", "stages.1", "one of: recruiter"),
    ("depth: 60,", "depth: 50,", "dimensions", "dimensions", "add up to 90: make it 100"),
    ("weight: 40", "weight: 41", "key_points", "key_points", "add up to 101: make it 100"),
    ("    must: true\n", "", "key_points", "key_points", 'has "must: true"'),
    ("basis: judgement", "basis: rumour", "frequency", "frequency.basis", "several banks"),
    ("when: missed condition", "when: missed it", "    when: missed it", "", "can't happen"),
    ("when: made size", "when: any", "follow_ups", "follow_ups", "goes on from a point made"),
    (
        "when: missed condition",
        "when: missed size",
        "follow_ups",
        "follow_ups",
        "presses on a missed must",
    ),
    ("id: not-posterior", "id: condition", "- id: condition\n    weight", "", "stands twice"),
    ("source: Statement", "source: Some", "    source: Some", "", "in no title or author"),
    ("on: 2026-11-24", "on: yesterday", "reviewed", "reviewed.on", "a date like"),
    ("https://example.org/p", "example.org", '  - {title: "Statement', "", "begins with https"),
    ("testing: Whether", "testing: Yes: whether", "testing", "", "double quotes"),
    ('numbers: ["$0.05 = 1/20$"]', "numbers: []", "numbers", "numbers", "by heart"),
    ("  staff: Sets up how the team decides.\n", "", "levels", "levels", "lacks staff"),
    ("## Outline", "## Outlines", "## Outlines", "## Outlines", "no section"),
    ("## Only if asked", "## Outline", "## Outline\n- Assume", "## Outline", "stands twice"),
    ("> It means", "It means", "## Weak answer", "## Weak answer", "quotation"),
    ("[pair-that-sums]", "[what-a-p-value-says]", "related", "related", "this entry itself"),
]


@pytest.mark.parametrize(("old", "new", "where", "key", "message"), REFUSED)
def test_what_is_wrong_is_said_with_its_line_and_the_mend(old, new, where, key, message):
    assert SPOKEN.count(old), old
    text = SPOKEN.replace(old, new, 1)
    found = [each for each in problems_of(text) if message in each.message]
    assert found, [str(each) for each in problems_of(text)]
    assert found[0].file == SPOKEN_PATH
    assert found[0].line == line_of(text, where)
    assert found[0].key.startswith(key)


REFUSED_CODE = [
    ("compare: exact", "compare: {tolerance: 2}", "compare", "must be {tolerance: 1e-6}"),
    ("# none: nothing adds up\n", "# none\n", "# example", "end in one assert"),
    ("assert got == []", "got == []", "# none", "end in one assert"),
    ("# twins: two", "# example: two", "# example: two", "two tests are called"),
    ("got = pair([1, 2], 9)", "got = repr(pair([1, 2], 9))", "# none", "not printed text"),
    ("return []\n```\n\n## Mutants", "return [\n```\n\n## Mutants", None, "not Python"),
    ("# wants different prices\n", "", "def pair(prices, budget):\n    for j", "comment"),
    ("    places = {}\n", "    import random; random.random()\n", "    import ran", "pass the dr"),
    ("```python\ndef pair(prices, budget):\n    ...\n```", "words", "## Starter", "0 ``` fences"),
]


@pytest.mark.parametrize(("old", "new", "where", "message"), REFUSED_CODE)
def test_code_and_tests_are_held_to_their_form(old, new, where, message):
    assert CODE.count(old), old
    text = CODE.replace(old, new, 1)
    found = [each for each in problems_of(text, CODE_PATH) if message in each.message]
    assert found, [str(each) for each in problems_of(text, CODE_PATH)]
    assert where is None or found[0].line == line_of(text, where)


SQL_PATH = "bank/data/orders-by-customer.md"
SQL = (SAMPLES.parent / "more/data/orders-by-customer.md").read_text()
REFUSED_SQL = [
    ("count(*) FROM orders GROUP BY customer;", "1; SELECT 2", "several statements"),
    ("SELECT customer FROM orders", "SELECT 'ann", "ends inside a string"),
    ("```sql\n-- counts", "```python\n-- counts", "must begin with ```sql"),
    ("-- counts the notes\n", "", "a mutant must begin with a comment"),
    ("## Tables", "## Rows", 'the section "## Tables" is missing'),
]


def test_an_entry_of_sql_is_read():
    assert parse_entry(SQL, SQL_PATH).needs == "sqlite"


@pytest.mark.parametrize(("old", "new", "message"), REFUSED_SQL)
def test_sql_is_held_to_its_form(old, new, message):
    assert old in SQL
    problems = problems_of(SQL.replace(old, new, 1), SQL_PATH)
    assert any(message in each.message for each in problems), problems


STEPS = "\n".join(f"{n}. **Step {n}.** $x^{n}$.\n   More. *Hint: why {n}?*" for n in range(1, 6))
BEFORE, _, AFTER = SPOKEN.partition("## Outline\n")
DERIVED = f"{BEFORE}## Derivation\n{STEPS}\n\n## {AFTER.partition('## ')[2]}"


def test_a_derivation_stands_in_the_place_of_an_outline():
    [_, first, *_] = parse_entry(DERIVED, SPOKEN_PATH).sections
    assert first == "Derivation"
    assert any("Outline" in each.message for each in problems_of(f"{DERIVED}\n## Outline\nx"))


def test_each_step_of_a_derivation_has_a_hint():
    found = steps(STEPS)
    assert [step.hint for step in found] == [f"why {n}?" for n in range(1, 6)]
    assert found[1].text == "**Step 2.** $x^2$.\n   More."
    problems = problems_of(DERIVED.replace(" *Hint: why 3?*", ""))
    assert [each.key for each in problems] == ["## Derivation"]
    problems = problems_of(DERIVED.replace("1. **Step 1.**", "First:\n\n1. **Step 1.**"))
    assert [each.key for each in problems] == ["## Derivation"]


def test_a_tolerance_is_read_as_people_write_it():
    text = CODE.replace("compare: exact", "compare: {tolerance: 1e-6}")
    assert parse_entry(text, CODE_PATH).compare.tolerance == 1e-6


def test_a_heading_within_code_is_no_section():
    text = CODE.replace("    places = {}\n", '    places = {}\n    """\n## Not one\n    """\n', 1)
    assert "## Not one" in parse_entry(text, CODE_PATH).sections["Reference"]


def test_all_problems_of_a_file_are_told_at_once():
    text = SPOKEN.replace("minutes: 5", "minutes: x").replace("## Outline", "## Plan")
    text = text.replace("depth: 60", "depth: 6")
    assert {each.key for each in problems_of(text)} == {
        "minutes",
        "dimensions",
        "## Plan",
        "## Outline",
    }


@pytest.mark.parametrize(
    "path", ["bank/stats/new.md", "bank/stats/Big.md", "bank/moon/a.md", "a.md", "bank/stats/a.txt"]
)
def test_a_file_in_the_wrong_place_is_refused(path):
    assert problems_of(SPOKEN, path)[0].line == 1


def test_yaml_that_is_valid_elsewhere_is_refused_where_it_would_mislead():
    assert problems_of(SPOKEN.replace("mid: Gives", "mid: &a Gives").replace("Adds size", "*a #"))


# Texts near an entry find more than texts that are far from one.
LINES = SPOKEN.split("\n")
NEAR = st.builds(
    lambda place, count, inserted: "\n".join([*LINES[:place], inserted, *LINES[place + count :]]),
    st.integers(0, len(LINES)),
    st.integers(0, 6),
    st.text(max_size=40) | st.sampled_from(["---", "- [", "? {", "a: *b", "<<: {}", "!!set x"]),
)


@settings(deadline=None)
@given(st.text() | NEAR | NEAR.map(lambda text: text + "\n## Outline"))
def test_any_text_gives_an_entry_or_what_is_wrong_with_it(text):
    for path in (SPOKEN_PATH, CODE_PATH, "nowhere.md"):
        try:
            assert parse_entry(text, path).prompt
        except EntryErrors as refused:
            assert refused.problems
            assert all(each.line >= 1 and each.message for each in refused.problems)


@settings(deadline=None)
@given(st.text())
def test_any_path_gives_an_entry_or_what_is_wrong_with_it(path):
    with pytest.raises(EntryErrors):
        parse_entry("", path)


def test_the_weights_of_the_kinds_add_up_for_every_leaning():
    for weights in KIND_WEIGHTS.values():
        assert sum(weights.values()) == pytest.approx(1)
        assert set(weights) <= set(KINDS)
    assert set(KINDS) >= CODE_KINDS
