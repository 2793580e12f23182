"""What an attempt answers and a card remembers: a question of the bank, one's own, or a probe."""

from questions.models import Probe, Question

from .own_questions import OwnQuestion

COLUMNS = {Question: "question", OwnQuestion: "own", Probe: "probe"}


def naming(subject: Question | OwnQuestion | Probe) -> dict:
    """The column that names this subject in a row: {"question": question}."""
    return {COLUMNS[type(subject)]: subject}
