import io
import json
from pathlib import Path

import pytest
from django.core.management import call_command

CASES = Path(__file__).resolve().parents[1] / "domain" / "coverage_cases"
QUESTION = {
    "question": "How do you evaluate it?",
    "points": [
        {
            "text": "Split the data by time.",
            "phrasings": ["train before the date, test after it"],
            "naming": "Train-test split.",
        },
        {"text": "Check that the probabilities are calibrated."},
    ],
    "answers": [
        {"text": "I'd train on the months before March and test on what came after."},
        {"text": ""},
    ],
}


def cover(monkeypatch, text, *arguments):
    """What the command prints for a text on its standard input."""
    monkeypatch.setattr("sys.stdin", io.StringIO(text))
    out = io.StringIO()
    call_command("cover", *arguments, stdout=out)
    return out.getvalue()


def refused(monkeypatch, text, *arguments):
    """The line with which the command refuses a text."""
    monkeypatch.setattr("sys.stdin", io.StringIO(text))
    out, errors = io.StringIO(), io.StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("cover", *arguments, stdout=out, stderr=errors)
    assert (ended.value.code, out.getvalue()) == (2, "")
    return errors.getvalue()


def test_answers_come_back_with_a_state_a_score_and_the_sentence(monkeypatch):
    [question] = json.loads(cover(monkeypatch, json.dumps([QUESTION])))
    said, silent = [answer["points"] for answer in question["answers"]]
    assert set(said[0]) == {"state", "score", "evidence"}
    assert said[0]["state"] == "covered"
    assert said[0]["evidence"] == QUESTION["answers"][0]["text"]
    assert 0 <= said[1]["score"] < said[0]["score"] <= 1
    assert silent == [{"state": "missing", "score": 0.0, "evidence": None}] * 2


def test_points_may_be_plain_texts_and_a_list_may_be_empty(monkeypatch):
    plain = QUESTION | {"points": ["Split the data by time."], "answers": [{"text": "No."}]}
    [question] = json.loads(cover(monkeypatch, json.dumps([plain])))
    assert len(question["answers"][0]["points"]) == 1
    assert json.loads(cover(monkeypatch, "[]")) == []
    empty = json.dumps([QUESTION | {"points": []}])
    assert json.loads(cover(monkeypatch, empty))[0]["answers"] == [{"points": []}] * 2


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "{}",
        "[1]",
        '[{"points": []}]',
        '[{"points": [1], "answers": []}]',
        '[{"points": [{"text": 3}], "answers": []}]',
        '[{"points": [{"text": "a", "phrasings": "b"}], "answers": []}]',
        '[{"points": [{"text": "a", "naming": 1}], "answers": []}]',
        '[{"points": [], "answers": ["a"]}]',
        "[" * 100_000,
    ],
)
def test_a_bad_input_ends_with_one_line_and_exit_2(monkeypatch, text):
    assert refused(monkeypatch, text).count("\n") == 1


def table(text):
    """The rows of a table by their kind, as numbers or None."""
    head, *rows = [line.split() for line in text.splitlines()]
    values = {row[0]: [None if cell == "-" else float(cell) for cell in row[1:]] for row in rows}
    return {kind: dict(zip(head[1:], cells, strict=True)) for kind, cells in values.items()}


def test_score_prints_the_figures_of_all_and_of_each_kind(monkeypatch):
    rows = table(cover(monkeypatch, "", "--score", str(CASES / "given.json")))
    assert list(rows) == ["all", "excellent", "middling", "stuffed", "contradicting"]
    assert rows["all"]["pairs"] == 188
    assert rows["stuffed"]["precision"] is rows["stuffed"]["f1"] is None
    assert 0.5 < rows["middling"]["auc"] <= 1
    assert set(rows["all"]) == {
        *("pairs", "precision", "recall", "f1", "accuracy", "auc", "wrong_covered", "sentence")
    }


def test_score_reads_a_folder_and_leaves_out_what_it_is_told_to(monkeypatch):
    folder = str(CASES / "fit")
    whole = table(cover(monkeypatch, "", "--score", folder))
    bare = table(cover(monkeypatch, "", "--score", folder, "--without", "phrasings"))
    assert whole["all"]["pairs"] == bare["all"]["pairs"] > 200
    assert whole["middling"]["auc"] > bare["middling"]["auc"]


@pytest.mark.parametrize(
    "text", ["[", '[{"question": "x"}]', '{"question": "no-such", "answers": []}']
)
def test_score_refuses_what_is_not_labelled_answers(monkeypatch, tmp_path, text):
    path = tmp_path / "cases.json"
    path.write_text(text)
    assert refused(monkeypatch, "", "--score", str(path)).count("\n") == 1
    assert refused(monkeypatch, "", "--score", str(tmp_path / "none.json")).count("\n") == 1
