"""`manage.py replan`: JSON in and out, and what it refuses."""

import io
import json

import pytest
from django.core.management import call_command

WEEK = dict.fromkeys(("mon", "tue", "wed", "thu", "fri", "sat", "sun"), 60)
ASKED = {
    "today": "2026-12-01",
    "rounds": [{"date": "2026-12-05", "kind": "phone"}],
    "minutes": WEEK,
    "rest": ["2026-12-03"],
    "tasks": [
        {"id": "a", "minutes": 40, "weight": 3, "must": True, "after": []},
        {"id": "b", "minutes": 60, "weight": 2.5, "must": False, "after": ["a"]},
        {
            "id": "c",
            "minutes": 20,
            "weight": 1,
            "must": False,
            "after": [],
            "deadline": "2026-11-30",
        },
        {"id": "d", "minutes": 30, "weight": 1, "must": False, "after": []},
    ],
    "done": ["d"],
    "previous": {"2026-11-30": ["a"], "2026-12-02": ["b"]},
}


def replan(monkeypatch, text):
    """What the command prints for a text on its standard input."""
    monkeypatch.setattr("sys.stdin", io.StringIO(text))
    out = io.StringIO()
    call_command("replan", stdout=out)
    return json.loads(out.getvalue())


def test_it_answers_as_the_contract_says(monkeypatch):
    assert replan(monkeypatch, json.dumps(ASKED)) == {
        "days": {
            "2026-12-01": [{"id": "a", "minutes": 40}],
            "2026-12-02": [{"id": "b", "minutes": 60}],
        },
        "dropped": [{"id": "c", "why": "30 November is past."}],
        "cushion": {"2026-12-05": 30},
        "moved": ["a"],
    }


def test_without_rounds_it_plans_fourteen_days_and_sixty_at_most(monkeypatch):
    task = {"id": "", "minutes": 60, "weight": 1, "must": False, "after": []}
    many = [task | {"id": f"t{n}"} for n in range(70)]
    plan = replan(monkeypatch, json.dumps(ASKED | {"rounds": [], "tasks": many, "rest": []}))
    assert len(plan["days"]) == 13  # the last is light, and no task is that short
    far = [{"date": "2027-12-01", "kind": "onsite"}]
    plan = replan(monkeypatch, json.dumps(ASKED | {"rounds": far, "tasks": many, "rest": []}))
    assert len(plan["days"]) == 59


TASK = ASKED["tasks"][0]


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ("{", "not JSON"),
        ("[]", "not an object"),
        ({"today": "yesterday"}, "not a day"),
        ({"today": None}, "today: None"),
        ({"minutes": {"mon": -1}}, "mon"),
        ({"minutes": {"mon": 1441}}, "mon"),
        ({"minutes": {"mon": True}}, "mon"),
        ({"minutes": {"mon": 1.5}}, "mon"),
        ({"minutes": []}, "not an object"),
        ({"rest": "2026-12-03"}, "rest is not a list"),
        ({"rounds": [{"kind": "phone"}]}, "lacks date"),
        ({"tasks": [TASK, TASK]}, "same id"),
        ({"tasks": [TASK | {"after": ["x"]}]}, "no task is called x"),
        ({"tasks": [TASK | {"after": ["a"]}]}, "before itself"),
        ({"tasks": [TASK | {"weight": "3"}]}, "weight"),
        ({"tasks": [TASK | {"weight": -1}]}, "weight"),
        ({"tasks": [TASK | {"weight": float("nan")}]}, "weight"),
        ({"tasks": [TASK | {"must": 1}]}, "must"),
        ({"tasks": [TASK | {"minutes": None}]}, "minutes"),
        ({"tasks": [TASK | {"deadline": "soon"}]}, "deadline"),
        ({"previous": {"soon": []}}, "not a day"),
    ],
)
def test_a_bad_input_is_refused_in_one_line(monkeypatch, change, says):
    text = change if isinstance(change, str) else json.dumps(ASKED | change)
    monkeypatch.setattr("sys.stdin", io.StringIO(text))
    out, errors = io.StringIO(), io.StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("replan", stdout=out, stderr=errors)
    assert (ended.value.code, out.getvalue()) == (2, "")
    assert errors.getvalue().count("\n") == 1
    assert says in errors.getvalue()
