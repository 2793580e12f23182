"""How this app's rows move at sign-in, and its places in the navigation."""

from interviewprep.registry import Owned, Place, move_all, register
from questions.models import Question

from . import merging, models


def moving(model):
    """Rows that can't collide just change hands."""
    return Owned(model, lambda guest, member: move_all(guest, member, model))


register(
    owns=(
        Owned(models.Attempt, merging.move_attempts),
        moving(models.Mark),
        moving(models.Story),
        moving(models.Worksheet),
        moving(models.Text),
        moving(models.TextVersion),
        Owned(models.Card, merging.move_cards),
        moving(models.Review),
        moving(models.Deed),
    ),
    shows=(
        Place(
            20,
            "Questions",
            "practice:question_list",
            lambda *_: Question.objects.asked(),
            cap=100_000,
        ),
        Place(30, "Review", "practice:review", lambda who, now: who.cards.due(now)),
        Place(40, "Stories", "practice:story_list", lambda who, _: who.stories.all()),
        Place(50, "Deep dives", "practice:worksheet_list", lambda who, _: who.worksheets.all()),
    ),
)
