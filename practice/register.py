"""How this app's rows move at sign-in, and its places in the navigation."""

from interviewprep.registry import Owned, Place, move_keyed, moving, register
from questions.models import Question

from . import merging, models
from .known import has_day_ahead


def due_without_a_day(candidate, now):
    """What is due by FSRS; towards a day the queue decides, and its count is on its page."""
    return None if has_day_ahead(candidate, now) else candidate.cards.due(now)


register(
    owns=(
        Owned(models.Attempt, merging.move_attempts),
        moving(models.Mark),
        moving(models.Submission, move_keyed),
        moving(models.OwnQuestion),
        moving(models.Story),
        moving(models.Worksheet),
        Owned(models.Pitch, merging.move_pitches),
        moving(models.Notebook),
        moving(models.Text),
        moving(models.TextVersion, move_keyed),
        moving(models.Answering),
        Owned(models.Claim, merging.move_claims),
        moving(models.Take, move_keyed),
        moving(models.Share),
        moving(models.Comment, move_keyed),
        Owned(models.Card, merging.move_cards),
        moving(models.Review, move_keyed),
        Owned(models.MemoryFit, merging.move_fit),
        moving(models.Proof, move_keyed),
        moving(models.Deed),
    ),
    reads=("memory_fit",),
    shows=(
        Place(
            20,
            "Questions",
            "practice:question_list",
            lambda *_: Question.objects.asked(),
            cap=2_000,
        ),
        Place(30, "Review", "practice:review", due_without_a_day),
        Place(40, "Stories", "practice:story_list", lambda who, _: who.stories.all()),
        Place(50, "Deep dives", "practice:worksheet_list", lambda who, _: who.worksheets.all()),
    ),
)
