"""The fourteen days of fixtures/plan/days.yaml, read once a process."""

from functools import cache

from django.conf import settings

from .domain.seed_days import Seed, parse_seed
from .domain.tailoring import in_words_of


@cache
def seed() -> Seed:
    """The fourteen days. Raises SeedError."""
    return parse_seed(settings.PLAN_FILE.read_text(encoding="utf-8"))


@cache
def primers_of(key: str, leaning: str) -> tuple[str, ...]:
    """The primers that a task of the seed asks to read first, by its key, for a leaning."""
    found = next((task for task in seed().tasks if task.key == key), None)
    return in_words_of(found, leaning).primers if found else ()
