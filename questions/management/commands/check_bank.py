"""`manage.py check_bank [PATH…]`: what is wrong with the bank and the primers, and where."""

import json
import os
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand

from questions.domain.bank import bank_files, check_own_words, inspect_bank
from questions.domain.counts import check_counts
from questions.domain.entry import Entry, Problem
from questions.domain.exercise import provable, prove_all
from questions.domain.primers import primer_files, read_primers
from questions.domain.vocabulary import KINDS


@dataclass(frozen=True)
class Result:
    """The entries that were looked at, and everything to mend in them."""

    entries: list[Entry]
    primers: int
    problems: list[Problem]


class Command(BaseCommand):
    """Check the bank, or the files and folders named."""

    help = "Check the bank and the primers; exit 1 with errors, 2 for a path that is not there."
    requires_system_checks = []

    def add_arguments(self, parser):
        """Take paths, and --json."""
        parser.add_argument("paths", nargs="*", metavar="PATH", help="a file or a folder")
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *, paths, json, **options):
        """Print what was found."""
        named = [Path(path) for path in paths or [settings.BANK_DIR, settings.PRIMERS_DIR]]
        for path in named:
            if not (path.is_dir() or (path.is_file() and path.suffix == ".md")):
                self.stderr.write(f"check_bank: {path}: no such folder or .md file")
                sys.exit(2)
        result = check(named)
        self.stdout.write(as_json(result) if json else as_lines(result))
        if result.problems:
            sys.exit(1)


def check(named: list[Path]) -> Result:
    """Check the named files against the bank that they stand in."""
    wanted = [path.resolve() for path in named]
    primers = settings.PRIMERS_DIR.resolve()
    parsed, problems, pages = {}, {}, []
    if any(primers in (path, *path.parents) for path in wanted):
        pages, found = read_primers(Path(os.path.relpath(primers)), slugs_of(settings.BANK_DIR))
        for path in primer_files(os.path.relpath(primers)):
            found += check_own_words(path)
        problems |= dict.fromkeys(each for each in found if within(each.file, wanted))
    for folder in {bank_of(path) for path in wanted if primers not in (path, *path.parents)}:
        bank = inspect_bank(Path(os.path.relpath(folder)))
        mine = [each for each in bank.parsed if within(each.file, wanted)]
        parsed |= {each.file: each for each in mine}
        found = [each for each in bank.problems if within(each.file, wanted)]
        problems |= dict.fromkeys([*found, *prove_all(mine)])
        if folder.resolve() in wanted:
            problems |= dict.fromkeys(check_counts(bank.entries, folder))
    entries = [parsed[file].entry for file in sorted(parsed)]
    in_order = sorted(problems, key=lambda each: (each.file, each.line))
    return Result(entries, len(pages), in_order)


def bank_of(path: Path) -> Path:
    """The bank that a path belongs to: the shipped one, the folder, or a file's two above."""
    shipped = settings.BANK_DIR.resolve()
    if path == shipped or shipped in path.parents:
        return shipped
    if path.is_file():
        return path.parent.parent
    return path.parent if path.name in KINDS else path


def slugs_of(folder: Path) -> set[str]:
    """The names of the bank's entries."""
    return {path.stem for path in bank_files(folder)}


def within(file: str, wanted: list[Path]) -> bool:
    """Whether a file is one of the wanted, or in one of them."""
    path = Path(file).resolve()
    return any(each == path or each in path.parents for each in wanted)


def as_json(result: Result) -> str:
    """The contract's object."""
    errors = [
        {"file": each.file, "line": each.line, "message": each.message} for each in result.problems
    ]
    return json.dumps(
        {
            "entries": len(result.entries),
            "by_kind": by_kind(result),
            "deep": sum(entry.deep for entry in result.entries),
            "errors": errors,
        },
        ensure_ascii=False,
        indent=2,
    )


def by_kind(result: Result) -> dict[str, int]:
    """How many entries each kind has."""
    found = Counter(entry.kind for entry in result.entries)
    return {kind: found[kind] for kind in KINDS if found[kind]}


def as_lines(result: Result) -> str:
    """A line for each problem, and a summary."""
    kinds = ", ".join(f"{kind} {count}" for kind, count in by_kind(result).items())
    deep = sum(entry.deep for entry in result.entries)
    summary = f"{len(result.entries)} entries ({kinds or 'none'}), {deep} deep"
    unproven = sum(entry.is_code and not provable(entry) for entry in result.entries)
    if unproven:
        summary += f"; {unproven} not proven, because NumPy is not installed"
    if result.primers:
        summary += f"; {result.primers} primers"
    count = len(result.problems)
    summary += f"; {count or 'no'} error{'' if count == 1 else 's'}"
    return "\n".join([*map(str, result.problems), summary])
