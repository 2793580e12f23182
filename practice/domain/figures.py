"""Finds the numbers that a candidate would be asked about: each with its unit, as it was written.

Years, dates, versions, ordinals, cut-offs (recall@10, top 5) and the numbers of a list are none.
"""

import re
from dataclasses import dataclass

SCALES = {"k": 1e3, "thousand": 1e3, "m": 1e6, "million": 1e6, "b": 1e9, "bn": 1e9, "billion": 1e9}
# What is written in several ways, by the way that is kept.
UNITS = {
    "%": "% percent",
    "pp": "pp",
    "x": "x × times fold",
    "ms": "ms millisecond milliseconds",
    "s": "s sec secs second seconds",
    "min": "min mins minute minutes",
    "h": "h hr hrs hour hours",
    "day": "day days",
    "week": "week weeks",
    "month": "month months",
    "quarter": "quarter quarters",
    "year": "year years",
    "MB": "MB",
    "GB": "GB",
    "TB": "TB",
    "QPS": "QPS qps rps",
    "point": "point points",
    "FTE": "FTE FTEs",
}
UNIT_OF = {written: unit for unit, all_ways in UNITS.items() for written in all_ways.split()}
KNOWN = "|".join(sorted(filter(str.isalpha, UNIT_OF), key=len, reverse=True))
GAP = "[ \t\u00a0\u202f]"
NUMBER = r"\d{1,3}(?:[,\u00a0\u202f ]\d{3}){1,4}(?:\.\d{1,9})?|\d{1,12}(?:\.\d{1,9})?|\.\d{1,9}"
QUANTITY = re.compile(
    rf"(?P<sign>[+−-]?)(?P<money>[$€£¥]?)(?P<number>{NUMBER})(?![\d_]|[.,:/]\d)"
    rf"(?:{GAP}?(?P<scale>k|K|M|m|B|bn|thousand|million|billion)(?!\w))?"
    rf"(?:{GAP}?(?P<sharp>[%×])|{GAP}?(?P<cent>per{GAP}cent|percentage{GAP}points?)(?!\w)"
    rf"|(?:{GAP}|-)?(?P<known>{KNOWN})(?!\w)"
    rf"|{GAP}(?P<word>[^\W\d_]{{2,24}})(?![\w-])|(?![\w%]|-\w))"
)
BEFORE = re.compile(r"(?<![\w@#/:.,^$€£¥+−–-])(?=[+−$€£¥.\d-])")
LINK = re.compile(rf"{GAP}?(?:to|→|->|[–—-]){GAP}?")
# Words after a number that don't say what was counted.
PLAIN = frozenset(
    """
    a about above across after against all an and are as at be because before below between but
    by can did do each every fewer for from had has have higher how if in instead into is it its
    less lower more no not of on only or out over per since so than that the their then there
    these they this those to under until up versus vs was we were when where which while who with
    within without would you
    """.split()  # noqa: SIM905
)
# Words before a number that make it a name, a place in an order, or a cut-off.
NAMING = frozenset(
    """
    appendix chapter claude cuda day fig figure gemini gpt item java layer level llama mistral no
    page part phase postgres pytorch python quarter question qwen round section spark sprint
    sqlite stage step table tensorflow tier top v version week
    """.split()  # noqa: SIM905
)
MONTHS = frozenset(
    """
    jan feb mar apr may jun jul aug sep oct nov dec january february march april june july august
    september october november december
    """.split()  # noqa: SIM905
)
CUT_OFF = re.compile(r"(?:recall|precision|ndcg|map|mrr|hits?|rate)[ -]at $", re.IGNORECASE)
YEARS = range(1900, 2100)
ASIDE = 70  # characters


@dataclass(frozen=True)
class Figure:
    """A number where it stands: `words` is text[start:end]; of "0.41 to 0.49" `since` is 0.41.

    `unit` is "%", "ms", "x", "$" or the word that follows, in small letters; "" for none.
    """

    words: str
    start: int
    end: int
    value: float
    unit: str
    since: float | None = None


def figures(text: str) -> list[Figure]:
    """Every figure of a text, in order; they don't overlap."""
    found, place = [], 0
    while begin := BEFORE.search(text, place):
        match = QUANTITY.match(text, begin.start())
        if not match:
            place = begin.start() + 1
            continue
        figure = ranged(text, match)
        place = max(figure.end, begin.start() + 1)
        if not is_other(text, match, figure):
            found.append(figure)
    return found


def ranged(text: str, match: re.Match) -> Figure:
    """The quantity, with the one that it goes to if both are of a kind: "2 to 3 weeks"."""
    value, unit, end = read(match)
    link = LINK.match(text, end)
    then = link and QUANTITY.match(text, link.end())
    if then and unit in ("", read(then)[1]):
        last, unit, end = read(then)
        return Figure(text[match.start() : end], match.start(), end, last, unit, value)
    return Figure(text[match.start() : end], match.start(), end, value, unit)


def read(match: re.Match) -> tuple[float, str, int]:
    """The value, the unit, and where the quantity ends without a word that says nothing."""
    scale = SCALES.get((match["scale"] or "").lower(), 1)
    value = round(float(re.sub(r"[^\d.]", "", match["number"])) * scale, 9)
    value = -value if match["sign"] in ("-", "−") else value
    word = (match["word"] or "").lower()
    if word in PLAIN or word in MONTHS:
        return value, match["money"], match.start("word") - 1
    if match["money"]:
        return value, match["money"], match.start("word") - 1 if word else match.end()
    if cent := match["cent"]:
        return value, "pp" if cent.startswith("percentage") else "%", match.end()
    sharp = match["sharp"] or match["known"]
    return value, UNIT_OF[sharp] if sharp else word, match.end()


def is_other(text: str, match: re.Match, figure: Figure) -> bool:
    """Whether the number is a year, a date, a name, a cut-off, or numbers a list."""
    number, before = match["number"], text[max(0, figure.start - 24) : figure.start]
    last = re.search(r"([^\W\d_]+)[ \t-]?$", before)
    named = last[1].lower() if last else ""
    whole = number.isdigit() and not (match["money"] or match["scale"] or match["sharp"])
    if whole and len(number) == 4 and int(number) in YEARS:
        counted = number.endswith("00") and figure.unit.endswith("s") and last is None
        return not (match["known"] or counted)
    if (match["word"] or "").lower() in MONTHS or named in MONTHS or CUT_OFF.search(before):
        return True
    if named in NAMING and not (match["sharp"] or match["known"] or match["cent"]):
        return True
    after = text[match.end("number") : match.end("number") + 2]
    begins_line = before.rstrip(" \t")[-1:] in ("", "\n")
    listed = begins_line and whole and re.match(r"[.)](\s|$)", after)
    return bool(listed or (before.endswith("(") and after.startswith(")") and whole))


def around(text: str, figure: Figure, aside: int = ASIDE) -> tuple[str, str]:
    """The words before and after a figure on its line, at most `aside` characters each."""
    before = text[max(0, figure.start - aside - 1) : figure.start].rpartition("\n")[2]
    after = text[figure.end : figure.end + aside + 1].partition("\n")[0]
    if len(before) > aside:
        before = f"… {before.partition(' ')[2]}"
    if len(after) > aside:
        after = f"{after.rpartition(' ')[0]} …"
    return before, after
