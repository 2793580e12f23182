"""Questions that a candidate writes down: begun by the first word saved, read anew after each."""

import hashlib
from datetime import datetime
from uuid import UUID

from django.db import transaction

from interviewprep.accounts.models import Candidate
from questions.domain.entry import Entry
from questions.domain.records import KeyPoint
from questions.domain.vocabulary import CODE_KINDS
from questions.loading import columns, write_vectors

from .doors import get_own_question
from .models import OwnQuestion
from .models.own_questions import PARTS
from .texts import texts_of

UNTITLED = "Untitled question"
TITLE_AT_MOST = 120  # characters
POINTS_AT_MOST = 20
USUAL_MINUTES = 5


def open_own(*, candidate: Candidate, pk: UUID, kind: str, now: datetime) -> OwnQuestion:
    """The question with the id that a page made, begun if it is not there. 404 for a stranger's."""
    kept = candidate.ownquestions.filter(pk=pk).first()
    if kept:
        return kept
    written = columns(entry_of(pk, kind), trusted=False)
    own = OwnQuestion(id=pk, candidate=candidate, created_at=now, **written)
    OwnQuestion.objects.bulk_create([own], ignore_conflicts=True)
    return get_own_question(candidate, pk)


@transaction.atomic
def rewrite(*, question: OwnQuestion, kind: str | None = None) -> None:
    """Make the row say what its texts say, as its page, search and review need it."""
    own = OwnQuestion.objects.select_for_update().get(pk=question.pk)
    bodies = {part: text.body for part, text in texts_of(own, PARTS).items()}
    entry = entry_of(own.pk, kind or own.kind, **bodies)
    for name, value in columns(entry, trusted=False).items():
        setattr(own, name, value)
    own.save()
    write_vectors(OwnQuestion.objects.filter(pk=own.pk))


def entry_of(pk: UUID, kind: str, *, prompt="", points="", notes="") -> Entry:
    """What was written, in the form of an entry; each claim weighs about the same."""
    claims = claims_of(points)
    first = prompt.strip().split("\n")[0]
    title = first if len(first) <= TITLE_AT_MOST else first[: TITLE_AT_MOST - 1] + "…"
    said = "\0".join((kind, prompt, points, notes))
    return Entry(
        slug=str(pk),
        kind=kind,
        title=title or UNTITLED,
        minutes=45 if kind == "design" else 20 if kind in CODE_KINDS else USUAL_MINUTES,
        prompt=prompt,
        sections={"Your notes": notes} if notes.strip() else {},
        key_points=tuple(
            KeyPoint(point_id(claim), claim, weight)
            for claim, weight in zip(claims, even_weights(len(claims)), strict=True)
        ),
        hash=hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest(),
    )


def claims_of(points: str) -> list[str]:
    """The lines, without bullets, each once."""
    lines = [line.strip().lstrip("-*•·").strip() for line in points.splitlines()]
    return list(dict.fromkeys(line for line in lines if line))[:POINTS_AT_MOST]


def point_id(claim: str) -> str:
    """Stays as long as the claim is not changed."""
    return hashlib.sha256(claim.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def even_weights(count: int) -> list[int]:
    """So many weights that add up to 100: [34, 33, 33]."""
    return [100 // count + (place < 100 % count) for place in range(count)]
