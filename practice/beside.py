"""What else a story's page needs: its project, the questions it answers, what must not be said.

A handful of queries, whatever there is.
"""

from dataclasses import dataclass

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, Q, QuerySet

from .domain.facts import Disagreement, disagreements
from .domain.leaving_out import standing
from .domain.speaking import own_pace
from .models import Answering, Claim, Story, Text
from .models.stories import PARTS, STAR
from .models.worksheets import HEAD, SECTIONS
from .takes import paced

ASKED_AT_MOST = 3
# Why a claim was noted that two numbers which differ are both right: "38 % / 41 %".
TWO_THINGS = "two things"


@dataclass(frozen=True)
class Beside:
    """A story's texts, its project's (none without one), all projects' names {id: name}."""

    texts: dict[str, Text]
    project: dict[str, Text]
    projects: dict


def with_beside(stories: QuerySet[Story]) -> QuerySet[Story]:
    """Annotate what its page needs of the candidate: `unsaid`, and the newest takes' lengths."""
    candidate = OuterRef("candidate")
    claims = Claim.objects.filter(candidate=candidate).order_by("words").values("words")
    agreed = claims.filter(worksheet=OuterRef("worksheet"), why=TWO_THINGS)
    takes = paced(candidate)
    return stories.annotate(
        unsaid=ArraySubquery(claims.filter(stand=Claim.Stand.UNSAID)),
        agreed=ArraySubquery(agreed),
        take_words=ArraySubquery(takes.values("words")),
        take_seconds=ArraySubquery(takes.values("seconds")),
    )


def pace_beside(story: Story) -> int | None:
    """The candidate's own words a minute, from an annotated story."""
    return own_pace(zip(story.take_words, story.take_seconds, strict=True))


def read_beside(story: Story) -> Beside:
    """The texts of a story and of its project, and the projects' names, in one query."""
    wanted = Q(story=story) | Q(worksheet__isnull=False, worksheet__deleted_at=None, part="name")
    if story.worksheet_id:
        wanted |= Q(worksheet=story.worksheet_id, worksheet__deleted_at=None)
    rows = list(Text.objects.filter(wanted, candidate=story.candidate_id).order_by("pk"))
    kept = {row.part: row for row in rows if row.story_id}
    owner = {"candidate_id": story.candidate_id, "story": story}
    of_project = story.worksheet_id and {
        row.part: row for row in rows if row.worksheet_id == story.worksheet_id
    }
    return Beside(
        texts={part: kept.get(part) or Text(**owner, part=part) for part in PARTS},
        project=of_project or {},
        projects={
            row.worksheet_id: row.body for row in rows if row.worksheet_id and row.part == "name"
        },
    )


def differing(story: Story, beside: Beside) -> list[Disagreement]:
    """Its numbers that its project tells differently, but those said to be two things."""
    told = {part: beside.texts[part].body for part in STAR}
    project = {
        part: beside.project[part].body for part in (*HEAD, *SECTIONS) if part in beside.project
    }
    return [each for each in disagreements(told, project) if each.key not in story.agreed]


def unsaid_in(
    texts: dict[str, Text], phrases: list[str], labels: dict[str, str]
) -> list[tuple[str, list[str]]]:
    """What stands in these parts that must not be said: [(label, phrases)]."""
    found = [(label, standing(texts[part].body, phrases)) for part, label in labels.items()]
    return [(label, said) for label, said in found if said]


def answered_by(story: Story) -> list[dict]:
    """The questions held against a story, the best fit first; one query.

    Each is {slug, title, suggestion, verdict, fit, label, next_level, probes}.
    """
    rows = Answering.objects.filter(candidate=story.candidate_id, story=story)
    rows = rows.filter(Q(own__deleted_at=None), Q(question__retired_at=None)).annotate(
        slug=F("question__slug"),
        title=F("question__title"),
        own_title=F("own__title"),
        next_level=F("question__entry__next_level"),
        probes=F("question__entry__probes"),
        often=F("question__frequency"),
    )
    order = {fit: place for place, fit in enumerate(Answering.Fit.values)}
    ranked = sorted(rows, key=lambda row: (order.get(row.fit, 9), -(row.often or 0), str(row.slug)))
    return [
        {
            "slug": row.slug or str(row.own_id),
            "title": row.title or row.own_title,
            "suggestion": row.get_suggestion_display(),
            "verdict": row.verdict,
            "fit": row.fit,
            "label": row.fit_label,
            "next_level": row.next_level or "",
            "probes": (row.probes or [])[:ASKED_AT_MOST],
        }
        for row in ranked
    ]
