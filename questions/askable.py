"""What a page needs of anything that can be asked: a question of the bank, or one's own."""

import re

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.urls import reverse

from interviewprep.ids import new_id
from interviewprep.markup import inline_html, to_html

from .domain.entry import Entry
from .domain.sections import DERIVATION, steps
from .domain.vocabulary import CODE_KINDS, DIMENSIONS, KINDS, LEVELS, MISTAKES, STAGES

STAR = ("situation", "task", "action", "result")
# Sections of an entry that a reader of the guide has no use for, or not at a glance.
UNSHOWN = {
    *("Hidden tests", "Mutants", "Starter", "Examples", "Tables", "Visible tests"),
    DERIVATION,
}
STATED = ("Examples", "Tables", "Visible tests")
EXAMPLES = {"Strong answer", "Weak answer", "Only if asked"}


class Askable(models.Model):
    """What can be asked, answered and met again, whoever wrote it.

    `entry` is the whole of it as data, `html` its short texts.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=20)
    topic = models.CharField(max_length=60)
    stages = ArrayField(models.CharField(max_length=20))
    dimensions = ArrayField(models.CharField(max_length=20))
    dimension_weights = ArrayField(
        models.PositiveSmallIntegerField(), default=list, help_text="Of each dimension, per cent."
    )
    mistakes = ArrayField(models.CharField(max_length=20))
    difficulty = models.PositiveSmallIntegerField()
    band = models.CharField(max_length=10)
    minutes = models.PositiveSmallIntegerField()
    frequency = models.PositiveSmallIntegerField()
    summary = models.TextField(help_text="The prompt without markup.")
    text = models.TextField(help_text="What search reads beside title and prompt.")
    tags = models.TextField(help_text="Words by which it is sorted, and said; for search alone.")
    entry = models.JSONField()
    html = models.JSONField()
    hash = models.CharField(max_length=80)
    words = SearchVectorField(null=True)

    # Whether its links were chosen by us.
    trusted = True

    class Meta:
        abstract = True

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("practice:question_detail", args=[self.slug])

    @property
    def is_code(self) -> bool:
        """Whether it is answered in code."""
        return self.kind in CODE_KINDS

    @property
    def kind_label(self) -> str:
        """The kind in words."""
        return KINDS[self.kind]

    @property
    def parsed(self) -> Entry:
        """The entry as the parser made it."""
        return Entry.from_dict(self.entry)

    @property
    def stage_labels(self) -> list[str]:
        """The stages in words."""
        return [STAGES[stage] for stage in self.stages]

    @property
    def dimension_labels(self) -> list[str]:
        """The dimensions scored, the weightiest first."""
        return [DIMENSIONS[dimension] for dimension in self.dimensions]

    @property
    def points(self) -> list[dict]:
        """The key points in the entry's order: {"html", "weight", "must"}."""
        html = self.html["points"]
        return [
            {"html": html[point["id"]], "weight": point["weight"], "must": point["must"]}
            for point in self.entry["key_points"]
        ]

    @property
    def follow_ups(self) -> list[dict]:
        """The ladder in the entry's order: {"ask", "good"} as HTML."""
        return [self.html["follow_ups"][each["id"]] for each in self.entry["follow_ups"]]

    @property
    def mistake_notes(self) -> list[tuple[str, str]]:
        """The mistakes that it tempts into, each with how it sounds."""
        notes = self.entry["mistakes"]
        return [(MISTAKES[mistake], notes[mistake]) for mistake in self.mistakes]

    @property
    def level_notes(self) -> list[tuple[str, str]]:
        """What each level would add, in rising order."""
        notes = self.entry["levels"]
        return [(label, notes[level]) for level, label in LEVELS.items() if level in notes]

    @property
    def part_notes(self) -> list[tuple[str, str]]:
        """What each STAR part should hold."""
        notes = self.entry["parts"]
        return [(part.capitalize(), notes[part]) for part in STAR if part in notes]

    @property
    def starter(self) -> str:
        """The code that a code question begins from; "" for the others."""
        fence = re.search(r"```\w*\n(.*?)\n?```", self.section("Starter"), re.DOTALL)
        return fence[1] if fence else ""

    @property
    def task_sections(self) -> list[list[str]]:
        """What belongs to a code question's statement: [name, HTML]."""
        return [
            [name, to_html(self.section(name), trusted=self.trusted)]
            for name in STATED
            if self.section(name)
        ]

    def section(self, name: str) -> str:
        """One section's Markdown; "" where there is none."""
        return dict(self.html["sections"]).get(name, "")

    @property
    def sections(self) -> list[list[str]]:
        """The prose of the guide: [name, HTML], without what tests and mutants need."""
        shown = [pair for pair in self.html["sections"] if pair[0] not in UNSHOWN]
        return [[name, to_html(text, trusted=self.trusted)] for name, text in shown]

    @property
    def hints(self) -> list[str]:
        """The hints of a code question, as HTML."""
        return [inline_html(hint, trusted=self.trusted) for hint in self.entry["hints"]]

    @property
    def derivation(self) -> list[dict]:
        """The steps of a derivation: {"hint", "text"} as HTML."""
        return [
            {
                "hint": inline_html(step.hint, trusted=True),
                "text": to_html(step.text, trusted=True),
            }
            for step in steps(self.section(DERIVATION))
        ]

    @property
    def outline(self) -> list[list[str]]:
        """The sections that remind one of the answer: not the strong and weak examples."""
        return [pair for pair in self.sections if pair[0] not in EXAMPLES]
