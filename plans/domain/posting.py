"""A job description cut into lines and sentences, each with the part of the post it stands in.

Descriptions are pasted from anywhere: with headings or in one paragraph, with bullets of any
kind, as HTML. Nothing is moved, so that a finding's place in what is read here is its place in the
text that was pasted.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from .headings import INLINE, zone_of

BLOCK = r"(?:p|div|li|ul|ol|dl|dt|dd|h[1-6]|br|hr|tr|td|th|table|section|article|header|footer)"
TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,9})(?:[\s/][^<>]{0,400})?>|<!--[^<>]{0,400}-->")
ENTITY = re.compile(r"&(?:#\d{1,6}|#[xX][0-9a-fA-F]{1,5}|[a-zA-Z]{2,8});")
ENTITIES = {
    "&amp;": "&",
    "&#38;": "&",
    "&rsquo;": "’",
    "&lsquo;": "’",
    "&apos;": "'",
    "&#39;": "'",
    "&#x27;": "'",
    "&#8217;": "’",
    "&ndash;": "–",
    "&mdash;": "—",
    "&#8211;": "–",
    "&#8212;": "—",
    "&bull;": "•",
    "&#8226;": "•",
    "&middot;": "•",
    "&lt;": "<",
    "&gt;": ">",
}
GLYPH = "•▪‣◦●○■□►▶➤➢✓✔✅☑⭐★→»·∙⁃❖◆◇🔹🔸"
BULLET = re.compile(rf"\s*(?:[{GLYPH}]|[*+>~–—o-](?=\s)|\(?\d{{1,2}}[.)]|[a-z]\))\s*\ufe0f?\s*")
# "… systems Nice to have: …", "… systems Nice to have • …": a heading in the run of a line.
INNER_HEADING = re.compile(
    rf"(?<!\S)(?=([A-Z][a-z'’-]+(?: [\w'’&-]+){{0,4}})(?::\s|\s+[{GLYPH}]\s))"
)
INNER_BULLET = re.compile(rf"\s[{GLYPH}]\s")
# A sentence ends before a capital, but not after such abbreviations.
SENTENCE = re.compile(
    r"(?<=[.!?…])(?<!\be\.g\.)(?<!\bi\.e\.)(?<!\bSr\.)(?<!\bJr\.)(?<!\bMin\.)(?<!\bincl\.)"
    r"[\"”’)]?\s+(?=[\"“(]?[A-Z0-9À-Þ])"
)
# What is no part of the work wherever it stands.
SMALL_PRINT = re.compile(
    r"equal[- ](?:employment )?opportunit|regardless of (?:race|age|gender"
    r"|background|origin|sex|their)"
    r"|discriminat|affirmative action|protected (?:characteristic|veteran)"
    r"|accommodations?\b|401\(?k"
    r"|parental leave|health (?:insurance|care plan|cover)|stock options|paid time off|\bpto\b"
    r"|(?:learning|training|education|conference|development|l&d) (?:budget|allowance|stipend)"
    r"|(?:salary|pay|compensation) (?:range|band)|visa sponsorship|pension\b"
    r"|days? of (?:holiday|leave)"
    r"|gleichbehandlung|chancengleichheit",
)
HEADING_WORDS = 9
LONGEST = 600  # characters of a sentence
# Lines of a text that was broken at a width: how long they may be, and are at least.
WIDTH, FULL = 100, 55


@dataclass(frozen=True)
class Piece:
    """A sentence or a bullet: where it stands, and its part of the post.

    `small` are its words in small letters, as long as its `text`; `first` if it is of the first
    lines, where the title is.
    """

    start: int
    end: int
    text: str
    small: str
    zone: str
    first: bool


@dataclass(frozen=True)
class Line:
    """A line that is not empty: `gap` if an empty one stands before, `bullet` if it has one."""

    start: int
    text: str
    gap: bool
    bullet: bool


def plain(text: str) -> str:
    """Return a text of the same length in which tags and entities are blanks or signs."""
    text = (
        text.replace("\x00", " ").replace("\r\n", " \n").replace("\r", "\n").replace("\u2028", "\n")
    )
    text = TAG.sub(blank, text) if "<" in text else text
    return ENTITY.sub(sign, text) if "&" in text else text


def in_small(text: str) -> str:
    """Return a text of the same length in small letters, with straight apostrophes."""
    small = text.lower().replace("’", "'").replace("ʼ", "'").replace("\n", " ")
    return small if len(small) == len(text) else text


def blank(tag: re.Match) -> str:
    """Blanks for a tag; a block begins a line, and an item a bullet."""
    closing, name = tag.group(1), (tag.group(2) or "").lower()
    if not re.fullmatch(BLOCK, name):
        return " " * len(tag.group())
    head = "\n• " if name == "li" and not closing else "\n"
    return head + " " * (len(tag.group()) - len(head))


def sign(entity: re.Match) -> str:
    """The sign of an entity, with blanks after it."""
    return ENTITIES.get(entity.group(), " ").ljust(len(entity.group()))


def lines(text: str) -> Iterator[Line]:
    """The lines of a plain text that are not empty; one with bullets inside is several."""
    gap = True
    for start, whole in unwrapped(text):
        if not whole.strip():
            gap = True
            continue
        for begin, end in pairwise([0, *cuts_in(whole), len(whole)]):
            part = whole[begin:end]
            if part.strip():
                yield Line(start + begin, part, gap, BULLET.match(part) is not None)
                gap = False


def unwrapped(text: str) -> list[tuple[int, str]]:
    """Where each line begins, with its text; where lines were broken at a width, joined again."""
    rows, place = [], 0
    for row in text.splitlines(keepends=True):
        rows.append((place, row))
        place += len(row)
    if max((len(row) for _, row in rows), default=0) > WIDTH:
        return rows
    found: list[tuple[int, str]] = []
    for start, row in rows:
        if found and goes_on(found[-1][1], row):
            start, before = found.pop()
            row = before + row
        found.append((start, row))
    return found


def goes_on(before: str, row: str) -> bool:
    """Whether a line goes on with the sentence of the full one before it."""
    last = before.rstrip("\n").rsplit("\n", 1)[-1]
    if len(last) < FULL or last.rstrip().endswith((".", "!", "?", ":", ";")):
        return False
    return row.lstrip()[:1].islower() and not BULLET.match(row)


def cuts_in(line: str) -> list[int]:
    """Where bullets and known headings stand inside a line."""
    cuts, last = {each.start() + 1 for each in INNER_BULLET.finditer(line)}, 0
    for each in INNER_HEADING.finditer(line) if ":" in line or cuts else ():
        if each.start() >= last and zone_of(each.group(1)):
            last = each.end(1)
            cuts.add(each.start())
    return sorted(cuts - {0})


def pieces(text: str) -> list[Piece]:
    """Cut a description up; headings themselves are left out."""
    zone, ends, found = "", False, []  # `ends`: the next paragraph is not of this part any more
    for number, line in enumerate(lines(plain(text))):
        heading = heading_of(line, number)
        if heading is not None:
            zone, ends = heading, False
            continue
        if ends and line.gap and not line.bullet:
            zone, ends = "", False
        ends = ends or line.bullet
        for start, end in sentences(line):
            part = line.text[start:end]
            opened = INLINE.match(part)
            named = zone_of(opened.group(1)) if opened else None
            place = zone
            if named and not (line.bullet and zone):
                place, zone, ends = named, named, True
            elif named in ("must", "nice") and zone in ("must", "nice", "duties"):
                place = named
            small = in_small(part)
            place = "offer" if SMALL_PRINT.search(small) else place
            begin = line.start + start
            found.append(Piece(begin, line.start + end, part, small, place, number < 3))
    return found


def sentences(line: Line) -> Iterator[tuple[int, int]]:
    """Where the sentences of a line begin and end, its bullet left out; endless ones are cut."""
    head = BULLET.match(line.text)
    start = head.end() if head else 0
    for stop in [*(match.start() for match in SENTENCE.finditer(line.text, start)), len(line.text)]:
        while start < stop:
            end = stop if stop - start <= LONGEST else line.text.rfind(" ", start, start + LONGEST)
            end = end if end > start else min(start + LONGEST, stop)
            part = line.text[start:end]
            if part.strip():
                begin = start + len(part) - len(part.lstrip())
                yield begin, begin + len(part.strip())
            start = end


def heading_of(line: Line, number: int) -> str | None:
    """The part of the post that a line begins, "" for one that is not known; else None."""
    words = line.text.strip(" \t\n#*_=|")
    body = words.rstrip(":– ")
    marked = words.endswith(":") or line.text.lstrip().startswith(("#", "**"))
    if not body or len(body.split()) > HEADING_WORDS or body.endswith((".", ",", ";")):
        return None
    if ":" in body or (line.bullet and not marked):
        return None
    zone = zone_of(body)
    if zone:
        return zone
    shouted = body.isupper() and len(body) > 3
    if number and (marked or shouted) and line.gap and not line.bullet:
        return ""
    return None
