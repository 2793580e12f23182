"""Where two values differ first, in words: what one would look for in two long lists.

It imports nothing but the standard library, so that Python in a page can take it as it is.
"""

from .compare import number, plain, same, short

ITEMS = (list, tuple)


def first_difference(got, expected, how: str, tolerance: float | None = None) -> str:
    """Return the first place where `got` is not `expected`, "" where they are the same.

    `how` and `tolerance` as in `compare.same`.
    """
    got, expected = plain(got), plain(expected)
    if same(got, expected, how, tolerance):
        return ""
    if how == "unordered" and isinstance(got, ITEMS) and isinstance(expected, ITEMS):
        return unmatched(got, expected)
    return located(got, expected, how, tolerance, "")


def located(got, expected, how, tolerance, path: str) -> str:
    """The first difference of two values that are known to differ; `path` leads to them."""
    if isinstance(got, ITEMS) and isinstance(expected, ITEMS):
        for place, (one, other) in enumerate(zip(got, expected, strict=False)):
            if not same(one, other, how, tolerance):
                return located(one, other, how, tolerance, f"{path}[{place}]")
        if len(got) != len(expected):
            return said(path, f"{items(len(got))} instead of {len(expected)}")
    if isinstance(got, dict) and isinstance(expected, dict):
        for key in expected:
            if key not in got:
                return said(path, f"{short(key)} is missing")
            if not same(got[key], expected[key], how, tolerance):
                return located(got[key], expected[key], how, tolerance, f"{path}[{short(key)}]")
        extra = next((key for key in got if key not in expected), None)
        return said(path, f"{short(extra)} is one too many")
    if type(got) is not type(expected) and not (number(got) and number(expected)):
        kinds = f"{type(got).__name__} instead of {type(expected).__name__}"
        return said(path, f"{short(got)} instead of {short(expected)} ({kinds})")
    return said(path, f"{short(got)} instead of {short(expected)}")


def unmatched(got, expected) -> str:
    """What one has of two collections whose order does not count, and the other has not."""
    left = list(expected)
    for item in got:
        if item in left:
            left.remove(item)
        else:
            return f"{short(item)} is one too many"
    return f"{short(left[0])} is missing"


def said(path: str, what: str) -> str:
    """A difference with the way to it, where it is not the whole."""
    return f"{path}: {what}" if path else what


def items(count: int) -> str:
    """A number of items."""
    return f"{count} item{'' if count == 1 else 's'}"
