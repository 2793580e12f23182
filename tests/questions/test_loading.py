"""The bank's files into the tables: as often as one likes, and nobody's attempt is lost."""

from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from questions import loading
from questions.loading import BankError, load_bank
from questions.models import Question, Word
from questions.search import search
from tests.make import NOW, make_attempt

SAMPLES = Path(__file__).parent.parent / "domain" / "samples"


@pytest.fixture
def bank(tmp_path):
    """A bank of the two samples, to be changed as a test likes."""
    for file in SAMPLES.glob("*/*.md"):
        (tmp_path / file.parent.name).mkdir(exist_ok=True)
        (tmp_path / file.parent.name / file.name).write_text(file.read_text())
    return tmp_path


def one_of(bank) -> Path:
    """A spoken entry's file."""
    return next(file for file in sorted(bank.glob("*/*.md")) if file.parent.name != "dsa")


def change(file: Path, old: str, new: str) -> None:
    """Change a file's text."""
    text = file.read_text()
    assert old in text
    file.write_text(text.replace(old, new))


def title_of(file: Path) -> str:
    """The line of its title."""
    return next(line for line in file.read_text().splitlines() if line.startswith("title:"))


def test_loading_twice_leaves_one_row_an_entry_with_its_id(bank, db):
    assert load_bank(folder=bank, primers=bank / "primers", now=NOW).written == 2
    ids = dict(Question.objects.values_list("slug", "pk"))
    change(one_of(bank), title_of(one_of(bank)), "title: Another title")
    loaded = load_bank(folder=bank, primers=bank / "primers", now=NOW)
    assert (loaded.written, loaded.unchanged, loaded.retired) == (1, 1, 0)
    assert dict(Question.objects.values_list("slug", "pk")) == ids
    assert Question.objects.filter(title="Another title").exists()


def test_a_bank_that_has_not_changed_costs_a_start_two_queries(bank, db):
    load_bank(folder=bank, primers=bank / "primers", now=NOW)
    with CaptureQueriesContext(connection) as queries:
        assert load_bank(folder=bank, primers=bank / "primers", now=NOW).unchanged == 2
    assert len(queries) <= 2


def test_what_was_removed_is_retired_with_its_attempts_and_comes_back_as_it_was(bank, guest):
    load_bank(folder=bank, primers=bank / "primers", now=NOW)
    file = one_of(bank)
    question, text = Question.objects.get(slug=file.stem), file.read_text()
    attempt = make_attempt(guest, question)
    file.unlink()
    assert load_bank(folder=bank, primers=bank / "primers", now=NOW).retired == 1
    assert question not in Question.objects.asked()
    assert guest.attempts.get() == attempt
    file.write_text(text)
    load_bank(folder=bank, primers=bank / "primers", now=NOW)
    assert question in Question.objects.asked()


def test_a_bank_with_an_error_changes_nothing(bank, db):
    load_bank(folder=bank, primers=bank / "primers", now=NOW)
    change(one_of(bank), title_of(one_of(bank)), "titel: A slip")
    with pytest.raises(BankError) as refused:
        load_bank(folder=bank, primers=bank / "primers", now=NOW)
    assert any("titel" in problem.message for problem in refused.value.problems)
    assert Question.objects.asked().count() == 2


def test_a_new_way_of_reading_the_files_loads_them_anew(bank, db, monkeypatch):
    load_bank(folder=bank, primers=bank / "primers", now=NOW)
    monkeypatch.setattr(loading, "FORMAT", 99)
    monkeypatch.setattr(loading, "fingerprint", lambda folder: "other")
    assert load_bank(folder=bank, primers=bank / "primers", now=NOW).written == 2


def test_what_an_entry_says_can_be_searched_and_its_words_mend_a_search(bank, db):
    load_bank(folder=bank, primers=bank / "primers", now=NOW)
    assert Word.objects.exists()
    for question in Question.objects.asked():
        assert question in search(question.title).filter(Question.objects.asked())


def test_the_shipped_bank_loads(db):
    loaded = load_bank(folder=settings.BANK_DIR, primers=settings.PRIMERS_DIR, now=NOW)
    assert loaded.written == Question.objects.asked().count() >= 10
    for question in Question.objects.asked():
        assert question.parsed.slug == question.slug
        assert all(point["html"] for point in question.points)
