"""The counts of the bank only grow."""

import pytest

from questions.domain.counts import check_counts
from questions.domain.entry import Entry


def entries(count: int) -> list[Entry]:
    """So many entries of one kind."""
    return [Entry(slug=f"entry-{number}", kind="ml") for number in range(count)]


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
