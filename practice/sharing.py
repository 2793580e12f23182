"""Showing one story or worksheet to someone without an account, and what they say of it.

A link shows the words as they stand and nothing else of the candidate; what they marked as not
to be said is left out. Who has the link can comment at a part until the link ends.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from operator import itemgetter
from uuid import UUID

from django.contrib.postgres.aggregates import JSONBAgg
from django.db import transaction
from django.db.models import F, Q, Value
from django.db.models.functions import JSONObject
from django.urls import reverse

from interviewprep.ids import new_id

from .domain.leaving_out import leave_out
from .models import Claim, Comment, Share, Story, Worksheet
from .models.stories import PARTS as STORY_PARTS
from .models.stories import STAR
from .models.worksheets import AREAS, DIAGRAM, HEAD, PAPER, RESUME_QUESTIONS

BYTES = 32  # 256 bits: nobody guesses it
DAYS = 7
DAYS_AT_MOST = 60
COMMENTS_AT_MOST = 200


class FullError(Exception):
    """The link has as many comments as it takes."""


@dataclass(frozen=True)
class Shown:
    """What a reader sees: the title and the parts [(part, label, words)] that are written."""

    title: str
    parts: list[tuple[str, str, str]]


def make_share(*, holder: Story | Worksheet, days: int, now: datetime) -> Share:
    """A new link to a story or worksheet, open for `days` days."""
    return Share.objects.create(
        candidate_id=holder.candidate_id,
        **{holder._meta.model_name: holder},
        token=secrets.token_urlsafe(BYTES),
        created_at=now,
        ends_at=now + timedelta(days=days),
    )


@transaction.atomic
def add_comment(*, share: Share, key: UUID, part: str, name: str, body: str, now: datetime) -> None:
    """Add what a reader said at a part; sent again with its key it stands once.

    Raises FullError where the link has COMMENTS_AT_MOST already.
    """
    Share.objects.select_for_update(of=("self",)).get(pk=share.pk)
    owner = {"candidate_id": share.candidate_id}
    said = {"share": share, "part": part, "name": name, "body": body}
    if Comment.objects.filter(**owner, key=key, **said).exists():
        return
    if share.comments.count() >= COMMENTS_AT_MOST:
        raise FullError
    # Other words from a page that was gone back to: they are a comment of their own.
    if Comment.objects.filter(**owner, key=key).exists():
        key = new_id()
    Comment.objects.create(**owner, key=key, **said, at=now)


def shown(share: Share) -> Shown:
    """What the link shows, in two queries."""
    holder = share.shown
    unsaid = Claim.objects.filter(candidate_id=share.candidate_id, stand=Claim.Stand.UNSAID)
    phrases = list(unsaid.values_list("words", flat=True))
    bodies = dict(holder.texts.values_list("part", "body"))
    is_story = isinstance(holder, Story)
    title = bodies.get("title" if is_story else "name", "").strip()
    parts = [
        (part, label, leave_out(body, phrases))
        for part, label in labels_of(holder).items()
        if (body := bodies.get(part, "").strip())
    ]
    title = leave_out(title, phrases) or ("A story" if is_story else "A project")
    return Shown(title, parts)


def labels_of(holder: Story | Worksheet) -> dict[str, str]:
    """The parts of a story or worksheet that a reader may see, by their label, in order."""
    if isinstance(holder, Story):
        return {part: STORY_PARTS[part] for part in STAR}
    hinted = {**HEAD, DIAGRAM: ("Diagram", ""), **AREAS, **PAPER}
    labels = {part: label for part, (label, _) in hinted.items()} | RESUME_QUESTIONS
    return {part: labels[part] for part in ("summary", "numbers", DIAGRAM, *holder.sections)}


def shares_context(holder: Story | Worksheet, now: datetime) -> dict:
    """Its open links, and the comments [(part, label, comments)] not put away; one query."""
    name = holder._meta.model_name
    row = {field: F(f"comments__{field}") for field in ("pk", "part", "name", "body", "at")}
    waiting = Q(comments__isnull=False, comments__put_away_at=None)
    links = list(
        Share.objects.filter(candidate=holder.candidate_id, **{name: holder})
        .annotate(said=JSONBAgg(JSONObject(**row), filter=waiting, default=Value([])))
        .order_by("created_at")
    )
    said = sorted((each for link in links for each in link.said), key=itemgetter("part", "at"))
    labels = labels_of(holder)
    return {
        "shares": [link for link in links if link.is_open(now)],
        "share_action": reverse(f"practice:{name}_share", args=[holder.pk]),
        "share_days": (DAYS, DAYS_AT_MOST),
        "comments": [
            (part, labels.get(part, ""), [dated(each) for each in comments])
            for part, comments in groupby(said, key=itemgetter("part"))
        ],
    }


def dated(comment: dict) -> dict:
    """A comment out of JSON, its time a time again."""
    return {**comment, "at": datetime.fromisoformat(comment["at"])}
