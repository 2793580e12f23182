"""What changed from one code to the next."""

from hypothesis import given
from hypothesis import strategies as st

from practice.domain.diffing import Line, compare_codes, lines_of

codes = st.lists(st.sampled_from(["a = 1", "b = 2", "", "    return a", "c"]), max_size=12).map(
    "\n".join
)


def signs(lines: list[Line]) -> list[str]:
    """Each line with its sign, as it is shown."""
    return [f"{line.sign}{line.text}" for line in lines]


def test_what_went_and_what_came_stand_among_their_neighbours():
    old = "import math\n\n\ndef area(r):\n    return math.pi * r\n\n\nprint(area(1))\nprint(2)\n"
    new = old.replace("math.pi * r", "math.pi * r**2")
    assert signs(compare_codes(old, new)) == [
        "…",
        " ",
        " def area(r):",
        "-    return math.pi * r",
        "+    return math.pi * r**2",
        " ",
        " ",
        "…",
    ]


def test_the_same_code_has_no_changes_whatever_its_ends_of_lines():
    assert compare_codes("a = 1  \nb\n", "a = 1\nb") == []


@given(codes, codes)
def test_the_lines_that_came_are_the_new_codes_and_those_that_went_the_olds(old, new):
    whole = compare_codes(old, new, context=100)
    if lines_of(old) == lines_of(new):
        assert whole == []
    else:
        assert [line.text for line in whole if line.sign in " +"] == lines_of(new)
        assert [line.text for line in whole if line.sign in " -"] == lines_of(old)
