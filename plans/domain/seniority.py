"""How senior a post is: by its title, else by what it says of itself, else by the years asked for.

A closed list. `lead` leads people or a team, heads and managers among them; where a title names
two levels, the lower one is the door in. Years alone say no more than senior.
"""

import re

from .posting import Piece
from .scopes import denied, within

SENIORITIES = ("intern", "junior", "mid", "senior", "staff", "lead", "principal", "unknown")

Found = tuple[str, int, int]  # a level, and where the words that say so begin and end

ROLE = (
    r"(?:engineers?|scientists?|researcher|developer|analyst|architect"
    r"|intern(?:ship)?|specialist|consultant"
    r"|programmer|economist|statistician|technologist|practitioner"
    r"|(?:tech|team|technical) lead|mle|swe|fellow"
    r"|manager|director|head of|technical staff"
    r"|ingenieur(?:in)?|ingénieure?|ingeniero|entwickler(?:in)?|forscher(?:in)?"
    r"|wissenschaftler(?:in)?|chercheur|científico"
    r"|data science|machine learning|praktik\w+|werkstudent\w*|stage|postdoc\w*|thesis)"
)
LEVELS = {
    "intern": r"intern|internship|interns|working student|werkstudent\w*|praktik\w+|co-op"
    r"|student researcher"
    r"|stagiaire|becari[oa]|apprentice(?:ship)?|trainee|thesis",
    "junior": r"junior|jr\.?|entry[- ]level|graduate|new[- ]grad(?:uate)?|early[- ]career"
    r"|associate(?! director| vice)|university grad\w*"
    r"|débutante?|berufseinsteiger\w*|(?<=engineer )i\b|(?<=scientist )i\b|level 1",
    "mid": r"mid(?:[- ]?level)?|intermediate|medior|mid[- ]career|(?<=engineer )ii\b"
    r"|(?<=scientist )ii\b|level 2",
    "senior": r"senior|sr\.?|snr|seasoned|confirmée?"
    r"|(?<=engineer )iii\b|(?<=scientist )iii\b|level 3",
    "staff": r"staff",
    "lead": r"lead|team lead(?:er)?|head|manager|director|vp|vice president|chief"
    r"|leiter(?:in)?|teamleiter(?:in)?",
    "principal": r"principal|distinguished|fellow(?! program)",
}
LEVEL = re.compile("|".join(rf"(?P<{name}>\b(?:{words})(?!\w))" for name, words in LEVELS.items()))
TITLE = re.compile(rf"\b{ROLE}\b")
LABEL = re.compile(
    r"^\s*(?:job |position |role |our )?(?:title|position|role|job|vacancy|stelle"
    r"|poste|puesto)\s*[:–-]\s*"
)
NO_TITLE = re.compile(r"\b(?:report\w*|we|our|is|are|you|you'll|will)\b")
TITLE_WORDS = 16
# "Member of technical staff" is a name for any level.
ANY_LEVEL = re.compile(r"members? of (?:the )?technical staff|technical staff")
HIRING = re.compile(
    r"\b(?:looking for|hiring|seeking|searching for|recruiting|seeks|needs?"
    r"|join (?:us|\w+) as|role of|position of|as|suchen)"
    r" (?:an?|our(?: first| next)?|the|eine[n]?|experienced|\w+ )?\s?"
    rf"(?P<title>(?:[\w/&+.-]+,? ){{0,7}}?{ROLE})\b",
)
SAID = re.compile(
    r"\b(?:seniority|(?:experience |career |job )?level"
    r"|experience)\s*(?:level)?\s*:\s*(?P<label>[\w -]{3,24})"
    r"|\bthis is an? (?P<this>[\w-]+(?: [\w-]+)?)(?:[- ]level)? (?:role|position|job"
    r"|post|opportunity)"
    r"|\b(?P<entry>entry[- ]level|new grads?|recent graduates?|early[- ]career)\b",
)
NUMBERS = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
]
NUMBER = rf"(?:\d{{1,2}}|{'|'.join(NUMBERS)})"
YEARS = re.compile(
    rf"\b(?P<low>{NUMBER})\s*(?:\+|plus)?\s*(?:(?:-|–|—|to|or|bis|à"
    rf"|a)\s*(?P<high>{NUMBER})\s*\+?\s*)?(?:or more |full |\(\w+\) )?"
    r"(?:years?|yrs?|jahre\w*|ans|años|yoe)\b(?:['’])?(?P<more>\+?)",
)
UP_TO = re.compile(r"\b(?:up to|less than|under|at most|max(?:imum)?\.?|bis zu)\s*$")
NO_YEARS = re.compile(
    r"\b(?:ago|old|founded|history|anniversary|next (?:\d|few|two|three|five)"
    r"|we(?:'ve| have) (?:been|spent)|for (?:over|more than|the past)"
    r"|after \w+ years of|sabbatical|vesting|contract|fixed[- ]term|over the (?:last"
    r"|past))\b|warrant|roadmap",
)
EXPERIENCE = re.compile(
    r"experience|professional|background|industry|expérience|experiencia|erfahrung"
)
OPEN = {"must", "", "duties"}


def seniority(pieces: list[Piece]) -> Found | None:
    """The level that a post says, and where in the text; None where it says none."""
    return by_title(pieces) or by_word(pieces) or by_years(pieces)


def title_of(pieces: list[Piece]) -> Piece | None:
    """The line that names the post, if it has one."""
    first = [piece for piece in pieces[:8] if piece.first or LABEL.match(piece.small)]
    named = [p for p in first if LABEL.match(p.small) and TITLE.search(p.small)]
    return next((p for p in [*named, *first] if is_title(p.small)), None)


def is_title(line: str) -> bool:
    """Whether a line is short and names a role."""
    short = len(line.split()) <= TITLE_WORDS and not line.rstrip().endswith(("!", "?"))
    return short and bool(TITLE.search(line)) and not NO_TITLE.search(LABEL.sub("", line))


def by_title(pieces: list[Piece]) -> Found | None:
    """The level in the title, or in "we are looking for a senior …"."""
    title = title_of(pieces)
    if title and (found := level_in(title.small, title.start)):
        return found
    for piece in pieces:
        if piece.zone in ("", "about", "duties"):
            for match in HIRING.finditer(piece.small):
                start = piece.start + match.start("title")
                if found := level_in(match.group("title"), start):
                    return found
    return None


def level_in(words: str, start: int) -> Found | None:
    """The level that words name; of "senior or staff" the first, of "senior staff" the last."""
    hidden = ANY_LEVEL.sub(lambda match: "_" * len(match.group()), words)
    found = list(LEVEL.finditer(hidden))
    if not found:
        return None
    best = found[0]
    for match in found[1:]:
        if not hidden[best.end() : match.start()].strip(" -"):
            best = match
    for door in ("junior", "intern"):
        best = next((match for match in found if match.lastgroup == door), best)
    return best.lastgroup, start + best.start(), start + best.end()


def by_word(pieces: list[Piece]) -> Found | None:
    """The level where a post speaks of itself: "Seniority: mid", "this is an entry-level role"."""
    for piece in pieces:
        if piece.zone in ("offer", "process"):
            continue
        no = denied(piece.small)
        for match in SAID.finditer(piece.small):
            group = match.lastgroup
            start = match.start(group)
            if within(no, start, match.end(group)):
                continue
            if group == "entry":
                return "junior", piece.start + start, piece.start + match.end()
            if found := level_in(match.group(group), piece.start + start):
                return found
    return None


def by_years(pieces: list[Piece]) -> Found | None:
    """The level by the most years that are asked for; four or less are mid, one or less junior."""
    asked = []
    for piece in pieces:
        if piece.zone not in OPEN or NO_YEARS.search(piece.small):
            continue
        if piece.zone != "must" and not piece.first and not EXPERIENCE.search(piece.small):
            continue
        for match in YEARS.finditer(piece.small):
            head = piece.small[: match.start()]
            years = 0 if UP_TO.search(head) else count(match.group("low"))
            asked.append((years, piece.start + match.start(), piece.start + match.end()))
    if not asked:
        return None
    years, start, end = max(asked, key=lambda each: (each[0], -each[1]))
    return ("junior" if years < 2 else "mid" if years < 5 else "senior"), start, end


def count(number: str) -> int:
    """A number in figures or as a word."""
    return int(number) if number.isdigit() else NUMBERS.index(number) + 1
