"""The skeleton of an entry: every key and section that its kind must have, still to be filled.

It parses but for what is empty, so that `check_bank` names just what is left to write.
"""

from datetime import date

from .schema import STAR_PARTS
from .sections import required
from .vocabulary import CODE_KINDS, LEVELS

HEAD = """\
---
title: {title}
topic:
kind: {kind}
stages: [phone]
dimensions: {{{dimension}: 100}}
difficulty: 3
minutes: 8
frequency: {{often: 3, basis: judgement}}
mistakes: {{}}
"""
SPOKEN = """\
testing:
say_first:
ask_back:
  - {ask: , reply: }
  - {ask: , reply: }
key_points:
"""
POINT = """\
  - id: {id}
    must: {must}
    weight: 20
    text:
    phrasings: ["", "", ""]
    naming:
"""
LADDER = """\
follow_ups:
  - {{id: pressed, when: "{first}", ask: , good: }}
  - {{id: harder, when: "{second}", ask: , good: }}
  - {{id: further, when: any, ask: , good: }}
"""
BEHAVIOURAL = 'theme:\nparts: {{{parts}}}\nprobes: ["", "", ""]\nnext_level:\n'
DESIGN = """\
phases:
  - {name: , minutes: 15, do: }
  - {name: , minutes: 15, do: }
  - {name: , minutes: 15, do: }
curve_cards:
  - {id: grows, minute: 20, change: , good: }
  - {id: shrinks, minute: 25, change: , good: }
  - {id: fails, minute: 30, change: , good: }
"""
CODE = """\
needs: {needs}
signature:
compare: exact
hints: ["", "", ""]
say_while_coding:
complexity:
"""
TAIL = """\
numbers: []
related: []
sources:
  - {{title: , author: , year: {year}, url: "https://", supports: }}
reviewed: {{by: author, on: {today}, note: }}
---
"""
POINTS = ("first", "second", "third", "fourth", "fifth")
TEST = "# {name}: what it shows\ngot = solve()\nassert got == 1\n"


def skeleton(kind: str, slug: str, today: date) -> str:
    """Return the Markdown of an empty entry of a kind."""
    code = kind in CODE_KINDS
    needs = "sqlite" if kind == "data" else "python"
    title = slug.replace("-", " ").capitalize()
    parts = [HEAD.format(title=title, kind=kind, dimension="coding" if code else "depth")]
    if code:
        parts += [CODE.format(needs=needs), LADDER.format(first="any", second="any")]
    else:
        points = [POINT.format(id=name, must=str(name == "first").lower()) for name in POINTS]
        misconceptions = "misconceptions:\n  - {wrong: , right: , source: }\n"
        levels = f"levels: {{{', '.join(f'{level}: ' for level in LEVELS)}}}\n"
        ladder = LADDER.format(first="missed first", second="made first")
        parts += [SPOKEN, *points, ladder, misconceptions, levels]
    if kind == "behavioural":
        parts.append(BEHAVIOURAL.format(parts=", ".join(f"{part}: " for part in STAR_PARTS)))
    if kind == "design":
        parts.append(DESIGN)
    parts.append(TAIL.format(year=today.year, today=today))
    bodies = [
        f"\n## {name}\n{body_of(name, needs)}" for name in required(kind, needs if code else "")
    ]
    return "".join([*parts, *bodies])


def body_of(name: str, needs: str) -> str:
    """What stands below a heading before anything is written."""
    language, comment = ("sql", "--") if needs == "sqlite" else ("python", "#")
    fence = "```{}\n{}```\n"
    match name:
        case "Visible tests" | "Hidden tests":
            return fence.format("python", TEST.format(name=name.split()[0].lower()))
        case "Starter" | "Reference" | "Tables":
            return fence.format("sql" if name == "Tables" else language, "\n")
        case "Mutants":
            return fence.format(language, f"{comment} what is wrong with it\n") * 3
        case "Weak answer":
            return "> \n"
    return "\n"
