"""A worksheet's numbers, and how each stands: solid, shaky, or not the candidate's to say."""

from dataclasses import dataclass, field
from datetime import datetime

from .domain.figures import ASIDE, around, figures
from .models import Claim, Worksheet
from .models.worksheets import HEAD


@dataclass
class Number:
    """A figure of a worksheet where it stands first, the parts it stands in, and its mark."""

    words: str
    before: str
    after: str
    stand: str
    parts: list[str] = field(default_factory=list)


def stands_of(worksheet: Worksheet) -> dict[str, str]:
    """What was said of this worksheet's numbers: {words: stand}."""
    return dict(worksheet.claims.values_list("words", "stand"))


def numbers_of(
    worksheet: Worksheet, texts: dict, stands: dict[str, str], aside: int = ASIDE
) -> list[Number]:
    """Each number that stands in it now, once, in the order of its parts."""
    found: dict[str, Number] = {}
    for part in (*HEAD, *worksheet.sections):
        body = texts[part].body
        for each in figures(body):
            number = found.setdefault(
                each.words,
                Number(each.words, *around(body, each, aside), stands.get(each.words, "")),
            )
            if part not in number.parts:
                number.parts.append(part)
    return list(found.values())


def mark(*, worksheet: Worksheet, stands: dict[str, str], now: datetime) -> None:
    """Say how numbers stand; a stand that there is not says nothing."""
    claims = [
        Claim(
            candidate_id=worksheet.candidate_id,
            worksheet=worksheet,
            words=words,
            stand=stand,
            noted_at=now,
        )
        for words, stand in stands.items()
        if stand in Claim.Stand
    ]
    Claim.objects.bulk_create(
        claims,
        update_conflicts=True,
        unique_fields=["candidate", "worksheet", "words"],
        update_fields=["stand", "noted_at"],
    )
