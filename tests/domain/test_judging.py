"""What the judge says of code that is right, wrong, and out to break it."""

import builtins
import json
import sys
from pathlib import Path

import pytest

from practice.runtime import JUDGE
from questions.domain import judging
from questions.domain.judging import judge

RIGHT = "def double(x):\n    return [2 * each for each in x]\n"


def job(code: str, *tests: tuple[str, str], hidden=(), **more) -> dict:
    """A job with these tests ((id, code)), those named in `hidden` hidden."""
    listed = [
        {"id": name, "shows": f"shows {name}", "code": code, "hidden": name in hidden}
        for name, code in tests
    ]
    how = {"needs": "python", "tables": "", "how": "exact", "tolerance": None}
    return {"code": code, "tests": listed, **how, **more}


def steps_of(a_job: dict) -> list[dict]:
    """What is reported, as it goes through the worker."""
    steps = []
    judge(json.loads(json.dumps(a_job)), lambda step: steps.append(json.loads(json.dumps(step))))
    return steps


def outcomes(a_job: dict) -> list[dict]:
    """The outcome of each test."""
    return [step["test"] for step in steps_of(a_job) if "test" in step]


def only(code: str, test="got = double([1, 2])\nassert got == [2, 4]", **more) -> dict:
    """The outcome of one visible test."""
    [outcome] = outcomes(job(code, ("one", test), **more))
    return outcome


def test_right_code_passes_and_both_values_are_told():
    outcome = only(RIGHT)
    assert outcome["passed"] and outcome["got"] == outcome["expected"] == "[2, 4]"
    assert outcome["seconds"] >= 0 and outcome["trace"] == []


def test_a_wrong_value_is_told_with_the_first_difference():
    outcome = only("def double(x):\n    print('hm', x)\n    return [x[0] * 2, 5]")
    assert not outcome["passed"] and outcome["error"] == ""
    assert (outcome["got"], outcome["expected"]) == ("[2, 5]", "[2, 4]")
    assert outcome["where"] == "[1]: 5 instead of 4"
    assert outcome["printed"] == "hm [1, 2]\n"


def test_a_traceback_is_cut_to_the_candidates_lines():
    outcome = only(
        "import json\ndef inner(x):\n    return json.loads(x)\ndef double(x):\n    return inner(x)"
    )
    assert outcome["error"].startswith("TypeError: the JSON object must be str")
    assert outcome["trace"] == [
        {"line": 5, "name": "double", "text": "    return inner(x)"},
        {"line": 3, "name": "inner", "text": "    return json.loads(x)"},
    ]


def test_a_mistake_of_syntax_is_told_with_its_line():
    outcome = only("def double(x):\n    return (x")
    assert outcome["error"].startswith("SyntaxError") and outcome["trace"][0]["line"] == 2


def test_a_name_that_the_code_does_not_define_is_told_as_that():
    assert only("def dubble(x): ...")["error"] == (
        "The tests use double, which your code does not define."
    )


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ("return double(x)", "Calls inside calls"),
        ("import sys; sys.exit(3)", "called exit"),
        ("raise SystemExit", "called exit"),
        ("quit()", "called exit"),
        ("raise MemoryError", "more memory"),
        ("raise EOFError", "nobody to ask"),
        ("raise type('Odd', (BaseException,), {'__str__': lambda self: 1 / 0})", "Odd"),
    ],
)
def test_what_ends_a_program_ends_in_one_line_and_the_next_test_runs(body, says):
    tests = [("one", "got = double([1])\nassert got == [2]"), ("two", "got = 1\nassert got == 1")]
    first, second = outcomes(job(f"def double(x):\n    {body}", *tests))
    assert says in first["error"] and "\n" not in first["error"] and not first["passed"]
    assert second["passed"]


def test_output_is_cut_at_64_kb():
    outcome = only("def double(x):\n    for _ in range(3000): print('x' * 100)\n    return [2, 4]")
    assert outcome["passed"] and outcome["cut"] and len(outcome["printed"]) == 64 * 1024


def test_code_that_takes_pythons_names_away_harms_no_other_test():
    code = (
        "import builtins, sys\n"
        "for name in ('len', 'isinstance', 'type', 'repr', 'min', 'str'): delattr(builtins, name)\n"
        "builtins.print = None\nsys.setrecursionlimit(60)\nbuiltins.mine = 1\n" + RIGHT
    )
    kept, limit = dict(vars(builtins)), judging.RECURSION
    steps = steps_of(job(code, ("one", "got = double([1])\nassert got == [2]")))
    assert [step["test"]["passed"] for step in steps if "test" in step] == [True]
    assert steps[-1]["done"]["changed"] is True
    assert dict(vars(builtins)) == kept and sys.getrecursionlimit() == limit
    assert only(RIGHT)["passed"]


def test_each_test_begins_with_fresh_definitions():
    code = "seen = []\ndef double(x):\n    seen.append(1)\n    return len(seen)"
    tests = [(name, "got = double(0)\nassert got == 1") for name in ("one", "two")]
    assert all(outcome["passed"] for outcome in outcomes(job(code, *tests)))


def test_of_hidden_tests_only_the_smallest_that_failed_shows_what_it_asked():
    tests = [
        ("shown", "got = double([1])\nassert got == [2]"),
        ("long", "numbers = [5, 6, 7, 8]\ngot = double(numbers)\nassert got == [10, 12, 14, 16]"),
        ("short", "got = double([3])\nassert got == [6]"),
        ("fine", "got = 1\nassert got == 1"),
    ]
    code = "def double(x):\n    return [2] if x == [1] else x"
    steps = steps_of(job(code, *tests, hidden=("long", "short", "fine")))
    told = {step["test"]["id"]: step["test"] for step in steps if "test" in step}
    assert "input" in told["shown"]
    for name in ("long", "short", "fine"):
        assert not {"input", "got", "expected", "where", "printed", "error"} & told[name].keys()
    smallest = steps[-1]["done"]["smallest"]
    assert smallest["id"] == "short" and smallest["input"] == tests[2][1]
    assert smallest["where"] == "[0]: 3 instead of 6"


def test_an_interrupt_ends_the_run_and_says_at_which_test():
    tests = [("one", "got = 1\nassert got == 1"), ("two", "got = double(1)"), ("three", "got = 1")]
    steps = steps_of(job("def double(x):\n    raise KeyboardInterrupt", *tests))
    assert [step["begun"] for step in steps if "begun" in step] == ["one", "two"]
    assert steps[-1]["done"]["stopped"] == "two"
    assert steps_of(job(RIGHT, *tests[:1]))[-1]["done"]["stopped"] is None


def test_ones_own_input_shows_the_value_of_its_last_line():
    [outcome] = outcomes(job(RIGHT, ("", "numbers = [4]\nprint('!')\ndouble(numbers)")))
    assert outcome["got"] == "[8]" and outcome["printed"] == "!\n" and outcome["passed"]
    [outcome] = outcomes(job(RIGHT, ("", "numbers = [4]")))
    assert outcome["got"] == "None"
    [outcome] = outcomes(job(RIGHT, ("", "double(")))
    assert outcome["error"].startswith("SyntaxError")


SQL = {"needs": "sqlite", "tables": "CREATE TABLE t (a INTEGER, b TEXT);"}


def test_rows_of_a_query_are_told_as_a_table():
    query = "SELECT a AS number, b FROM t ORDER BY a"
    test = "got = query(\"INSERT INTO t VALUES (2, NULL), (1, 'x')\")\nassert got == [(1, 'x')]"
    outcome = only(query, test, **SQL)
    rows = {"columns": ["number", "b"], "rows": [["1", "x"], ["2", "NULL"]], "more": 0}
    assert outcome["got"] == rows and outcome["where"] == "2 items instead of 1"
    [own] = outcomes(job(query, ("", "INSERT INTO t VALUES (7, 'y')"), **SQL))
    assert own["got"]["rows"] == [["7", "y"]]


def test_a_wrong_query_says_what_sqlite_says():
    outcome = only("SELECT c FROM t", "got = query('')\nassert got == []", **SQL)
    assert outcome["error"] == "OperationalError: no such column: c"


def test_a_long_value_and_many_rows_are_cut():
    outcome = only("def double(x):\n    return list(range(10_000))")
    assert len(outcome["got"]) == judging.SHOWN_AT_MOST + 1
    many = (
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 80) SELECT i FROM n"
    )
    got = only(many, "got = query('')\nassert got == []", **SQL)["got"]
    assert len(got["rows"]) == 50 and got["more"] == 30


def test_the_judge_needs_nothing_but_the_standard_library_and_itself():
    for name in JUDGE:
        for line in Path(judging.__file__).with_name(f"{name}.py").read_text().splitlines():
            words = line.split()
            if words[:1] == ["from"] and words[1].startswith("."):
                assert words[1][1:] in JUDGE, line
            elif words[:1] in (["from"], ["import"]):
                assert words[1].split(".")[0].rstrip(",") in sys.stdlib_module_names, line
