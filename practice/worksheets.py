"""A worksheet as an interviewer reads it: checked, pressed on, and what they ask practised."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid5

from django.db import transaction
from django.db.models import Max

from .domain.pressing import AT_MOST, Pressing, Sheet, press
from .models import OwnQuestion, Worksheet
from .models.worksheets import HEAD
from .own_questions import open_own, rewrite
from .texts import save_text, texts_of

# The kind of question that pressing on a project of this kind makes.
KIND_OF = {
    Worksheet.Project.RAG: "llm",
    Worksheet.Project.AGENTS: "llm",
    Worksheet.Project.RANKING: "ml",
    Worksheet.Project.CLASSIFICATION: "ml",
    Worksheet.Project.FORECASTING: "ml",
    Worksheet.Project.VISION: "deep-learning",
    Worksheet.Project.PLATFORM: "production",
    Worksheet.Project.PAPER: "presentation",
}
ANY_KIND = "project"


@dataclass(frozen=True)
class Asked:
    """What they will ask, the id of the question made of it, and that question if it was made."""

    pressing: Pressing
    pk: UUID
    practised: OwnQuestion | None


def sheet_of(worksheet: Worksheet, texts: dict) -> Sheet:
    """What is written of it, as the rules of pressing take it."""
    parts = {part: texts[part].body for part in (*HEAD, *worksheet.sections)}
    return Sheet(worksheet.project, parts)


def asked_of(worksheet: Worksheet, sheet: Sheet) -> list[Asked]:
    """The hardest questions that it draws, each with when it was last answered; one query."""
    hardest = {key_of(worksheet, each): each for each in press(sheet)[:AT_MOST]}
    made = OwnQuestion.objects.filter(candidate=worksheet.candidate_id, pk__in=hardest)
    answered = made.annotate(last_answer=Max("attempts__answered_at")).in_bulk()
    return [Asked(each, pk, answered.get(pk)) for pk, each in hardest.items()]


def key_of(worksheet: Worksheet, pressing: Pressing) -> UUID:
    """The id of the question that practises this."""
    return uuid5(worksheet.pk, f"{pressing.rule} {pressing.quote}")


@transaction.atomic
def practise(*, worksheet: Worksheet, pk: UUID | None, now: datetime) -> OwnQuestion | None:
    """The question made of what is pressed on, once; a deleted one comes back.

    None where the worksheet has changed since and no longer draws it.
    """
    made = OwnQuestion.everything.filter(candidate=worksheet.candidate_id, pk=pk).first()
    if made:
        made.restore()
        return made
    pressed = press(sheet_of(worksheet, texts_of(worksheet, (*HEAD, *worksheet.sections))))
    pressing = next((each for each in pressed if key_of(worksheet, each) == pk), None)
    if pressing is None:
        return None
    kind = KIND_OF.get(worksheet.project, ANY_KIND)
    own = open_own(candidate=worksheet.candidate, pk=pk, kind=kind, now=now)
    for part, body in (("prompt", pressing.ask), ("points", "\n".join(pressing.good))):
        save_text(holder=own, part=part, key=uuid5(pk, part), made_from=None, body=body, now=now)
    rewrite(question=own)
    return own
