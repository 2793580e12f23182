"""Python in the page and Python here say the same of every exercise's code, right and wrong.

A sample of 20 exercises by itself; all of them by `EXERCISES=all ./test
tests/browser/test_agreement.py`. Where code runs into the limit of time on one side, only that it
does not pass is compared.
"""

import os
from dataclasses import dataclass

import pytest
from django.conf import settings

from practice.runtime import worker_hash
from questions.domain.entry import parse_entry
from questions.domain.exercise import Trial, exercise_of, variants
from questions.domain.vocabulary import CODE_KINDS

FILES = [
    path for kind in sorted(CODE_KINDS) for path in sorted((settings.BANK_DIR / kind).glob("*.md"))
]
ALL = os.environ.get("EXERCISES") == "all"
SAMPLE = FILES if ALL else FILES[:: len(FILES) // 20][:20]
BATCH = 10
# The page's own ten; in the sample what is wrong has less, as some of it is caught by being slow.
SECONDS = 10
SECONDS_WRONG = SECONDS if ALL else 1.5
# In the page NumPy warns of no overflow and no nought: WebAssembly keeps no such flags. A mutant
# must be caught by another test too.
DEAF = 'simplefilter("error")'
PACKAGES = {"numpy": ["numpy"], "sqlite": ["sqlite3"], "python": []}
RUN = """async ([url, packages, seconds, jobs]) => {
  const { makeRunner } = await import("/static/js/code/runner.js");
  const runners = (globalThis.runners ??= {});
  const runner = (runners[[packages, seconds]] ??= makeRunner({ url, packages, seconds }));
  const verdicts = [];
  for (const job of jobs) {
    const failed = [];
    const { why, message } = await runner.run(job, ({ id, passed }) => passed || failed.push(id));
    verdicts.push({ failed, why: why + message });
  }
  return verdicts;
}"""


@dataclass(frozen=True)
class Verdict:
    """Which tests a code fails; `whole` where it was cut short, and the rest is not known."""

    failed: frozenset[str]
    whole: bool

    @property
    def passes(self) -> bool:
        """Whether every test passed."""
        return not self.failed and not self.whole

    def agrees(self, other: "Verdict") -> bool:
        """Whether the two say the same, as far as both got to the end."""
        alike = self.failed == other.failed or self.whole or other.whole
        return self.passes == other.passes and alike


def codes_of(exercise) -> dict[str, str]:
    """What is run of an exercise, by what it is."""
    mutants = {f"mutant {place}": code for place, code in enumerate(exercise.mutants, 1)}
    named = {"reference": exercise.reference, "naive": exercise.naive, "starter": exercise.starter}
    return {name: code for name, code in (named | mutants).items() if code}


def in_the_page(page, entry, codes: list[str], seconds: int) -> list[Verdict]:
    """The verdicts of Pyodide."""
    exercise = exercise_of(entry)
    tests = [
        {"id": test.id, "shows": test.shows, "code": test.code, "hidden": False}
        for test in exercise.tests
    ]
    shared = {
        "needs": entry.needs,
        "tables": exercise.tables,
        "how": entry.compare.how,
        "tolerance": entry.compare.tolerance,
        "tests": tests,
    }
    url, jobs = f"/python/{worker_hash()}/worker.js", [shared | {"code": code} for code in codes]
    found = page.evaluate(RUN, [url, PACKAGES[entry.needs], seconds, jobs])
    return [Verdict(heard(exercise, each["failed"]), bool(each["why"])) for each in found]


def here(entry, codes: list[str]) -> list[Verdict]:
    """The verdicts of CPython, in the child that proves the bank."""
    with Trial(hash_seed=1) as trial:
        found = trial.run(entry, variants(codes, exercise_of(entry).tests, True))
    return [Verdict(heard(exercise_of(entry), failed), "" in failed) for failed in found]


def heard(exercise, failed) -> frozenset[str]:
    """Of the tests that failed those that could fail on both sides."""
    return frozenset(
        test.id for test in exercise.tests if test.id in failed and DEAF not in test.code
    )


@pytest.mark.parametrize("place", range(0, len(SAMPLE), BATCH))
def test_pyodide_and_cpython_find_the_same_verdicts(page, troubles, place):
    troubles.forgive("fatal error", "Maximum call stack")
    page.goto("/questions/")
    for path in sorted(SAMPLE[place : place + BATCH]):
        entry = parse_entry(path.read_text("utf-8"), f"{path.parent.name}/{path.name}")
        codes = codes_of(exercise_of(entry))
        right = [code for name, code in codes.items() if name in ("reference", "naive")]
        wrong = [code for name, code in codes.items() if name not in ("reference", "naive")]
        there = in_the_page(page, entry, right, SECONDS) + in_the_page(
            page, entry, wrong, SECONDS_WRONG
        )
        for name, in_page, native in zip(codes, there, here(entry, right + wrong), strict=True):
            about = f"{entry.slug}, {name}: {in_page} in the page, {native} here"
            assert in_page.agrees(native), about
            assert in_page.passes == (name in ("reference", "naive")), about
