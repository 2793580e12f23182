"""What changed from one code to the next, line by line, and from one text to the next, by word."""

import re
from bisect import bisect
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby

CONTEXT = 2
# A word with the space after it; a sign is a word. Only the first may be empty: what precedes it.
WORD = re.compile(r"(^|\w+(?:['’.,-]\w+)*|[^\w\s])(\s*)")
SENTENCE_ENDS = frozenset(".!?")
SHORT = 3  # characters: an unchanged word no longer than this parts no two changes
MOST_STEPS = 30_000  # at worst, to compare one passage in full
LEVELS = 8  # of anchors between anchors

Word = tuple[str, str]
Step = tuple[str, str]  # sign, text
Block = tuple[int, int, int]
Change = tuple[str, str, str]


@dataclass(frozen=True)
class Line:
    """A line of a comparison; `sign` is "+", "-", " ", or "…" where lines are left out."""

    sign: str
    text: str


@dataclass(frozen=True)
class Run:
    """Words of a comparison that went ("-"), came ("+") or stayed ("=")."""

    sign: str
    text: str


def compare_words(old: str, new: str) -> list[Run]:
    """Return the runs from `old` to `new`: "=" and "-" joined are `old`, "=" and "+" are `new`.

    Words stay whole, and what went stands before what came in its place. The work is bounded:
    where two long passages have little in common, the one is replaced by the other.
    """
    before, after = WORD.findall(old), WORD.findall(new)
    return runs_of(changes(steps(before, after)))


def compare_codes(old: str, new: str, context: int = CONTEXT) -> list[Line]:
    """Return the lines that went and came, with `context` unchanged lines around them.

    Empty where nothing changed but the spaces at the ends of lines.
    """
    before, after = lines_of(old), lines_of(new)
    groups = list(SequenceMatcher(None, before, after, autojunk=False).get_grouped_opcodes(context))
    found: list[Line] = []
    for place, group in enumerate(groups):
        if place or group[0][1]:
            found.append(Line("…", ""))
        for what, from_old, to_old, from_new, to_new in group:
            if what == "equal":
                found += signed(" ", before[from_old:to_old])
            else:
                found += signed("-", before[from_old:to_old])
                found += signed("+", after[from_new:to_new])
    if groups and groups[-1][-1][2] < len(before):
        found.append(Line("…", ""))
    return found


def lines_of(code: str) -> list[str]:
    """The lines of a code without the spaces that nobody sees."""
    return [line.rstrip() for line in code.rstrip().split("\n")]


def signed(sign: str, lines: Sequence[str]) -> list[Line]:
    """Lines with their sign."""
    return [Line(sign, line) for line in lines]


def steps(before: list[Word], after: list[Word]) -> Iterator[Step]:
    """Words and spaces one by one, as they went, came or stayed."""
    from_old = from_new = 0
    for at_old, at_new, size in [*aligned(before, after), (len(before), len(after), 0)]:
        yield from (("-", word + space) for word, space in before[from_old:at_old])
        yield from (("+", word + space) for word, space in after[from_new:at_new])
        from_old, from_new = at_old + size, at_new + size
        pairs = zip(before[at_old:from_old], after[at_new:from_new], strict=True)
        for (word, space), (_, other) in pairs:
            if space == other:
                yield "=", word + space
            else:
                yield from (("=", word), ("-", space), ("+", other))


def aligned(before: list[Word], after: list[Word]) -> Iterator[Block]:
    """Where the same words stand in both: first whole sentences, then words between them."""
    old, new = sentences(before), sentences(after)
    from_old = from_new = at = to = 0
    for i, j, size in [*matched(old, new), (len(old), len(new), 0)]:
        at_old, at_new = at + sum(map(len, old[from_old:i])), to + sum(map(len, new[from_new:j]))
        words = [word for word, _ in before[at:at_old]], [word for word, _ in after[to:at_new]]
        yield from ((at + k, to + m, length) for k, m, length in matched(*words))
        same = sum(map(len, old[i : i + size]))
        yield at_old, at_new, same
        from_old, from_new, at, to = i + size, j + size, at_old + same, at_new + same


def sentences(words: list[Word]) -> list[tuple[str, ...]]:
    """The words without their spaces, a sentence or a line each."""
    found: list[list[str]] = [[]]
    for word, space in words:
        found[-1].append(word)
        if word in SENTENCE_ENDS or "\n" in space:
            found.append([])
    return [tuple(sentence) for sentence in found]


def matched(old: Sequence, new: Sequence, levels: int = LEVELS) -> Iterator[Block]:
    """The blocks (place in old, in new, length) that stayed, in order.

    Short passages are compared in full, longer ones between the items that stand once in each
    (the anchors of Bram Cohen's patience diff).
    """
    start = shared(old, new)
    end = shared(old[start:][::-1], new[start:][::-1])
    yield 0, 0, start
    mine, others = old[start : len(old) - end], new[start : len(new) - end]
    counts, there = Counter(mine), Counter(others)
    pairs = sum(count * there[item] for item, count in counts.items())
    found: Iterable[Block] = ()
    if pairs and min(len(mine), len(others)) * (len(mine) + pairs) <= MOST_STEPS:
        found = SequenceMatcher(None, mine, others, autojunk=False).get_matching_blocks()
    elif pairs and levels:
        once = {item for item, count in counts.items() if count == there[item] == 1}
        found = around(anchors(mine, others, once), mine, others, levels - 1)
    yield from ((start + i, start + j, size) for i, j, size in found)
    yield len(old) - end, len(new) - end, end


def anchors(old: Sequence, new: Sequence, once: set) -> list[tuple[int, int]]:
    """The most items of `once` that stand in the same order in both: (place in old, in new)."""
    place = {item: j for j, item in enumerate(new) if item in once}
    ends: list[int] = []
    chains: list[tuple] = []
    for i, item in enumerate(old):
        if item in once:
            at = bisect(ends, place[item])
            chain = (i, place[item], chains[at - 1] if at else None)
            ends[at : at + 1], chains[at : at + 1] = [place[item]], [chain]
    chain, found = chains[-1] if chains else None, []
    while chain:
        found.append(chain[:2])
        chain = chain[2]
    return found[::-1]


def around(
    found: list[tuple[int, int]], old: Sequence, new: Sequence, levels: int
) -> Iterator[Block]:
    """The anchors, and what stayed between them; nothing where there is none."""
    at = to = 0
    for i, j in [*found, (len(old), len(new))] if found else ():
        between = matched(old[at:i], new[to:j], levels)
        yield from ((at + k, to + m, size) for k, m, size in between)
        yield i, j, int(i < len(old))
        at, to = i + 1, j + 1


def shared(one: Sequence, other: Sequence) -> int:
    """How many items the two begin with alike."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((place for place, (a, b) in pairs if a != b), min(len(one), len(other)))


def changes(taken: Iterable[Step]) -> list[Change]:
    """What stayed before each change, what went, what came; hardly a word apart, they are one."""
    found: list[Change] = []
    stayed = ""
    for stays, group in groupby(taken, key=lambda step: step[0] == "="):
        run = list(group)
        if stays:
            stayed = "".join(text for _, text in run)
            continue
        went = "".join(text for sign, text in run if sign == "-")
        came = "".join(text for sign, text in run if sign == "+")
        if found and is_lost(stayed, found[-1], (stayed, went, came)):
            before, out, into = found.pop()
            found.append((before, out + stayed + went, into + stayed + came))
        else:
            found.append((stayed, went, came))
        stayed = ""
    return [*found, (stayed, "", "")]


def is_lost(stayed: str, before: Change, after: Change) -> bool:
    """Whether nobody would see what stayed for the changes around it; never over a line's end."""
    smaller = min(max(len(went), len(came)) for _, went, came in (before, after))
    return "\n" not in stayed and len(stayed.strip()) <= max(SHORT, smaller / 4)


def runs_of(found: list[Change]) -> list[Run]:
    """The runs; a space at the end of both what went and what came stayed."""
    runs, tail = [], ""
    for stayed, went, came in found:
        space = went[len(went.rstrip()) :]
        shared_space = space if came[len(came.rstrip()) :] == space else ""
        ends = len(went) - len(shared_space), len(came) - len(shared_space)
        runs += [Run("=", tail + stayed), Run("-", went[: ends[0]]), Run("+", came[: ends[1]])]
        tail = shared_space
    return [run for run in [*runs, Run("=", tail)] if run.text]
