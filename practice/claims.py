"""What a candidate may say: how a worksheet's numbers stand, and words that must not be said."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Q

from interviewprep.accounts.models import Candidate

from .beside import TWO_THINGS
from .domain.figures import ASIDE, around, figures
from .models import Claim, Story, Worksheet
from .models.worksheets import HEAD


@dataclass
class Number:
    """A figure of a worksheet where it stands first, the parts it stands in, and its mark."""

    words: str
    before: str
    after: str
    stand: str
    parts: list[str] = field(default_factory=list)


def claims_about(worksheet: Worksheet) -> list[Claim]:
    """What was said of this worksheet's numbers, and all that must not be said; one query."""
    claims = Claim.objects.filter(candidate=worksheet.candidate_id)
    return list(claims.filter(Q(worksheet=worksheet) | Q(stand=Claim.Stand.UNSAID)))


def stands_of(worksheet: Worksheet, claims: list[Claim]) -> dict[str, str]:
    """How this worksheet's numbers stand: {words: stand}."""
    return {each.words: each.stand for each in claims if each.worksheet_id == worksheet.pk}


def unsaid_words(claims: Iterable[Claim]) -> list[str]:
    """The words among claims that must not be said, each once."""
    return list(dict.fromkeys(each.words for each in claims if each.stand == Claim.Stand.UNSAID))


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


def leave_unsaid(*, candidate: Candidate, words: str, why: str, now: datetime) -> None:
    """Note words that must not be said, wherever they stand; the newest reason stands."""
    Claim.objects.update_or_create(
        candidate=candidate,
        worksheet=None,
        words=words,
        defaults={"stand": Claim.Stand.UNSAID, "why": why, "noted_at": now},
    )


def agree_on(*, story: Story, words: str, now: datetime) -> None:
    """Note that two numbers, "38 % / 41 %", differ between a story and its project rightly."""
    if story.worksheet_id and 0 < len(words) <= Claim._meta.get_field("words").max_length:
        Claim.objects.update_or_create(
            candidate_id=story.candidate_id,
            worksheet_id=story.worksheet_id,
            words=words,
            defaults={"stand": Claim.Stand.SOLID, "why": TWO_THINGS, "noted_at": now},
        )
