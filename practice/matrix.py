"""Stories held against behavioural questions: suggested on request, decided by the candidate.

The suggestion is worked out when one asks for it, since it takes a tenth of a second a story,
and stands until one asks again.
"""

from collections import Counter
from dataclasses import dataclass

from django.db import transaction
from django.db.models import OuterRef, Subquery, prefetch_related_objects

from interviewprep.accounts.models import Candidate
from questions.models import Question
from questions.vectors import texts_of as texts_embedded
from questions.vectors import vectors_for

from .domain.story_fits import Asked, fits
from .models import Answering, OwnQuestion, Story, Text
from .models.stories import STAR, THEMES
from .models.subjects import naming

BEHAVIOURAL = "behavioural"
# What the round asks for before anything else; one story may serve two.
NEEDED = ("data-trouble", "model-failure", "explaining", "trade-off")
# A story told for more questions than this is heard twice in one loop.
OVER_USED = 4
COLUMNS_AT_MOST = 12


@dataclass(frozen=True)
class Row:
    """A question with what was said of each story: its fit, and whether it is a suggestion."""

    question: Question | OwnQuestion
    cells: list[Answering | None]

    @property
    def is_gap(self) -> bool:
        """Whether no story answers it well."""
        return not any(cell and cell.fit == Answering.Fit.WELL for cell in self.cells)


def behavioural_questions(candidate: Candidate) -> list[Question | OwnQuestion]:
    """The bank's behavioural questions, those asked most first, and one's own: two queries."""
    asked = Question.objects.asked().filter(kind=BEHAVIOURAL).order_by("-frequency", "slug")
    own = candidate.ownquestions.filter(kind=BEHAVIOURAL).order_by("created_at")
    return [*asked, *own]


def named_stories(candidate: Candidate) -> list[Story]:
    """A candidate's stories with their `title`, the newest first; one query."""
    title = Text.objects.filter(story=OuterRef("pk"), part="title").values("body")
    stories = candidate.stories.annotate(title=Subquery(title[:1]))
    return list(stories.order_by("-created_at"))


def stories_for(candidate: Candidate, question: Question | OwnQuestion) -> list[Answering]:
    """The stories that answer a question, the best first, each with its `title`; one query."""
    title = Text.objects.filter(story=OuterRef("story"), part="title").values("body")
    held = Answering.objects.filter(candidate=candidate, story__deleted_at=None, **naming(question))
    found = held.select_related("story").annotate(title=Subquery(title[:1]))
    order = list(Answering.Fit.values)
    fitting = [each for each in found if each.fit in (Answering.Fit.WELL, Answering.Fit.PARTLY)]
    return sorted(fitting, key=lambda each: order.index(each.fit))


@transaction.atomic
def suggest(*, candidate: Candidate, stories: list[Story]) -> None:
    """Work out anew how well these stories answer each behavioural question."""
    questions = behavioural_questions(candidate)
    entries = {question.slug: question.parsed for question in questions}
    vectors = vectors_for(text for entry in entries.values() for text in texts_embedded(entry))
    asked = [Asked(slug, entry.theme, entry.key_points) for slug, entry in entries.items()]
    rows = []
    prefetch_related_objects(stories, "texts")
    for story in stories:
        told = {text.part: text.body for text in story.texts.all()}
        text = "\n".join(told.get(part, "") for part in STAR)
        found = fits(asked, serves=story.themes, text=text, vectors=vectors)
        rows += [row_of(story, each, suggestion=found[each.slug]) for each in questions]
    keep(rows, "suggestion")


@transaction.atomic
def decide(*, story: Story, verdicts: dict[str, str]) -> None:
    """Take the candidate's word on some questions, {slug: fit}; "" takes it back."""
    allowed = {"", *Answering.Fit}
    keep(
        [
            row_of(story, question, verdict=verdicts[question.slug])
            for question in behavioural_questions(story.candidate)
            if verdicts.get(question.slug) in allowed
        ],
        "verdict",
    )


def row_of(story: Story, question: Question | OwnQuestion, **said) -> Answering:
    """One story at one question."""
    owner = {"candidate_id": story.candidate_id, "story": story, **naming(question)}
    return Answering(**owner, **said)


def keep(rows: list[Answering], field: str) -> None:
    """Write one field of rows that may be there already."""
    Answering.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["candidate", "story", "question", "own"],
        update_fields=[field],
    )


def rows_of(candidate: Candidate, stories: list[Story]) -> list[Row]:
    """The matrix: a row a question, a cell a story, in their order; three queries."""
    said = {
        (each.question_id or each.own_id, each.story_id): each
        for each in Answering.objects.filter(candidate=candidate, story__in=stories)
    }
    return [
        Row(question, [said.get((question.pk, story.pk)) for story in stories])
        for question in behavioural_questions(candidate)
    ]


def over_used(rows: list[Row], stories: list[Story]) -> list[tuple[Story, int]]:
    """The stories that are the only good answer to more questions than one loop bears."""
    sole: Counter = Counter()
    for row in rows:
        well = [cell.story_id for cell in row.cells if cell and cell.fit == Answering.Fit.WELL]
        if len(well) == 1:
            sole[well[0]] += 1
    return [(story, sole[story.pk]) for story in stories if sole[story.pk] > OVER_USED]


def missing_themes(stories: list[Story]) -> list[str]:
    """The themes that a round asks for first and no story is said to serve, in words."""
    served = {theme for story in stories for theme in story.themes}
    return [THEMES[theme].lower() for theme in NEEDED if theme not in served]
