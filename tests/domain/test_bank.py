"""What must hold across the files of a bank."""

import json
import shutil
from pathlib import Path

import pytest
from django.core.management import call_command
from hypothesis import given, settings
from hypothesis import strategies as st

from questions.domain.bank import bank_files, fingerprint, inspect_bank, read_bank
from questions.domain.runs import RUN, run_hashes, seed_hashes, taken_over, words

SAMPLES = Path(__file__).with_name("samples")
SPOKEN = "stats/what-a-p-value-says.md"
CODE = "dsa/pair-that-sums.md"


@pytest.fixture
def folder(tmp_path) -> Path:
    """A bank of the two samples, to spoil."""
    return Path(shutil.copytree(SAMPLES, tmp_path / "bank"))


def change(path: Path, old: str, new: str) -> None:
    """Replace a part of a file that must be there."""
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))


def messages(folder: Path) -> list[str]:
    """All that is wrong with a bank."""
    return [each.message for each in inspect_bank(folder).problems]


def test_a_sound_bank_has_no_problems(folder):
    bank = inspect_bank(folder)
    assert bank.problems == []
    assert [entry.slug for entry in bank.entries] == ["pair-that-sums", "what-a-p-value-says"]


def test_a_file_with_errors_leaves_the_others_readable(folder):
    change(folder / SPOKEN, "minutes: 5", "minutes: many")
    bank = read_bank(folder)
    assert [entry.slug for entry in bank.entries] == ["pair-that-sums"]
    assert len(bank.problems) == 1


def test_a_slug_stands_in_one_kind_only(folder):
    (folder / "ml").mkdir()
    text = (folder / SPOKEN).read_text().replace("kind: stats", "kind: ml")
    (folder / "ml/what-a-p-value-says.md").write_text(text)
    assert any("rename one of the files" in each for each in messages(folder))


def test_a_link_leads_to_an_entry(folder):
    change(folder / SPOKEN, "[pair-that-sums]", "[pair-that-sums, nowhere]")
    [problem] = read_bank(folder).problems
    assert "nowhere, which is no entry" in problem.message
    line = (folder / SPOKEN).read_text().split("\n")[problem.line - 1]
    assert line.startswith("related:")


def test_the_same_question_in_slightly_other_words_is_found(folder):
    text = (folder / SPOKEN).read_text().replace("do you tell them?", "would you say to them?")
    (folder / "stats/p-values-again.md").write_text(text)
    assert any("asks nearly what" in each for each in messages(folder))


@pytest.mark.parametrize(("count", "mend"), [(60, "say more"), (400, "cut it")])
def test_a_strong_answer_has_the_length_of_one_said_aloud(folder, count, mend):
    path = folder / SPOKEN
    start, rest = path.read_text().split("## Strong answer\n")
    weak = rest[rest.index("## Weak answer") :]
    path.write_text(f"{start}## Strong answer\n{'word ' * count}\n\n{weak}")
    [message] = messages(folder)
    assert f"has {count} words" in message
    assert message.endswith(mend)


def test_a_file_that_is_not_text_is_named_with_its_line(folder):
    path = folder / SPOKEN
    path.write_bytes(path.read_bytes().replace(b"minutes", b"\xff", 1))
    [problem] = read_bank(folder).problems
    assert "UTF-8" in problem.message
    assert problem.line == path.read_bytes().split(b"\xff")[0].count(b"\n") + 1


def test_an_empty_folder_is_a_problem_and_not_an_empty_bank(tmp_path):
    assert read_bank(tmp_path).problems
    assert read_bank(tmp_path / "nowhere").problems


def test_a_file_beside_the_kinds_is_not_overlooked(folder):
    shutil.copy(folder / SPOKEN, folder / "stray.md")
    (folder / "stats/deep").mkdir()
    shutil.copy(folder / SPOKEN, folder / "stats/deep/down.md")
    assert sum("is no kind" in each for each in messages(folder)) == 2


def test_the_fingerprint_follows_every_file_and_nothing_else(folder):
    before = fingerprint(bank_files(folder))
    (folder / SPOKEN).touch()
    assert fingerprint(bank_files(folder)) == before
    change(folder / SPOKEN, "minutes: 5", "minutes: 6")
    changed = fingerprint(bank_files(folder))
    assert changed != before
    (folder / CODE).rename(folder / "dsa/other.md")
    assert fingerprint(bank_files(folder)) not in {before, changed}


@settings(deadline=None)
@given(st.lists(st.sampled_from("abc"), max_size=40))
def test_the_hash_of_a_run_depends_on_its_words_alone(sequence):
    runs = [tuple(sequence[place : place + RUN]) for place in range(len(sequence) - RUN + 1)]
    hashes = list(run_hashes(sequence))
    assert len(hashes) == len(runs)
    for run, hashed in zip(runs, hashes, strict=True):
        assert list(run_hashes(list(run))) == [hashed]
    assert len(set(hashes)) == len(set(runs))


@settings(deadline=None)
@given(st.text())
def test_any_text_can_be_held_against_the_seed(text):
    assert isinstance(taken_over(text, seed_hashes()), list)


def test_eight_words_taken_over_are_found_whatever_their_punctuation():
    known = frozenset(run_hashes(words("One, two; three four five six seven eight nine.")))
    text = "First line.\nBut ONE two\nthree (four) five six-seven, eight nine ten."
    assert taken_over(text, known) == [(2, "one two three four five six seven eight nine")]
    assert taken_over("one two three four five six seven ten eight", known) == []


def test_words_of_the_seed_are_found_in_an_entry(folder, monkeypatch):
    said = "It says nothing about whether the gap is worth money"
    known = frozenset(run_hashes(words(said)))
    monkeypatch.setattr("questions.domain.bank.seed_hashes", lambda: known)
    change(folder / SPOKEN, "also says nothing", "says nothing")
    [problem] = inspect_bank(folder).problems
    assert "it says nothing about whether the gap is worth money" in problem.message
    assert "in our own words" in problem.message


def test_the_seed_is_known_by_its_hashes_alone():
    assert len(seed_hashes()) > 2000


def check(*arguments, capsys) -> tuple[int, str, str]:
    """Run check_bank; return its exit code and what it printed."""
    try:
        call_command("check_bank", *map(str, arguments))
        code = 0
    except SystemExit as ended:
        code = ended.code
    return (code, *capsys.readouterr())


def test_check_bank_counts_a_sound_bank_and_ends_well(folder, capsys):
    code, out, _ = check(folder, "--json", capsys=capsys)
    assert code == 0
    assert json.loads(out) == {
        "entries": 2,
        "by_kind": {"stats": 1, "dsa": 1},
        "deep": 1,
        "errors": [],
    }


def test_check_bank_names_file_and_line_and_exits_1(folder, capsys):
    change(folder / SPOKEN, "minutes: 5", "minutes: many")
    code, out, _ = check(folder, "--json", capsys=capsys)
    [error] = json.loads(out)["errors"]
    assert code == 1
    assert error["file"].endswith(SPOKEN)
    assert error["line"] == 8
    assert "whole number" in error["message"]
    code, out, _ = check(folder, capsys=capsys)
    assert code == 1
    assert f"{SPOKEN}:8: " in out


def test_check_bank_proves_the_exercises(folder, capsys):
    change(folder / CODE, "budget - price in places", "budget + price in places")
    code, out, _ = check(folder, capsys=capsys)
    assert code == 1
    assert 'fails the test "example"' in out


def test_check_bank_of_one_file_says_nothing_of_the_others(folder, capsys):
    change(folder / SPOKEN, "minutes: 5", "minutes: many")
    code, out, _ = check(folder / CODE, "--json", capsys=capsys)
    assert code == 0
    assert json.loads(out)["entries"] == 1


def test_check_bank_of_a_path_that_is_not_there_exits_2_with_one_line(folder, capsys):
    code, out, err = check(folder / "nowhere.md", "--json", capsys=capsys)
    assert (code, out) == (2, "")
    assert len(err.strip().split("\n")) == 1
