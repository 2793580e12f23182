"""How many entries of each kind there are: a number that only grows, and where it goes.

`counts.yaml` beside the kinds' folders has a line a kind, {least, goal}. A kind with fewer
entries than `least` has lost some; one with more must raise it, so that the file says what is
there and a loss shows in its difference.
"""

from collections import Counter
from pathlib import Path

import yaml

from .entry import Entry
from .problems import Problem
from .vocabulary import KINDS

FILE = "counts.yaml"


def check_counts(entries: list[Entry], folder: Path) -> list[Problem]:
    """Hold the entries against the file; a bank without one counts nothing."""
    file = Path(folder) / FILE
    if not file.exists():
        return []
    text = file.read_text("utf-8")
    lines = {line.split(":")[0]: place for place, line in enumerate(text.splitlines(), start=1)}
    kept = yaml.safe_load(text)
    found = Counter(entry.kind for entry in entries)
    problems = []
    for kind in KINDS:
        least = kept.get(kind, {}).get("least", 0)
        if found[kind] != least:
            mend = "an entry was lost: bring it back" if found[kind] < least else "raise it"
            message = f"{kind} has {found[kind]} entries and `least` says {least}: {mend}"
            problems.append(Problem(str(file), lines.get(kind, 1), kind, message))
    return problems
