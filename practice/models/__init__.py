"""What a candidate does, a module each."""

from .attempts import Attempt, Mark
from .cards import Card, Review
from .deeds import Deed
from .memory_fits import MemoryFit
from .notebooks import Notebook
from .own_questions import OwnQuestion
from .proofs import Proof
from .stories import Story
from .submissions import Submission
from .texts import Text, TextVersion
from .worksheets import Worksheet

__all__ = [
    "Attempt",
    "Card",
    "Deed",
    "Mark",
    "MemoryFit",
    "Notebook",
    "OwnQuestion",
    "Proof",
    "Review",
    "Story",
    "Submission",
    "Text",
    "TextVersion",
    "Worksheet",
]
