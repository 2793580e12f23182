"""Small charts, made on the server: the geometry of lines and bars in a box of 100 by 40.

The box is stretched to the page's width, so words stand beside a chart and never in it; each
has a table of the same numbers behind it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 100.0, 40.0
STEP = 10  # the top of a scale of per cents is a multiple of this


@dataclass(frozen=True)
class Column:
    """A bar: its left edge, width, top and height, with the part of it that is filled."""

    x: float
    width: float
    y: float
    height: float
    filled_y: float
    filled: float


def top_of(shares: Sequence[float]) -> int:
    """The top of a scale of per cents that holds all these shares (0-1)."""
    most = max(shares, default=0.0) * 100
    return min(max(int(-(-most // STEP)) * STEP, STEP), 100)


def line(shares: Sequence[tuple[float, float]], top: int) -> str:
    """The points of a polyline: `shares` are (place, share), each 0-1, on a scale up to `top`."""
    return " ".join(
        f"{WIDTH * place:.2f},{HEIGHT * (1 - min(100 * share / top, 1)):.2f}"
        for place, share in shares
    )


def columns(counts: Sequence[tuple[int, int]]) -> list[Column]:
    """A bar for each (count, filled), as high as the count is of the highest."""
    most = max((count for count, _ in counts), default=0) or 1
    wide = WIDTH / max(len(counts), 1)
    scale = HEIGHT / most
    return [
        Column(
            x=round(place * wide + wide / 8, 2),
            width=round(wide * 3 / 4, 2),
            y=round(HEIGHT - count * scale, 2),
            height=round(count * scale, 2),
            filled_y=round(HEIGHT - filled * scale, 2),
            filled=round(filled * scale, 2),
        )
        for place, (count, filled) in enumerate(counts)
    ]
