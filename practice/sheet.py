"""The formula sheet: what is worth knowing by heart, by topic, with one's own notes beside it.

It is made for the last evening. What was practised comes first, then what the primers mark;
all that the bank marks stands under its kind.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from interviewprep.accounts.models import Candidate
from interviewprep.markup import to_html
from questions.domain.vocabulary import KINDS
from questions.models import Question
from questions.primers import primer_pages

from .models import Attempt
from .models.cards import NOTE
from .question_list import topic_label


@dataclass(frozen=True)
class Row:
    """One question or primer: its figures as HTML, and one's note on it."""

    title: str
    url: str
    numbers: tuple[SafeString, ...] = ()
    note: SafeString | str = ""


@dataclass(frozen=True)
class Group:
    """The rows of one topic."""

    heading: str
    rows: list[Row]


def essentials() -> list[Group]:
    """What the primers mark, by their topics."""
    rows = [
        (page.primer.topic, Row(page.primer.title, url_of(page.primer.slug), page.numbers))
        for page in primer_pages().values()
    ]
    return grouped(rows)


def url_of(primer: str) -> str:
    """Where a primer is."""
    return reverse("practice:primer", args=[primer])


def practised(candidate: Candidate) -> list[Group]:
    """What the candidate answered or noted, by kind; then the notes on their own questions."""
    notes = notes_of(candidate)
    answered = Attempt.objects.filter(candidate=candidate, question=OuterRef("pk"))
    answered = answered.filter(answered_at__isnull=False)
    questions = Question.objects.filter(Q(Exists(answered)) | Q(slug__in=notes))
    groups = grouped((KINDS[kind], row) for kind, _, row in rows_of(questions, notes))
    own = own_notes(candidate)
    return [*groups, Group("Your own questions", own)] if own else groups


def of_kind(candidate: Candidate, kind: str) -> list[Group]:
    """All that the bank marks in one kind, by topic."""
    questions = Question.objects.asked().filter(kind=kind)
    rows = rows_of(questions, notes_of(candidate))
    return grouped((topic_label(topic), row) for _, topic, row in rows)


def rows_of(questions: QuerySet, notes: dict[str, SafeString]) -> Iterable[tuple[str, str, Row]]:
    """(kind, topic, row) of each question that has something to show, in one query."""
    columns = ("kind", "topic", "slug", "title", "html__numbers")
    places = list(KINDS)
    found = questions.order_by("topic", "title").values_list(*columns)
    for kind, topic, slug, title, numbers in sorted(found, key=lambda row: places.index(row[0])):
        if numbers or slug in notes:
            url = reverse("practice:question_detail", args=[slug])
            shown = tuple(mark_safe(each) for each in numbers)  # rendered by the one door
            yield kind, topic, Row(title, url, shown, notes.get(slug, ""))


def notes_of(candidate: Candidate) -> dict[str, SafeString]:
    """The candidate's notes on questions of the bank, by slug."""
    texts = candidate.texts.filter(part=NOTE, card__question__isnull=False).exclude(body="")
    rows = texts.values_list("card__question__slug", "body")
    return {slug: to_html(body) for slug, body in rows}


def own_notes(candidate: Candidate) -> list[Row]:
    """What stands in the notes of the questions that one wrote down oneself."""
    texts = candidate.texts.filter(part="notes", own__deleted_at=None)
    texts = texts.exclude(own=None).exclude(body="").select_related("own").defer("own__entry")
    return [
        Row(text.own.title, text.own.get_absolute_url(), note=to_html(text.body))
        for text in texts.order_by("own__created_at")
    ]


def grouped(rows: Iterable[tuple[str, Row]]) -> list[Group]:
    """Rows that follow each other under one heading."""
    found = groupby(rows, key=lambda pair: pair[0])
    return [Group(heading, [row for _, row in pairs]) for heading, pairs in found]
