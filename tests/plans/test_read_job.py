import io
import json

import pytest
from django.core.management import call_command

POST = "Senior LLM Engineer\n\nRequirements\n- Python and RAG\n\nPluses\n- Rust\n"


def command(monkeypatch, data: bytes, *arguments) -> tuple[str, str, int]:
    """What the command prints and says of some bytes on its standard input, and how it ends."""
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))
    out, errors, code = io.StringIO(), io.StringIO(), 0
    try:
        call_command("read_job", *arguments, stdout=out, stderr=errors)
    except SystemExit as ended:
        code = ended.code
    return out.getvalue(), errors.getvalue(), code


def test_a_description_comes_back_as_json_with_its_words(monkeypatch):
    out, errors, code = command(monkeypatch, POST.encode())
    said = json.loads(out)
    assert (errors, code) == ("", 0)
    assert said["leaning"] == "llm"
    assert 0 < said["confidence"] <= 1
    assert said["seniority"] == "senior"
    assert (said["must"], said["nice"], said["stages"]) == (["Python", "RAG"], ["Rust"], [])
    assert said["evidence"]["skills"]["Rust"] == "Rust"
    assert said["evidence"]["seniority"] == ["Senior LLM Engineer"]


def test_a_file_a_dash_and_nothing_are_read_alike(monkeypatch, tmp_path):
    file = tmp_path / "job.txt"
    file.write_bytes(b"\xef\xbb\xbf" + POST.encode())
    out, _, _ = command(monkeypatch, b"", str(file))
    assert out == command(monkeypatch, POST.encode(), "-")[0]
    assert out == command(monkeypatch, POST.encode())[0]


def test_odd_signs_are_read(monkeypatch):
    out, _, code = command(monkeypatch, "ML\x00 Engineer — 日本 🙂\r\nPython".encode())
    assert code == 0
    assert json.loads(out)["must"] == ["Machine learning", "Python"]


@pytest.mark.parametrize("data", [b"", b" \n\t", b"\xff\xfeP\x00", b"caf\xe9"])
def test_a_bad_input_ends_with_one_line_and_exit_2(monkeypatch, data):
    out, errors, code = command(monkeypatch, data)
    assert (out, code) == ("", 2)
    assert errors.count("\n") == 1
    assert errors.startswith("read_job: ")


def test_a_file_that_is_not_there_ends_with_one_line_and_exit_2(monkeypatch, tmp_path):
    for path in (tmp_path / "no.txt", tmp_path):
        out, errors, code = command(monkeypatch, b"", str(path))
        assert (out, code, errors.count("\n")) == ("", 2, 1)
