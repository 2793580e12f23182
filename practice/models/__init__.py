"""What a candidate does, a module each."""

from .attempts import Attempt, Mark
from .cards import Card, Review
from .deeds import Deed
from .memory_fits import MemoryFit
from .own_questions import OwnQuestion
from .stories import Story
from .texts import Text, TextVersion
from .worksheets import Worksheet

__all__ = [
    "Attempt",
    "Card",
    "Deed",
    "Mark",
    "MemoryFit",
    "OwnQuestion",
    "Review",
    "Story",
    "Text",
    "TextVersion",
    "Worksheet",
]
