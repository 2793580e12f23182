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
FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")


@dataclass(frozen=True)
class Section:
    """A section's Markdown, the line of its heading and the `blank` lines below that."""

    name: str
    text: str
    line: int
    blank: int = 0


def required(kind: str) -> tuple[str, ...]:
    """The sections that a kind must have."""
    if kind in CODE_KINDS:
        return CODE_SECTIONS
    return (*(DESIGN_SECTIONS if kind == "design" else ("Outline",)), *SPEAKING)


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


def check_sections(found: list[Section], kind: str, report) -> None:
    """Report sections missing, unknown, double or empty: report(line, key, message)."""
    known = (*required(kind), *optional(kind))
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
        seen.add(section.name)
    for name in required(kind):
        if name not in seen:
            report(found[-1].line, f"## {name}", f'the section "## {name}" is missing: add it')


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
