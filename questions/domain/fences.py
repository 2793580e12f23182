"""The code of an entry: its fences, and the tests that stand in them.

Tests are Python; what they try is Python too, or one statement of SQL.
"""

import ast
import re
import sqlite3
import warnings
from dataclasses import dataclass

FENCE = re.compile(r"^(`{3,})([^\n`]*)\n(.*?)^\1[ ]*$", re.M | re.S)
TEST_HEAD = re.compile(r"# ([a-z0-9]+(?:-[a-z0-9]+)*): (\S.*)")
ONE_FENCE = ("Starter", "Reference", "Naive", "Tables", "Visible tests", "Hidden tests")
FEWEST_MUTANTS, MOST_MUTANTS = 3, 5
# Printed text differs between versions of a library where the value does not.
PRINTING = {"print", "repr", "StringIO", "capsys"}


@dataclass(frozen=True)
class Fence:
    """A fenced block, and how many lines below its section's text it begins."""

    language: str
    code: str
    offset: int


@dataclass(frozen=True)
class Test:
    """A test: set-up that ends in one assert, under a comment that says what it shows."""

    id: str
    shows: str
    code: str
    offset: int = 0


def fences(text: str) -> list[Fence]:
    """Return the fenced blocks of a section."""
    return [
        Fence(m[2].strip(), m[3], text.count("\n", 0, m.start(3))) for m in FENCE.finditer(text)
    ]


def code_of(text: str) -> str:
    """Return the code of a section's first fence, or ""."""
    found = fences(text)
    return found[0].code if found else ""


def split_tests(code: str) -> list[Test]:
    """Cut a test fence at its `# <id>: what it shows` lines; what stands before has id ""."""
    tests, ident, shows, held, offset = [], "", "", [], 0
    for place, line in enumerate(code.split("\n")):
        head = TEST_HEAD.fullmatch(line.rstrip())
        if head:
            tests.append(Test(ident, shows, "\n".join(held).strip("\n"), offset))
            ident, shows, held, offset = head[1], head[2], [], place
        else:
            held.append(line)
    tests.append(Test(ident, shows, "\n".join(held).strip("\n"), offset))
    return [test for test in tests if test.id or test.code.strip()]


def parse(code: str) -> ast.Module:
    """Return the tree of a code; raises SyntaxError also for what Python calls otherwise."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return ast.parse(code)
    except SyntaxError:
        raise
    except (ValueError, RecursionError, MemoryError) as error:
        raise SyntaxError(str(error)) from error


def check_fences(sections: list, sql: bool, report) -> None:
    """Report what is wrong with the code of an entry: report(line, key, message)."""
    taken: set[str] = set()
    for section in sections:
        if section.name not in (*ONE_FENCE, "Mutants") or not section.text:
            continue
        key, found = f"## {section.name}", fences(section.text)
        below = section.line + 1 + section.blank
        one = section.name in ONE_FENCE
        if one and len(found) != 1:
            report(section.line, key, f'"{key}" has {len(found)} ``` fences: it needs one')
            continue
        if not one and not FEWEST_MUTANTS <= len(found) <= MOST_MUTANTS:
            report(section.line, key, f'"{key}" has {len(found)} ``` fences: it needs 3 to 5')
        for fence in found:
            line = below + fence.offset
            tests = section.name.endswith("tests")
            language, comment = ("sql", "--") if sql and not tests else ("python", "#")
            if fence.language != language:
                report(line - 1, key, f'a fence of "{key}" must begin with ```{language}')
            elif not one and not fence.code.startswith(comment):
                report(line, key, "a mutant must begin with a comment that says what is wrong")
            if tests:
                check_tests(fence, line, key, taken, report)
            elif language == "sql":
                check_sql(fence.code, line, key, section.name == "Tables", report)
            else:
                check_code(fence.code, line, key, report)


def check_tests(fence: Fence, line: int, key: str, taken: set[str], report) -> None:
    """Each test has an id of its own and ends in its only assert, on values."""
    tests = split_tests(fence.code)
    if not tests:
        report(line, key, f'"{key}" has no test: add one under "# <id>: what it shows"')
    for test in tests:
        here = line + test.offset
        if not test.id:
            report(here, key, 'a test must begin with a line "# <test-id>: what it shows"')
            continue
        if test.id in taken:
            report(here, key, f'two tests are called "{test.id}": give one another id')
        taken.add(test.id)
        tree = check_code(test.code, here + 1, f"{key}: {test.id}", report)
        if tree is None:
            continue
        if not isinstance(tree.body[-1], ast.Assert) or asserts(test.code, tree) != 1:
            report(here, key, f'the test "{test.id}" must end in one assert, its only one')
        printing = sorted(PRINTING & names_in(test.code, tree))
        if printing:
            report(
                here,
                key,
                f'the test "{test.id}" uses {", ".join(printing)}: compare values,'
                " not printed text",
            )


def asserts(code: str, tree: ast.Module) -> int:
    """Count the asserts; a walk over a tree is dear, so only where the word stands twice."""
    if code.count("assert") == 1:
        return 1
    return sum(isinstance(node, ast.Assert) for node in ast.walk(tree))


def names_in(code: str, tree: ast.Module) -> set[str]:
    """Return the names used, if a forbidden one can be among them."""
    if not any(name in code for name in PRINTING):
        return set()
    return {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}


def check_sql(code: str, line: int, key: str, several: bool, report) -> None:
    """SQL is whole statements: one, or several where tables are made."""
    whole = code.rstrip().rstrip(";")
    if not sqlite3.complete_statement(f"{whole}\n;"):
        report(line, key, f"{key} ends inside a string or comment: close it")
    elif not several and ";" in re.sub(r"--.*|'[^']*'", "", whole):
        report(line, key, f"{key} has several statements: write one SELECT")


def check_code(code: str, line: int, key: str, report) -> ast.Module | None:
    """Code parses, and draws no random numbers but from a generator with a fixed seed."""
    try:
        tree = parse(code)
    except SyntaxError as error:
        at = line + max((error.lineno or 1) - 1, 0)
        report(at, key, f"not Python ({error.msg}): mend the code of {key}")
        return None
    for node in ast.walk(tree) if "random" in code else ():
        if draws(node):
            report(
                line + node.lineno - 1,
                key,
                "random draws: pass the draws in, so that no test depends on their order"
                " (in a test, random.Random(7) is all right)",
            )
            break
    return tree


def draws(node: ast.AST) -> bool:
    """Whether a node takes random numbers from elsewhere than random.Random(seed)."""
    if isinstance(node, ast.ImportFrom):
        whence = node.module or ""
        names = {alias.name for alias in node.names}
        return (whence == "random" and names != {"Random"}) or whence.startswith("numpy.random")
    if not isinstance(node, ast.Attribute) or not isinstance(node.value, ast.Name):
        return False
    if node.value.id == "random":
        return node.attr != "Random"
    return node.value.id in ("np", "numpy") and node.attr == "random"
