"""The whole bank: every file read, and what must hold across files."""

import hashlib
import os
from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from .entry import Entry, Parsed, parse
from .problems import EntryErrors, Problem
from .runs import seed_hashes, taken_over, words
from .sections import spoken_bounds, spoken_words
from .vocabulary import KINDS

# Rises when the same files make other entries, or other rows: then all are loaded anew.
FORMAT = 2
# Prompts that share this share of their three-word runs are one question asked twice.
ALIKE = 0.6
SHINGLE = 3
# A three-word run that this many prompts have ("how would you") says nothing.
COMMON = 40


@dataclass(frozen=True)
class Bank:
    """The entries that could be read, and everything to mend."""

    parsed: list[Parsed]
    problems: list[Problem]

    @property
    def entries(self) -> list[Entry]:
        """The entries, by kind and slug."""
        return [each.entry for each in self.parsed]


def bank_files(folder: Path) -> list[Path]:
    """Return the bank's files in a fixed order, also those that lie in no kind's folder."""
    folder = Path(folder)
    found = {*folder.glob("*.md"), *folder.glob("*/*.md")}
    for kind in KINDS:
        found |= {*(folder / kind).rglob("*.md")}
    return sorted(found)


def read_bank(folder: Path) -> Bank:
    """Read a bank and check what the site stands on: each entry's form, slugs and links.

    A bank without a file is a problem, or a wrong path would empty the site.
    """
    parsed, problems, slugs = [], [], set()
    files = bank_files(folder)
    if not files:
        problems.append(Problem(str(folder), 1, "", "no entry here: is this the bank's folder?"))
    for path in files:
        slugs.add(path.stem)
        try:
            parsed.append(parse(path.read_bytes().decode(), str(path)))
        except UnicodeDecodeError as error:
            line = error.object[: error.start].count(b"\n") + 1
            problems.append(Problem(str(path), line, "", "not UTF-8: save the file as UTF-8"))
        except OSError as error:
            message = f"can't be read ({error.strerror}): mend its permissions"
            problems.append(Problem(str(path), 1, "", message))
        except EntryErrors as errors:
            problems += errors.problems
    for each in parsed:
        problems += check_links(each, slugs)
    return Bank(parsed, in_order(problems + check_slugs(files)))


def inspect_bank(folder: Path) -> Bank:
    """Read a bank and check its texts too: their length, their likeness, whose words they are.

    That takes as long again as reading, so only who writes the bank waits for it.
    """
    bank = read_bank(folder)
    problems = bank.problems + check_prompts(bank.parsed)
    for each in bank.parsed:
        problems += check_spoken(each)
    for path in bank_files(folder):
        problems += check_own_words(path)
    return Bank(bank.parsed, in_order(problems))


def in_order(problems: list[Problem]) -> list[Problem]:
    """By file and line."""
    return sorted(problems, key=lambda each: (each.file, each.line))


def check_own_words(path: Path) -> list[Problem]:
    """No run of eight words is the seed's, also in a file that has errors."""
    try:
        text = path.read_text("utf-8", "replace")
    except OSError:
        return []
    file = str(path)
    return [
        Problem(file, line, "", f'the seed document says "{said}": say it in our own words')
        for line, said in taken_over(text, seed_hashes())
    ]


def check_slugs(files: list[Path]) -> list[Problem]:
    """A slug names one entry, in whatever kind."""
    first: dict[str, Path] = {}
    problems = []
    for path in files:
        if path.stem in first:
            other = first[path.stem]
            message = f'the slug "{path.stem}" is also {other}\'s: rename one of the files'
            problems.append(Problem(str(path), 1, "", message))
        first.setdefault(path.stem, path)
    return problems


def check_links(parsed: Parsed, slugs: set[str]) -> list[Problem]:
    """What an entry links to exists (also when that file has errors of its own)."""
    return [
        parsed.problem("related", f'"related" names {slug}, which is no entry: mend or remove it')
        for slug in parsed.entry.related
        if slug not in slugs
    ]


def check_spoken(parsed: Parsed) -> list[Problem]:
    """A strong answer has the length of one that is said aloud."""
    if "Strong answer" not in parsed.entry.sections:
        return []
    low, high = spoken_bounds(parsed.entry.kind)
    count = spoken_words(parsed.entry.sections["Strong answer"])
    if low <= count <= high:
        return []
    mend = "say more" if count < low else "cut it"
    message = f'"## Strong answer" has {count} words, it needs {low} to {high} (140 a minute)'
    return [parsed.problem("## Strong answer", f"{message}: {mend}")]


def check_prompts(parsed: list[Parsed]) -> list[Problem]:
    """No two prompts ask nearly the same."""
    shingles = [shingles_of(each.entry.prompt) for each in parsed]
    having = defaultdict(list)
    for place, own in enumerate(shingles):
        for shingle in own:
            having[shingle].append(place)
    shared: Counter = Counter()
    for places in having.values():
        if len(places) <= COMMON:
            shared.update(combinations(places, 2))
    return [
        parsed[b].problem(
            "prompt",
            f"asks nearly what {parsed[a].file} asks: merge the two, or ask something else",
        )
        for (a, b), both in shared.items()
        if both >= ALIKE * len(shingles[a] | shingles[b])
    ]


def shingles_of(prompt: str) -> frozenset[tuple[str, ...]]:
    """Return the runs of three words; a shorter prompt is one run."""
    said = words(prompt)
    if len(said) <= SHINGLE:
        return frozenset([tuple(said)])
    return frozenset(zip(said, said[1:], said[2:], strict=False))


def fingerprint(files: list[Path]) -> str:
    """Return a hash of the files' names and bytes: equal as long as none of them has changed."""
    made = hashlib.blake2b(str(FORMAT).encode(), digest_size=32)
    for path in files:
        name, content = os.fsencode(f"{path.parent.name}/{path.name}"), path.read_bytes()
        made.update(b"%d %b %d " % (len(name), name, len(content)))
        made.update(content)
    return made.hexdigest()
