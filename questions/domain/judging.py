"""A candidate's code against the tests of an exercise, one by one, and what came of each.

It runs in the page's worker, in Python there, and imports nothing but the standard library.
The code it runs is whatever somebody typed: it may loop, print without end, leave, or take
Python's own names away. Nothing of that may show in the next test, or end the judge.
"""

import ast
import builtins
import io
import re
import sys
import traceback
from time import perf_counter

from .compare import comparer, plain, rewritten
from .difference import first_difference
from .running import SOLUTION, python, sql

INPUT = "<your input>"
PRINTED_AT_MOST = 64 * 1024
SHOWN_AT_MOST = 2_000
ROWS_AT_MOST = 50
FRAMES_AT_MOST = 6
RECURSION = 1_000
# Of a hidden test: what is told of every one; the rest only of the smallest that failed.
TOLD = ("id", "shows", "hidden", "passed", "seconds", "kind")

CELL = re.compile(r"^\[(\d+)\](?:\[(\d+)\])?: ")
NAMES = builtins.__dict__
KEPT = dict(NAMES)
SAID = {
    "SystemExit": "Your code called exit: a test can't go on after that.",
    "RecursionError": "Calls inside calls without an end: which case should stop them?",
    "MemoryError": "It asked for more memory than Python has here.",
    "EOFError": "input() has nobody to ask here: take what is passed in.",
}


class Printed(io.StringIO):
    """What was printed, cut where it gets too long."""

    def __init__(self):
        super().__init__()
        self.room, self.cut = PRINTED_AT_MOST, False

    def write(self, text: str) -> int:
        """Keep what there is room for."""
        self.cut = self.cut or len(text) > self.room
        super().write(text[: self.room])
        self.room = max(self.room - len(text), 0)
        return len(text)


def judge(job: dict, report) -> None:
    """Run a job's tests, and its `input` if it has one; `report` takes a dict at each step.

    The job: {code, needs, tables, how, tolerance, tests: [{id, shows, code, hidden}], input?}.
    Steps: {begun: id}, then the test's outcome {test: {…}}; at the end {done: {smallest,
    changed, stopped}}: the smallest hidden test that failed, whether Python's own names were
    changed, and the test during which it was interrupted, or None. Hidden tests tell what they were
    asked only there.
    """
    failed, changed, at = [], False, None
    try:
        for test in job["tests"]:
            at = test["id"]
            report({"begun": at})
            outcome, broke = trial(job, test)
            changed = changed or broke
            if test["hidden"] and not outcome["passed"]:
                failed.append(outcome)
            told = {name: outcome[name] for name in TOLD} if test["hidden"] else outcome
            report({"test": told})
        at = None
    except KeyboardInterrupt:
        restore()
    smallest = min(
        failed, key=lambda each: len(each["input"]) + len(str(each["expected"])), default=None
    )
    report({"done": {"smallest": smallest, "changed": changed, "stopped": at}})


def trial(job: dict, test: dict) -> tuple[dict, bool]:
    """Return a test's outcome, and whether the code changed Python's own names."""
    printed, held, broke = Printed(), {}, False

    def check(got, expected) -> None:
        nonlocal broke
        broke = restore() or broke
        held["got"], held["expected"] = got, expected
        compare(got, expected)

    compare = comparer(job["how"], job["tolerance"])
    outcome = {"id": test["id"], "shows": test["shows"], "hidden": test["hidden"], "error": ""}
    outcome |= {"input": test["code"], "trace": [], "got": None, "expected": None, "where": ""}
    error, names, began = None, {}, perf_counter()
    outs = sys.stdout, sys.stderr
    sys.stdout = sys.stderr = printed
    try:
        names = maker(job)(check)
        broke = restore() or broke
        if test["id"]:
            exec(rewritten(test["code"], "<test>"), names)
        else:
            held["got"] = value_of(test["code"], names, job)
    except KeyboardInterrupt:
        raise
    except BaseException as caught:
        error = caught
    finally:
        sys.stdout, sys.stderr = outs
        broke = restore() or broke
    outcome["seconds"] = round(perf_counter() - began, 4)
    outcome["passed"] = error is None
    outcome["printed"] = printed.getvalue()
    outcome["cut"] = printed.cut
    outcome["kind"] = ""
    columns = getattr(names.get("query"), "columns", None)
    # Values as text take longer than many a test; of a hidden one that passed nobody sees them.
    if not (test["hidden"] and outcome["passed"]):
        outcome |= {name: shown(value, columns) for name, value in held.items()}
    if type(error).__name__ == "Different":
        where = first_difference(**held, how=job["how"], tolerance=job["tolerance"])
        outcome["where"] = (
            CELL.sub(lambda cell: in_table(cell, columns), where) if columns else where
        )
    elif error:
        outcome["kind"] = type(error).__name__
        outcome["error"] = told_of(error)
        outcome["trace"] = frames_of(error, job["code"])
    return outcome, broke


def maker(job: dict):
    """What makes the names that a test sees; raises SyntaxError."""
    return sql(job["code"], job["tables"]) if job["needs"] == "sqlite" else python(job["code"])


def in_table(cell: re.Match, columns: list[str]) -> str:
    """The place of a difference in a query's rows, as one finds it in a table."""
    row, column = cell.groups()
    within = column is not None and int(column) < len(columns)
    return f"Row {int(row) + 1}{f', {columns[int(column)]}' if within else ''}: "


def value_of(code: str, names: dict, job: dict):
    """Run one's own input after the code; return the value of its last line, if it has one."""
    if job["needs"] == "sqlite":
        return names["query"](code)
    tree = ast.parse(code, INPUT)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, INPUT, "exec"), names)
    return eval(compile(ast.Expression(last.value), INPUT, "eval"), names) if last else None


def restore() -> bool:
    """Give Python its own names and its limit of calls back; return whether one was changed."""
    broke = False
    for name in [*NAMES]:
        if name not in KEPT and name != "_":
            del NAMES[name]
    for name in KEPT:
        if name not in NAMES or NAMES[name] is not KEPT[name]:
            NAMES[name] = KEPT[name]
            broke = True
    sys.setrecursionlimit(RECURSION)
    return broke


def shown(value, columns: list[str] | None):
    """A value as the page shows it: its text, or a table {columns, rows, more} for SQL's rows."""
    rows = isinstance(value, list) and all(isinstance(row, tuple) for row in value)
    if columns and rows and all(len(row) == len(columns) for row in value):
        texts = [["NULL" if cell is None else str(cell) for cell in row] for row in value]
        more = max(len(texts) - ROWS_AT_MOST, 0)
        return {"columns": columns, "rows": texts[:ROWS_AT_MOST], "more": more}
    try:
        text = repr(plain(value))
    except Exception as error:
        text = f"<a value that can't be shown: {type(error).__name__}>"
    return text if len(text) <= SHOWN_AT_MOST else f"{text[:SHOWN_AT_MOST]}…"


def told_of(error: BaseException) -> str:
    """An error in one line."""
    name = type(error).__name__
    if isinstance(error, NameError) and not frames_of(error, ""):
        return f"The tests use {error.name}, which your code does not define."
    try:
        text = " ".join(str(error).split())[:300]
    except Exception:
        text = ""
    text = f"{name}: {text}" if text else name
    return f"{SAID[name]} ({text})" if name in SAID else text


def frames_of(error: BaseException, code: str) -> list[dict]:
    """The lines of the candidate's own code that led to an error: {line, name, text}."""
    lines = code.split("\n")
    if isinstance(error, SyntaxError) and error.filename in (SOLUTION, INPUT):
        return [{"line": error.lineno, "name": "", "text": (error.text or "").rstrip()}]
    frames = []
    for frame, number in traceback.walk_tb(error.__traceback__):
        if frame.f_code.co_filename == SOLUTION:
            name = frame.f_code.co_name
            text = lines[number - 1] if number <= len(lines) else ""
            frames.append(
                {"line": number, "name": "" if name == "<module>" else name, "text": text}
            )
    half = FRAMES_AT_MOST // 2
    return frames if len(frames) <= FRAMES_AT_MOST else frames[:half] + frames[-half:]
