"""A code entry as an exercise, and the proof that it is a fair one.

Fair is: the reference passes every test, the starter does not, and each plausible wrong
solution (a mutant) fails at least one hidden test. It is shown in a child CPython.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from .entry import Entry, Parsed
from .fences import Test, code_of, fences, split_tests
from .problems import Problem

ROOT = Path(__file__).resolve().parents[2]
# The CPU time for all tests of what is right, of what is wrong (a mutant that takes longer has
# failed, and the bank has hundreds), and the whole child's time on a busy machine.
SECONDS = 2
SECONDS_WRONG = 1
WHOLE = 120


@dataclass(frozen=True)
class Exercise:
    """The code of an entry, cut into its parts."""

    starter: str
    reference: str
    naive: str
    tables: str
    visible: tuple[Test, ...]
    hidden: tuple[Test, ...]
    mutants: tuple[str, ...]

    @property
    def tests(self) -> tuple[Test, ...]:
        """All tests, the visible ones first."""
        return self.visible + self.hidden


def exercise_of(entry: Entry) -> Exercise:
    """Return the exercise of a code entry; what it lacks is empty."""
    section = entry.sections.get
    return Exercise(
        starter=code_of(section("Starter", "")),
        reference=code_of(section("Reference", "")),
        naive=code_of(section("Naive", "")),
        tables=code_of(section("Tables", "")),
        visible=tuple(split_tests(code_of(section("Visible tests", "")))),
        hidden=tuple(split_tests(code_of(section("Hidden tests", "")))),
        mutants=tuple(fence.code for fence in fences(section("Mutants", ""))),
    )


def provable(entry: Entry) -> bool:
    """Whether what its code needs can be imported here."""
    return entry.needs != "numpy" or find_spec("numpy") is not None


def prove(entry: Entry, file: str = "", lines: dict[str, int] | None = None) -> list[Problem]:
    """Return what is wrong with a code entry's tests; nothing for another kind."""
    if not entry.is_code or not provable(entry):
        return []
    at = Parsed(entry, file or f"{entry.kind}/{entry.slug}.md", lines or {})
    exercise = exercise_of(entry)
    right = {"Reference": exercise.reference, "Naive": exercise.naive}
    right = {name: code for name, code in right.items() if code}
    passing = variants(right.values(), exercise.tests, True)
    wrong = variants([exercise.starter], exercise.tests, False)
    wrong += variants(exercise.mutants, exercise.hidden, False)
    try:
        first = run(entry, passing + wrong)
        again = first if any(first[: len(right)]) else run(entry, passing, hash_seed=2)
    except ChildError as error:
        return [at.problem("## Reference", f"the tests could not be run: {error}")]
    problems = []
    for name, failed, later in zip(right, first, again, strict=False):
        problems += [failure(at, name, test, why) for test, why in (later | failed).items()]
    starter, *caught = first[len(right) :]
    if not starter:
        problems.append(at.problem("## Starter", "the starter passes every test: take code out"))
    for mutant, failed in zip(exercise.mutants, caught, strict=True):
        if not failed:
            what = mutant.split("\n")[0].lstrip("#- ")
            message = f'no hidden test catches the mutant "{what}": add one that does'
            problems.append(at.problem("## Mutants", message))
    return problems


def failure(at: Parsed, name: str, test: str, why: str) -> Problem:
    """The problem of code that should pass and does not."""
    what = f'the test "{test}"' if test else "as a whole"
    message = f'"## {name}" fails {what} ({why}): mend the code or the test'
    return at.problem(f"## {name}", message)


def prove_all(parsed: Iterable[Parsed]) -> list[Problem]:
    """Prove every code entry, as many at a time as there are cores."""
    code = [each for each in parsed if each.entry.is_code]
    with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        found = pool.map(lambda each: prove(each.entry, each.file, each.lines), code)
    return [problem for problems in found for problem in problems]


class ChildError(Exception):
    """The child process ended without an answer."""


def variants(codes: Iterable[str], tests: Iterable[Test], all_tests: bool) -> list[dict]:
    """The job of running every code against the tests: all, or until one fails."""
    listed = [{"id": test.id, "code": test.code} for test in tests]
    job = {
        "tests": listed,
        "all": all_tests,
        "seconds": SECONDS if all_tests else SECONDS_WRONG,
    }
    return [{"code": code, **job} for code in codes]


def run(entry: Entry, jobs: list[dict], hash_seed: int = 1) -> list[dict[str, str]]:
    """Run the variants in a child; return what each failed. Raises ChildError.

    The seed of Python's string hashes is fixed, so that a run can be repeated; a second run
    with another shows what leans on the order of a set.
    """
    job = {
        "how": entry.compare.how,
        "tolerance": entry.compare.tolerance,
        "needs": entry.needs,
        "tables": exercise_of(entry).tables,
        "variants": jobs,
    }
    environment = {
        "PATH": os.defpath,
        "PYTHONHASHSEED": str(hash_seed),
        "PYTHONDONTWRITEBYTECODE": "1",
        # A pool of threads does not live through a fork.
        "OPENBLAS_NUM_THREADS": "1",
        "OMP_NUM_THREADS": "1",
    }
    try:
        child = subprocess.run(
            [sys.executable, "-s", "-m", "questions.domain.trial"],
            input=json.dumps(job),
            capture_output=True,
            text=True,
            cwd=ROOT,
            env=environment,
            timeout=WHOLE,
            check=True,
        )
        return json.loads(child.stdout)
    except subprocess.CalledProcessError as error:
        raise ChildError(error.stderr.strip()[-300:] or f"status {error.returncode}") from error
    except (subprocess.TimeoutExpired, ValueError) as error:
        raise ChildError(str(error)[:300]) from error
