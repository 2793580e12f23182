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
# failed, and the bank has hundreds).
SECONDS = 2
SECONDS_WRONG = 1


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
    with Trial(hash_seed=1) as trial, Trial(hash_seed=2) as again:
        return proven(entry, file, lines, trial, again)


def proven(
    entry: Entry, file: str, lines: dict[str, int] | None, trial: "Trial", other: "Trial"
) -> list[Problem]:
    """Return what is wrong with an entry's tests, run in two children."""
    at = Parsed(entry, file or f"{entry.kind}/{entry.slug}.md", lines or {})
    exercise = exercise_of(entry)
    right = {"Reference": exercise.reference, "Naive": exercise.naive}
    right = {name: code for name, code in right.items() if code}
    passing = variants(right.values(), exercise.tests, True)
    wrong = variants([exercise.starter], exercise.tests, False)
    wrong += variants(exercise.mutants, exercise.hidden, False)
    try:
        first = trial.run(entry, passing + wrong)
        again = first if any(first[: len(right)]) else other.run(entry, passing)
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
    code = [each for each in parsed if each.entry.is_code and provable(each.entry)]
    cores = os.cpu_count() or 1
    with ThreadPoolExecutor(cores) as pool:
        found = pool.map(prove_some, (code[place::cores] for place in range(cores)))
    return [problem for problems in found for problem in problems]


def prove_some(parsed: list[Parsed]) -> list[Problem]:
    """Prove entries in the same two children: a start costs more than a test."""
    with Trial(hash_seed=1) as trial, Trial(hash_seed=2) as other:
        found = [proven(each.entry, each.file, each.lines, trial, other) for each in parsed]
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


class Trial:
    """A child process in which code is tried; started by the first job, ended by `with`.

    The seed of Python's string hashes is fixed, so that a run can be repeated; a second child
    with another shows what leans on the order of a set.
    """

    def __init__(self, hash_seed: int):
        self.environment = {
            "PATH": os.defpath,
            "PYTHONHASHSEED": str(hash_seed),
            "PYTHONDONTWRITEBYTECODE": "1",
            # A pool of threads does not live through a fork.
            "OPENBLAS_NUM_THREADS": "1",
            "OMP_NUM_THREADS": "1",
        }
        self.child: subprocess.Popen | None = None

    def __enter__(self):
        return self

    def __exit__(self, *error):
        if self.child:
            self.child.stdin.close()
            self.child.stdout.close()
            self.child.wait()

    def run(self, entry: Entry, jobs: list[dict]) -> list[dict[str, str]]:
        """Run the variants; return what each failed. Raises ChildError."""
        job = {
            "how": entry.compare.how,
            "tolerance": entry.compare.tolerance,
            "needs": entry.needs,
            "tables": exercise_of(entry).tables,
            "variants": jobs,
        }
        self.child = self.child or subprocess.Popen(
            [sys.executable, "-s", "-m", "questions.domain.trial"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
            env=self.environment,
        )
        try:
            self.child.stdin.write(json.dumps(job) + "\n")
            self.child.stdin.flush()
            return json.loads(self.child.stdout.readline())
        except (OSError, ValueError) as error:
            raise ChildError(f"the child ended with status {self.child.poll()}") from error
