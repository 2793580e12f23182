"""`manage.py cover`: which points answers make, JSON in and out; `--score` on labelled ones."""

import json
import sys
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand

from practice.domain.coverage import check
from practice.domain.coverage_score import Figures, score
from practice.domain.labelled import read_cases, read_point

COLUMNS = ("precision", "recall", "f1", "accuracy", "auc", "wrong_covered", "sentence")


class Command(BaseCommand):
    """Say which points answers make, or how well that is done."""

    help = (
        "Read [{question, points: [{text, phrasings?, naming?}], answers: [{text}]}] and print"
        " the state, score and evidence of each answer's points; exit 2 for a bad input."
    )
    requires_system_checks = []

    def add_arguments(self, parser):
        """Take --score with a file or a folder, and what to leave out."""
        parser.add_argument("--score", metavar="CASES", type=Path, help="labelled answers")
        parser.add_argument(
            "--without",
            action="append",
            default=[],
            choices=("phrasings", "naming"),
            help="score as if points had none",
        )

    def handle(self, *, score, without, **options):
        """Print JSON, or with --score a table."""
        try:
            if score:
                self.stdout.write(table(score, set(without)))
            else:
                self.stdout.write(json.dumps(cover(sys.stdin.read()), ensure_ascii=False))
        except ValueError as error:
            line = " ".join(str(error).split())
            self.stderr.write(f"cover: {line}")
            sys.exit(2)


def cover(text: str) -> list[dict]:
    """Return what the answers of a JSON text make of its points. Raises ValueError."""
    return [
        {"answers": [{"points": found(points, each)} for each in answers]}
        for points, answers in [read(record) for record in records(text)]
    ]


def records(text: str) -> list:
    """Return the list that a JSON text holds. Raises ValueError."""
    try:
        data = json.loads(text)
    except (json.JSONDecodeError, RecursionError) as error:
        raise ValueError(f"the input is not JSON: {error}") from error
    if not isinstance(data, list):
        raise ValueError("the input is not a list of {question, points, answers}")
    return data


def read(record) -> tuple[list, list[str]]:
    """Return the points and the answers' texts of one question. Raises ValueError."""
    lists = isinstance(record, dict) and [record.get("points"), record.get("answers")]
    if not lists or not all(isinstance(each, list) for each in lists):
        raise ValueError("a question is {question, points: […], answers: […]}")
    points, answers = lists
    for answer in answers:
        if not isinstance(answer, dict) or not isinstance(answer.get("text"), str):
            raise ValueError("an answer is {text}")
    return [read_point(each) for each in points], [answer["text"] for answer in answers]


def found(points: list, answer: str) -> list[dict]:
    """Return the state, score and evidence of each point."""
    return [
        {"state": each.state, "score": round(each.score, 4), "evidence": each.evidence}
        for each in check(points, answer)
    ]


def table(path: Path, left_out: set[str]) -> str:
    """Return the figures of labelled answers, a kind a line. Raises ValueError."""
    figures = score(read_cases(path, Path(settings.BANK_DIR)), left_out)
    head = f"{'kind':14}{'pairs':>6}" + "".join(f"{name:>15}" for name in COLUMNS)
    return "\n".join([head, *(row(kind, each) for kind, each in figures.items())])


def row(kind: str, figures: Figures) -> str:
    """Return one line of the table."""
    values = [getattr(figures, name) for name in COLUMNS]
    cells = "".join(f"{'-' if each is None else f'{each:.3f}':>15}" for each in values)
    return f"{kind:14}{figures.pairs:6}{cells}"
