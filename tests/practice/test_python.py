"""What the site sends for Python in the page: a worker shut off from the site, and the tests."""

import json
import re

import pytest

from practice.runtime import JUDGE, files, runtime_url, worker_hash
from tests import make

WORKER = f"/python/{worker_hash()}/worker.js"


def test_the_workers_policy_lets_it_load_the_runtime_and_nothing_else(client, db):
    response = client.get(WORKER)
    policy = dict(each.split(" ", 1) for each in response["Content-Security-Policy"].split("; "))
    runtime = f"http://testserver{runtime_url()}"
    assert policy == {
        "default-src": "'none'",
        "script-src": f"{runtime} 'wasm-unsafe-eval'",
        "connect-src": runtime,
    }
    assert response["Content-Type"].startswith("text/javascript")


def test_the_worker_is_kept_for_a_year_under_the_hash_of_its_script(client, db):
    assert "max-age=31536000" in client.get(WORKER)["Cache-Control"]
    assert client.get("/python/another/worker.js")["Cache-Control"] == "no-store"


def test_the_worker_brings_the_judge_and_the_sizes_of_the_runtimes_files(client, db):
    lines = client.get(WORKER).content.decode().split("\n", 2)
    runtime, judge = (
        json.loads(re.fullmatch(r"const [A-Z]+ = (.*);", line)[1]) for line in lines[:2]
    )
    assert runtime["url"] == runtime_url()
    assert runtime["files"] == {name: list(sizes) for name, sizes in files().items()}
    assert judge.keys() == {f"{name}.py" for name in JUDGE} and "def judge" in judge["judging.py"]


def test_the_tests_of_a_code_question_come_with_how_values_are_compared(client, db):
    question = make.make_code_question(compare={"how": "tolerance", "tolerance": 1e-6})
    sent = client.get(f"/questions/{question.slug}/tests/").json()
    assert (sent["how"], sent["tolerance"], sent["needs"]) == ("tolerance", 1e-6, "python")
    assert [(test["id"], test["hidden"]) for test in sent["tests"]] == [
        ("one", False),
        ("two", True),
    ]
    assert sent["tests"][0]["code"] == "got = double(1)\nassert got == 2"


def test_a_code_question_of_ones_own_has_no_tests(guest_client, guest):
    own = make.make_own_question(guest, kind="dsa")
    assert guest_client.get(f"/questions/{own.pk}/tests/").json()["tests"] == []


def test_a_question_that_is_not_code_has_no_tests_to_ask_for(client, db):
    assert client.get(f"/questions/{make.make_question().slug}/tests/").status_code == 404


@pytest.mark.parametrize("kind", ["dsa", "ml"])
def test_only_a_page_with_an_editor_is_isolated_and_loads_it(client, db, kind):
    question = make.make_code_question() if kind == "dsa" else make.make_question()
    response = client.get(f"/questions/{question.slug}/")
    coding = kind == "dsa"
    assert (response.headers.get("Cross-Origin-Embedder-Policy") == "require-corp") == coding
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"
    assert (b"js/code/exercise.js" in response.content) == coding
    assert b"vendor/pyodide" not in response.content.replace(b"data-files", b"") or coding


def test_nothing_of_the_runtime_or_the_editor_loads_on_other_pages(client, db):
    for path in ("/", "/questions/", "/review/", "/plan/", "/stories/"):
        page = client.get(path, follow=True).content
        assert b"pyodide" not in page and b"js/code" not in page and b"css/code" not in page
