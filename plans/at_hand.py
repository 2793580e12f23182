"""What a candidate has at hand for the last hours: stories and projects, and what is likeliest."""

from datetime import datetime

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse

from interviewprep.accounts.models import Candidate, Leaning
from interviewprep.registry import COUNT_CAP
from practice.models import Text
from practice.models.stories import STAR
from practice.models.worksheets import PAPER, SECTIONS
from questions.models import Question

from .domain.last_hours import Has, Own

LIKELIEST = 6
WORKSHEET = (*SECTIONS, *PAPER)


def read_at_hand(candidate: Candidate, now: datetime) -> Has:
    """Read it in four queries; of stories and projects the most written first."""
    return Has(
        stories=written(candidate.stories, "story", "title", STAR, "a story"),
        projects=written(candidate.worksheets, "worksheet", "name", WORKSHEET, "a project"),
        questions=likeliest(candidate.kept_aim.leaning or Leaning.LLM),
        due=candidate.cards.due(now)[:COUNT_CAP].count(),
    )


def written(holders: QuerySet, name: str, title: str, parts, untitled: str) -> list[Own]:
    """Those with words in any of their parts, with what their title says."""
    titles = Text.objects.filter(**{name: OuterRef("pk")}, part=title).values("body")[:1]
    filled = Count("texts", filter=Q(texts__part__in=parts, texts__body__gt=""))
    rows = holders.annotate(title=Subquery(titles), filled=filled).filter(filled__gt=0)
    return [
        Own((row.title or "").strip() or untitled, row.get_absolute_url())
        for row in rows.order_by("-filled", "created_at")
    ]


def likeliest(leaning: str) -> list[Own]:
    """Of each of the kinds asked most for this leaning the question that is asked most."""
    first: dict[str, Own] = {}
    rows = Question.objects.opening(leaning).values_list("kind", "title", "slug")
    for kind, title, slug in rows:
        first.setdefault(kind, Own(title, reverse("practice:question_detail", args=[slug])))
    return list(first.values())[:LIKELIEST]
