"""`manage.py read_job`: what a job description says, text in and JSON out."""

import json
import sys
from pathlib import Path

from django.core.management.base import BaseCommand

from plans.domain.job import Job, read


class Command(BaseCommand):
    """Say what a job description asks for, with the words that say so."""

    help = (
        "Read a job description from FILE or, without one or for -, from standard input, and print"
        " {leaning, confidence, seniority, must, nice, work, stages, evidence}; exit 2 for a bad"
        " input. `work` are skills that only the description of the work names."
    )
    requires_system_checks = []

    def add_arguments(self, parser):
        """Take the file to read."""
        parser.add_argument("file", nargs="?", default="-", metavar="FILE", help="a text, or -")

    def handle(self, *, file, **options):
        """Print JSON."""
        try:
            self.stdout.write(json.dumps(told(read(text_of(file))), ensure_ascii=False))
        except (OSError, ValueError) as error:
            line = " ".join(str(error).split())
            self.stderr.write(f"read_job: {line}")
            sys.exit(2)


def text_of(file: str) -> str:
    """Return the text of a file. Raises OSError, or ValueError if it is no text or empty."""
    data = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ValueError(f"the input is not a text in UTF-8: {error}") from error
    if not text.strip():
        raise ValueError("the input is empty")
    return text


def told(job: Job) -> dict:
    """Return what was read as JSON has it: skills by their names."""
    return {
        "leaning": job.leaning,
        "confidence": job.confidence,
        "seniority": job.seniority,
        **{kind: [skill.name for skill in getattr(job, kind)] for kind in ("must", "nice", "work")},
        "stages": list(job.stages),
        "evidence": job.evidence,
    }
