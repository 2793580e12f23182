"""How a test's values are compared: by value, as the entry's `compare` says.

It imports nothing but the standard library and nothing of ours, so that whatever runs an
exercise, a child process here or Python in a page, can take this file as it is.
"""

import ast
import math
from collections import Counter

SIGN_TOLERANCE = 1e-6
# Of a statistic over many given draws: a twentieth, of the value or of one.
STATISTICAL_TOLERANCE = 0.05
SAME = "same_values_"


class Different(AssertionError):
    """Two values that should be the same; says both, shortened."""

    def __init__(self, got, expected):
        super().__init__(f"got {short(got)}, expected {short(expected)}")


def short(value) -> str:
    """A value as a person can read it in one line."""
    text = repr(value)
    return text if len(text) <= 120 else text[:117] + "..."


def rewritten(code: str, name: str):
    """Compile a test with its last `assert got == expected` calling SAME instead."""
    tree = ast.parse(code)
    last = tree.body[-1]
    if isinstance(last, ast.Assert) and isinstance(last.test, ast.Compare):
        test = last.test
        if len(test.ops) == 1 and isinstance(test.ops[0], ast.Eq):
            called = ast.Call(ast.Name(SAME, ast.Load()), [test.left, test.comparators[0]], [])
            tree.body[-1] = ast.copy_location(ast.Expr(called), last)
            ast.fix_missing_locations(tree)
    return compile(tree, name, "exec")


def comparer(how: str, tolerance: float | None):
    """Return the function that raises Different unless its two values are the same."""

    def check(got, expected) -> None:
        if not same(got, expected, how, tolerance):
            raise Different(got, expected)

    return check


def same(got, expected, how: str, tolerance: float | None = None) -> bool:
    """Whether two values are the same in the given way. Raises ValueError for another way."""
    got, expected = plain(got), plain(expected)
    match how:
        case "exact":
            return exact(got, expected)
        case "tolerance":
            return close(got, expected, tolerance or 0.0)
        case "statistical":
            return close(got, expected, STATISTICAL_TOLERANCE)
        case "unordered":
            return unordered(got, expected)
        case "up-to-sign":
            return up_to_sign(got, expected, tolerance or SIGN_TOLERANCE)
    raise ValueError(f"there is no way {how!r} to compare")


def plain(value):
    """Arrays as lists, at any depth; the rest as it is."""
    if hasattr(value, "tolist"):
        return value.tolist()
    if type(value) in (list, tuple):
        return type(value)(plain(each) for each in value)
    if type(value) is dict:
        return {key: plain(each) for key, each in value.items()}
    return value


def exact(got, expected) -> bool:
    """As Python's ==, but that two NaNs are the same."""
    if isinstance(got, list | tuple) and type(got) is type(expected):
        return len(got) == len(expected) and all(map(exact, got, expected))
    if isinstance(got, dict) and isinstance(expected, dict):
        return got.keys() == expected.keys() and all(exact(got[k], expected[k]) for k in got)
    return both_nan(got, expected) or bool(got == expected)


def close(got, expected, tolerance: float) -> bool:
    """Numbers within tolerance × max(1, |expected|); lists and tuples alike; the rest exact."""
    if number(got) and number(expected):
        if got == expected or both_nan(got, expected):
            return True
        return abs(got - expected) <= tolerance * max(1.0, abs(expected)) < math.inf
    if isinstance(got, list | tuple) and isinstance(expected, list | tuple):
        pairs = zip(got, expected, strict=False)
        return len(got) == len(expected) and all(close(g, e, tolerance) for g, e in pairs)
    if isinstance(got, dict) and isinstance(expected, dict):
        return got.keys() == expected.keys() and all(
            close(got[key], expected[key], tolerance) for key in got
        )
    return exact(got, expected)


def unordered(got, expected) -> bool:
    """The same items as often, in any order; within an item the order counts."""
    if not all(isinstance(each, list | tuple | set | frozenset) for each in (got, expected)):
        return exact(got, expected)
    try:
        return Counter(got) == Counter(expected)
    except TypeError:
        left = list(expected)
    for item in got:
        place = next((place for place, each in enumerate(left) if exact(item, each)), None)
        if place is None:
            return False
        del left[place]
    return not left


def up_to_sign(got, expected, tolerance: float) -> bool:
    """A vector or its opposite; of a list of vectors each on its own."""
    rows = isinstance(expected, list | tuple) and any(
        isinstance(each, list | tuple) for each in expected
    )
    if rows:
        if not isinstance(got, list | tuple) or len(got) != len(expected):
            return False
        return all(up_to_sign(g, e, tolerance) for g, e in zip(got, expected, strict=True))
    return close(got, expected, tolerance) or close(opposite(got), expected, tolerance)


def opposite(value):
    """A number or vector with its sign turned; anything else as it is."""
    if isinstance(value, list | tuple):
        return [opposite(each) for each in value]
    return -value if number(value) else value


def number(value) -> bool:
    """Whether it is a number, and not a truth."""
    return isinstance(value, int | float | complex) and not isinstance(value, bool)


def both_nan(got, expected) -> bool:
    """Whether neither equals itself."""
    floats = isinstance(got, float) and isinstance(expected, float)
    return floats and math.isnan(got) and math.isnan(expected)
