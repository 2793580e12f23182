"""What a candidate does, a module each."""

from .attempts import Attempt, Mark
from .cards import Card, Review
from .deeds import Deed
from .own_questions import OwnQuestion
from .stories import Story
from .texts import Text, TextVersion
from .worksheets import Worksheet

__all__ = [
    "Attempt",
    "Card",
    "Deed",
    "Mark",
    "OwnQuestion",
    "Review",
    "Story",
    "Text",
    "TextVersion",
    "Worksheet",
]
