"""An entry's body: the prompt, and the sections under `## Name`, each kind its own."""

import re
from dataclasses import dataclass

from .vocabulary import CODE_KINDS

DESIGN_SECTIONS = (
    "Requirements",
    "Metrics",
    "Data and labels",
    "Baseline",
    "Model options",
    "Serving",
    "Back of the envelope",
    "Failure modes",
    "Monitoring",
    "Rollout and rollback",
)
CODE_SECTIONS = (
    "Examples",
    "Starter",
    "Visible tests",
    "Hidden tests",
    "Reference",
    "Mutants",
)
SPEAKING = ("Strong answer", "Weak answer")
# A derivation said step by step stands in the place of an outline.
DERIVATION = "Derivation"
TABLES = "Tables"
STEP = re.compile(r"^\d+\. (.*(?:\n(?:[ \t]+.*)?)*)", re.M)
HINT = re.compile(r"\*Hint: (.+?)\*\s*$", re.S)
FEWEST_STEPS, MOST_STEPS = 5, 10
FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")


@dataclass(frozen=True)
class Step:
    """A step of a derivation, and the nudge that comes before it; both Markdown."""

    text: str
    hint: str


@dataclass(frozen=True)
class Section:
    """A section's Markdown, the line of its heading and the `blank` lines below that."""

    name: str
    text: str
    line: int
    blank: int = 0


def required(kind: str, needs: str = "", has: set[str] = frozenset()) -> tuple[str, ...]:
    """The sections that an entry of a kind must have; `has` are those that it has."""
    if kind in CODE_KINDS:
        return (*CODE_SECTIONS, TABLES) if needs == "sqlite" else CODE_SECTIONS
    outline = DERIVATION if DERIVATION in has else "Outline"
    return (*(DESIGN_SECTIONS if kind == "design" else (outline,)), *SPEAKING)


def optional(kind: str) -> tuple[str, ...]:
    """The sections that a kind may have."""
    return ("Naive",) if kind in CODE_KINDS else ("Only if asked",)


def split(body: str, first_line: int) -> list[Section]:
    """Cut a body at its `## ` headings (not those inside code); the prompt is named ""."""
    found, name, line, held, fence = [], "", first_line, [], ""
    for place, each in enumerate(body.split("\n")):
        mark = FENCE.match(each)
        if mark and not fence:
            fence = mark[1]
        elif mark and mark[1].startswith(fence) and each.strip() == mark[1]:
            fence = ""
        if each.startswith("## ") and not fence:
            found.append(section_of(name, held, line))
            name, line, held = each[3:].strip(), first_line + place, []
        else:
            held.append(each)
    return [*found, section_of(name, held, line)]


def section_of(name: str, held: list[str], line: int) -> Section:
    """A section without the blank lines around its text."""
    text = "\n".join(held).strip()
    lead = next((place for place, each in enumerate(held) if each.strip()), 0)
    return Section(name, text, line, lead)


def steps(text: str) -> list[Step]:
    """Cut a derivation at its numbers; a step without a hint has the hint ""."""
    found = []
    for item in STEP.finditer(text):
        hint = HINT.search(item[1])
        text = item[1][: hint.start()] if hint else item[1]
        found.append(Step(text.strip(), hint[1] if hint else ""))
    return found


def check_sections(found: list[Section], kind: str, needs: str, report) -> None:
    """Report sections missing, unknown, double or empty: report(line, key, message)."""
    must = required(kind, needs, {section.name for section in found})
    known = (*must, *optional(kind))
    seen = set()
    if not found[0].text:
        report(found[0].line, "prompt", "there is no prompt: write the question, as it is said")
    for section in found[1:]:
        key = f"## {section.name}"
        if section.name not in known:
            report(
                section.line,
                key,
                f'no section "{key}" in this kind: remove it, or use one of: {", ".join(known)}',
            )
        elif section.name in seen:
            report(section.line, key, f'"{key}" stands twice: make one of them')
        elif not section.text:
            report(section.line, key, f'"{key}" is empty: write it')
        elif section.name == "Weak answer":
            check_weak(section, report)
        elif section.name == DERIVATION:
            check_derivation(section, report)
        seen.add(section.name)
    for name in must:
        if name not in seen:
            report(found[-1].line, f"## {name}", f'the section "## {name}" is missing: add it')


def check_derivation(section: Section, report) -> None:
    """A derivation is a numbered list of steps, each with a hint."""
    found = steps(section.text)
    fits = FEWEST_STEPS <= len(found) <= MOST_STEPS and all(step.hint for step in found)
    if not fits or STEP.sub("", section.text).strip():
        report(
            section.line,
            "## Derivation",
            f'"## Derivation" must be {FEWEST_STEPS} to {MOST_STEPS} numbered steps and nothing'
            ' else, each ending in "*Hint: what an interviewer would nudge with*"',
        )


def check_weak(section: Section, report) -> None:
    """A weak answer is quoted, and then said what is wrong with it."""
    lines = section.text.split("\n")
    after = [line for line in lines if line.strip() and not line.startswith(">")]
    if not lines[0].startswith(">") or not after:
        report(
            section.line,
            "## Weak answer",
            '"## Weak answer" must begin with the answer as a quotation ("> …"), and go on'
            " with a paragraph on what is wrong with it",
        )


def spoken_bounds(kind: str) -> tuple[int, int]:
    """The words that a strong answer may have: 60-150 s at 140 words a minute, 5 % allowed."""
    return (133, 525) if kind == "design" else (133, 368)


def spoken_words(markdown: str) -> int:
    """Count the words said when a text is read aloud."""
    return len(re.findall(r"\S*\w\S*", markdown))
