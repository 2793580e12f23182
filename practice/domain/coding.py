"""What the tests of a submission come to: a score, and a rating that they suggest.

A solution that passes most tests is none: below "all" there are at most 50 of 100.
"""

from .memory import Rating

A_HINT = 5
UNSOLVED_AT_MOST = 50


def coding_score(passed: int, total: int, hints: int = 0) -> int | None:
    """Return the score, 0-100, of a submission; None where there are no tests.

    Raises ValueError for counts that can't be.
    """
    if not 0 <= passed <= total or hints < 0:
        raise ValueError(f"{passed} of {total} tests, {hints} hints")
    if total == 0:
        return None
    whole = 100 if passed == total else UNSOLVED_AT_MOST * passed // total
    return max(whole - A_HINT * hints, 0)


def suggested_rating(*, solved: bool, hints: int, seconds: int, minutes: int, tries: int) -> Rating:
    """Return the rating that a result suggests; `minutes` are the question's, `tries` submissions.

    A suggestion: how well one knew it, only the candidate can say.
    """
    if not solved:
        return Rating.AGAIN
    if hints or seconds > minutes * 60:
        return Rating.HARD
    return Rating.EASY if tries == 1 and seconds <= minutes * 30 else Rating.GOOD
