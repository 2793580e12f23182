"""A worksheet on one page: its spine, its numbers, the hardest questions; not what is unsaid."""

from dataclasses import dataclass

from .claims import Number, claims_about, numbers_of, stands_of, unsaid_words
from .domain.leaving_out import leave_out
from .domain.pressing import press
from .domain.sentences import split
from .models import Claim, Worksheet
from .models.worksheets import AREAS, DIAGRAM, PAPER
from .worksheets import sheet_of

SENTENCES, SPINE_AT_MOST = 2, 230  # characters of a part
NUMBERS_AT_MOST, ASIDE = 14, 34
HARDEST = 3
ORDER = (Claim.Stand.SOLID, Claim.Stand.SHAKY, "")


@dataclass(frozen=True)
class OnePage:
    """What stands on it; `unsaid` counts the numbers left out, `more` those without room."""

    title: str
    line: str
    spine: list[tuple[str, str]]
    numbers: list[Number]
    more: int
    unsaid: int
    hardest: list[str]
    diagram: str


def one_page(worksheet: Worksheet, texts: dict, labels: dict[str, str]) -> OnePage:
    """The page of a worksheet, without anything that its candidate marked as not to be said."""
    known = claims_about(worksheet)
    silent = unsaid_words(known)
    numbers = numbers_of(worksheet, texts, stands_of(worksheet, known), ASIDE)
    sayable = [each for each in numbers if each.stand != Claim.Stand.UNSAID]
    said = [each for each in sayable if leave_out(each.words, silent) == each.words]
    said.sort(key=lambda each: ORDER.index(each.stand))
    for each in said:
        each.before, each.after = leave_out(each.before, silent), leave_out(each.after, silent)
    parts = PAPER if worksheet.project == Worksheet.Project.PAPER else AREAS
    spine = [(labels[part], leave_out(opening(texts[part].body), silent)) for part in parts]
    hardest = press(sheet_of(worksheet, texts))[:HARDEST]
    return OnePage(
        title=leave_out(texts["name"].body.strip(), silent) or "Untitled project",
        line=leave_out(texts["summary"].body.strip(), silent),
        spine=[(label, text) for label, text in spine if text],
        numbers=said[:NUMBERS_AT_MOST],
        more=len(said[NUMBERS_AT_MOST:]),
        unsaid=len(numbers) - len(said),
        hardest=[leave_out(each.ask, silent) for each in hardest],
        diagram=leave_out(texts[DIAGRAM].body.strip(), silent, "…"),
    )


def opening(body: str) -> str:
    """Its first sentence or two, cut at a word where they are long."""
    text = " ".join(sentence.text for sentence in split(body)[:SENTENCES])
    if len(text) <= SPINE_AT_MOST:
        return text
    return f"{text[:SPINE_AT_MOST].rpartition(' ')[0]} …"
