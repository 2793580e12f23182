"""What a strong reply about a project holds, by its kind and part: data, beside this module."""

from functools import cache
from pathlib import Path

import yaml

ANY = "any"


def strong_replies(project: str) -> dict[str, list[str]]:
    """The points by part of a worksheet; those that hold for any project where none is said."""
    return replies()[project or ANY]


@cache
def replies() -> dict[str, dict[str, list[str]]]:
    """All of them: kind of project → part → points."""
    return yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text("utf-8"))
