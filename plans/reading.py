"""The stories and worksheets of a candidate that are to be read again before a round."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import OuterRef, Q, Subquery

from interviewprep.accounts.models import Candidate
from practice.models import Story, Text, Worksheet

from .models import Round

OFFERED_AT_MOST = 60
# What a page on paper says of each: its name, and what one should not have to look for.
NAMES = ("title", "name")
SHOWN = (*NAMES, "result", "summary", "numbers")


@dataclass(frozen=True)
class Offered:
    """Something to read again, whether it was chosen, and where it is."""

    pk: UUID
    title: str
    sort: str
    href: str
    chosen: bool


def offered(candidate: Candidate, each: Round) -> list[Offered]:
    """All stories and worksheets, in two queries, the newest first."""
    found = []
    for model, part, sort in ((Story, "title", "story"), (Worksheet, "name", "worksheet")):
        texts = Text.objects.filter(**{sort: OuterRef("pk"), "part": part}).values("body")[:1]
        rows = model.objects.filter(candidate=candidate).annotate(called=Subquery(texts))
        for row in rows.order_by("-created_at")[:OFFERED_AT_MOST]:
            title = (row.called or "").strip() or f"Untitled {sort}"
            chosen = row.pk in each.reread
            found.append(Offered(row.pk, title, sort, row.get_absolute_url(), chosen))
    return found


def printed(candidate: Candidate, each: Round) -> list[dict]:
    """What was chosen, in the order it was offered: [{title, lines}], in one query."""
    chosen = Q(story__in=each.reread, story__deleted_at=None)
    chosen |= Q(worksheet__in=each.reread, worksheet__deleted_at=None)
    texts = candidate.texts.filter(chosen, part__in=SHOWN).exclude(body="")
    by_holder: dict[UUID, dict] = {}
    for text in texts:
        by_holder.setdefault(text.story_id or text.worksheet_id, {})[text.part] = text.body
    return [
        {
            "title": next((bodies[part] for part in NAMES if part in bodies), "Untitled"),
            "lines": [bodies[part] for part in SHOWN if part in bodies and part not in NAMES],
        }
        for pk in each.reread
        if (bodies := by_holder.get(pk))
    ]
