"""The counts of the bank only grow."""

import pytest

from questions.domain.counts import check_counts
from questions.domain.entry import Entry


def entries(count: int, **more) -> list[Entry]:
    """So many entries of one kind."""
    return [Entry(slug=f"entry-{number}", kind="ml", **more) for number in range(count)]


def told(tmp_path, counts: str, found: list[Entry]) -> list[str]:
    """What is said of these entries."""
    (tmp_path / "counts.yaml").write_text(counts)
    return [problem.message for problem in check_counts(found, tmp_path)]


@pytest.mark.parametrize(("count", "mend"), [(1, "bring it back"), (3, "raise it")])
def test_a_kind_that_lost_or_gained_entries_is_told_what_to_do(tmp_path, count, mend):
    (tmp_path / "counts.yaml").write_text("# counts\nml: {least: 2, goal: 9}\n")
    (problem,) = check_counts(entries(count), tmp_path)
    assert mend in problem.message and problem.line == 2


def test_a_kind_that_has_what_the_file_says_is_fine(tmp_path):
    (tmp_path / "counts.yaml").write_text("ml: {least: 2, goal: 9}\n")
    assert check_counts(entries(2), tmp_path) == []


def test_a_bank_without_the_file_counts_nothing(tmp_path):
    assert check_counts(entries(2), tmp_path) == []


def test_a_topic_that_the_kind_does_not_have_and_one_with_too_few_are_told(tmp_path):
    counts = "ml: {least: 2, goal: 9, topics: {features: 1, imbalance: 2}}\n"
    found = [Entry(slug="a", kind="ml", topic="imbalance"), Entry(slug="b", kind="ml", topic="x")]
    strange, few, fewer = told(tmp_path, counts, found)
    assert 'b: "topic: x" is none of ml: use features, imbalance' in strange
    assert "has 0 on features, it needs 1" in few
    assert "has 1 on imbalance, it needs 2" in fewer


def test_a_kind_is_about_a_quarter_easy_half_medium_and_a_quarter_hard(tmp_path):
    counts = "ml: {least: 8, goal: 9}\n"
    spread = [Entry(slug=f"e{n}", kind="ml", difficulty=d) for n, d in enumerate([1, 2, 3, 3] * 2)]
    easy, hard = told(tmp_path, counts, spread)
    assert "4 of 8 entries of ml are easy" in easy
    assert "0 of 8 entries of ml are hard" in hard
    even = [Entry(slug=f"e{n}", kind="ml", difficulty=d) for n, d in enumerate([2, 3, 3, 4] * 2)]
    assert told(tmp_path, counts, even) == []


def test_each_of_the_six_mistakes_is_linked_often_enough(tmp_path):
    counts = "ml: {least: 3, goal: 9}\nmistakes: {hype: 3, no-baseline: 3}\n"
    (problem,) = told(tmp_path, counts, entries(3, mistakes={"hype": "like this"}))
    assert problem.startswith("no-baseline is linked from 0 entries, it needs 3")
