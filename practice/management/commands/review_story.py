"""`manage.py review_story`: what a story leaves out, and what it answers, JSON in and out."""

import json
import sys
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand

from practice.domain.star import STAR, review_story
from practice.domain.story_fits import Asked, fits
from questions.domain.entry import Entry, parse_entry
from questions.vectors import shipped_for, texts_of


class Command(BaseCommand):
    """Review a story."""

    help = (
        "Read {situation, task, action, result} and print {seconds, issues, answers}, the last by"
        " slug of the bank's behavioural questions; exit 2 for a bad input."
    )
    requires_system_checks = ()

    def handle(self, **options):
        """Print JSON."""
        try:
            parts = read_story(sys.stdin.read())
        except ValueError as error:
            line = " ".join(str(error).split())
            self.stderr.write(f"review_story: {line}")
            sys.exit(2)
        self.stdout.write(json.dumps(reviewed(parts), ensure_ascii=False))


def read_story(text: str) -> dict[str, str]:
    """The four parts of a story; one that is left out is empty. Raises ValueError."""
    try:
        story = json.loads(text)
    except RecursionError as error:
        raise ValueError("nested too deep") from error
    if not isinstance(story, dict) or not set(story) & set(STAR):
        raise ValueError("a story is {situation, task, action, result}")
    parts = {part: story.get(part, "") for part in STAR}
    if not all(isinstance(body, str) for body in parts.values()):
        raise ValueError("each part of a story is a text")
    return parts


def reviewed(parts: dict[str, str]) -> dict:
    """What a story takes aloud, leaves out, and answers."""
    review = review_story(parts)
    entries = behavioural()
    vectors = shipped_for(text for entry in entries for text in texts_of(entry))
    asked = [Asked(entry.slug, entry.theme, entry.key_points) for entry in entries]
    text = "\n".join(parts.values())
    return {
        "seconds": review.total,
        "issues": review.codes,
        "answers": fits(asked, serves=(), text=text, vectors=vectors),
    }


def behavioural() -> list[Entry]:
    """The bank's behavioural questions. Raises ValueError where an entry is not right."""
    files = sorted((Path(settings.BANK_DIR) / "behavioural").rglob("*.md"))
    return [parse_entry(path.read_text("utf-8"), str(path)) for path in files]
