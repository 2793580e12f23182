"""What a day is called: by the seed day most of it comes from, else by what its tasks are."""

from collections import Counter
from collections.abc import Iterable

from plans.domain.seed_days import SeedTask

REST = "Rest"
REVIEW = "Meet again what is due"
NATURES = {
    "review": "review",
    "story": "stories",
    "section": "your projects",
    "sheet": "getting ready",
    "asks": "getting ready",
    "timed": "design under the clock",
    "read": "a few pages to read",
    "hand": "getting ready",
}
CODE = {"dsa", "ml-code", "data"}


def theme_of(placed: Iterable[tuple[SeedTask, int]]) -> str:
    """Name a day that holds these (task, minutes), its review and rest among them.

    A seed day's theme names it only where that seed day holds at least half of its minutes
    beside the review; else its one or two main natures, or that it is what counts most.
    """
    seed_days, natures = Counter(), Counter()
    themes: dict[int, str] = {}
    review = False
    for task, minutes in placed:
        review = review or task.fulfil.by == "review"
        if minutes and task.fulfil.by != "review":
            seed_days[task.day] += minutes
            natures[nature(task)] += minutes
            themes[task.day] = task.theme
    if not seed_days:
        return REVIEW if review else REST
    day = min(seed_days, key=lambda day: (-seed_days[day], day))
    if 2 * seed_days[day] >= seed_days.total():
        return themes[day]
    main = " and ".join(name for name, _ in natures.most_common(2))
    return main[0].upper() + main[1:] if len(natures) < 3 else f"What counts most: {main}"


def nature(task: SeedTask) -> str:
    """Say in plain words what kind of work a task is."""
    if task.fulfil.by != "answered":
        return NATURES[task.fulfil.by]
    kinds = set(task.fulfil.kinds)
    if kinds <= CODE:
        return "coding"
    return {frozenset({"design"}): "design", frozenset({"behavioural"}): "stories aloud"}.get(
        frozenset(kinds), "questions"
    )
