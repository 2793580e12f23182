"""Rehearsing aloud: how long each part should take, what is believed of a take, one's own pace."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

UNWRITTEN = 30  # seconds for a part of a story that has no words yet
SECONDS_AT_MOST = 6 * 3600
FILLERS_AT_MOST = 999
# A pace is read off takes that are long enough to have one, from the second such on.
PACE_WORDS, PACE_SECONDS, PACE_TAKES, PACE_FROM = 60, 20, 5, 2
HEIGHT, WIDTH = 40, 100  # of a chart, in units of its own


@dataclass(frozen=True)
class Measured:
    """What a page says of one take; `parts` is ((part, seconds), …), empty where none was marked.

    `early`: stopped before the end of the text, so that no pace can be read off it.
    """

    seconds: int
    parts: tuple[tuple[str, float], ...] = ()
    pauses: int = 0
    silence: float = 0.0
    fillers: int | None = None
    early: bool = False


@dataclass(frozen=True)
class Trend:
    """Seconds of takes as a line: SVG points, the target's height, the number at the top."""

    points: str
    level: float
    top: int


def read_measured(sent: Mapping[str, str], parts: Sequence[str]) -> Measured:
    """Read a take's numbers as a form sends them; raises ValueError where they can't be true."""
    seconds = round(number(sent.get("spoken"), SECONDS_AT_MOST))
    if seconds < 1:
        raise ValueError("a take lasts a second at least")
    said = [(part, sent.get(f"of-{part}")) for part in parts]
    timed = tuple((part, number(value, seconds + 1)) for part, value in said if value)
    if sum(each for _, each in timed) > seconds + 1:
        raise ValueError("the parts take longer than the whole")
    return Measured(
        seconds=seconds,
        parts=timed,
        pauses=round(number(sent.get("pauses") or "0", seconds)),
        silence=number(sent.get("silence") or "0", seconds + 1),
        fillers=read_fillers(sent.get("fillers")),
        early=bool(sent.get("early")),
    )


def read_fillers(sent: str | None) -> int | None:
    """Read a count of fillers, None where nothing was counted; raises ValueError."""
    return round(number(sent, FILLERS_AT_MOST)) if sent else None


def number(sent: str | None, most: float) -> float:
    """Read a plain decimal number from 0 to `most`; raises ValueError."""
    if not re.fullmatch(r"[0-9]{1,6}(\.[0-9]{1,9})?", sent or ""):
        raise ValueError(f"{sent!r} is no plain number")
    read = float(sent)
    if read > most:
        raise ValueError(f"{read} is more than {most}")
    return read


def targets(words: Sequence[int], pace: int, at_most: int) -> list[int]:
    """Return seconds a part: its words at `pace` a minute, all scaled to `at_most` if longer."""
    wanted = [count * 60 / pace or UNWRITTEN for count in words]
    scale = min(1, at_most / (sum(wanted) or 1))
    return [max(1, round(each * scale)) for each in wanted]


def own_pace(takes: Iterable[tuple[int, int]]) -> int | None:
    """Return the median words a minute of (words, seconds), newest first; None before two."""
    fit = [
        words * 60 / seconds
        for words, seconds in takes
        if words >= PACE_WORDS and seconds >= PACE_SECONDS
    ][:PACE_TAKES]
    return round(median(fit)) if len(fit) >= PACE_FROM else None


def trend(seconds: Sequence[int], target: int) -> Trend | None:
    """Draw takes, oldest first, as a line against their target; None before two."""
    if len(seconds) < 2:
        return None
    top = max(*seconds, target, 1)
    step = WIDTH / (len(seconds) - 1)
    points = " ".join(
        f"{place * step:.1f},{height(each, top)}" for place, each in enumerate(seconds)
    )
    return Trend(points=points, level=height(target, top), top=top)


def height(seconds: int, top: int) -> float:
    """Where a number of seconds lies, from the top of the chart; a little air above the highest."""
    return round(HEIGHT - 0.95 * HEIGHT * seconds / top, 1)
