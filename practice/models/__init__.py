"""What a candidate does, a module each."""

from .answering import Answering
from .attempts import Attempt, Mark
from .cards import Card, Review
from .claims import Claim
from .deeds import Deed
from .memory_fits import MemoryFit
from .notebooks import Notebook
from .own_questions import OwnQuestion
from .pitches import Pitch
from .proofs import Proof
from .shares import Comment, Share
from .stories import Story
from .submissions import Submission
from .takes import Take
from .texts import Text, TextVersion
from .worksheets import Worksheet

__all__ = [
    "Answering",
    "Attempt",
    "Card",
    "Claim",
    "Comment",
    "Deed",
    "Mark",
    "MemoryFit",
    "Notebook",
    "OwnQuestion",
    "Pitch",
    "Proof",
    "Review",
    "Share",
    "Story",
    "Submission",
    "Take",
    "Text",
    "TextVersion",
    "Worksheet",
]
