"""Puts the bank's files into the tables, and keeps every question's id by its slug.

The primers' probes come with them: cards refer to both.
"""

import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from django.contrib.postgres.search import SearchVector
from django.db import connection, transaction
from django.db.models import QuerySet

from interviewprep.markup import inline_html, to_html, to_plain

from .domain.bank import FORMAT, bank_files, fingerprint, read_bank
from .domain.entry import Entry
from .domain.primers import Primer, primer_files, read_primers
from .domain.vocabulary import KINDS, band
from .models import LoadedBank, Probe, Question
from .vectors import store as store_vectors

# Fields that an entry of the same hash has left as they are.
FIELDS = [
    field.name
    for field in Question._meta.concrete_fields
    if field.name not in {"id", "slug", "words"}
]
UNSEARCHED = {"Hidden tests", "Mutants", "Starter", "Tables", "Visible tests", "Weak answer"}


class BankError(Exception):
    """The bank's files have errors; nothing was loaded. `problems` says where."""

    def __init__(self, problems):
        super().__init__("\n".join(f"{p.file}:{p.line}: {p.message}" for p in problems))
        self.problems = problems


@dataclass(frozen=True)
class Loaded:
    """What a load did, in entries."""

    written: int = 0
    retired: int = 0
    unchanged: int = 0


def load_bank(*, folder: Path, primers: Path, now: datetime) -> Loaded:
    """Make the tables say what the files say; a bank that stands already costs one query."""
    print_now = fingerprint([*bank_files(folder), *primer_files(primers)])
    if LoadedBank.objects.filter(fingerprint=print_now).exists():
        return Loaded(unchanged=Question.objects.asked().count())
    bank = read_bank(folder)
    pages, problems = read_primers(primers, {entry.slug for entry in bank.entries})
    if bank.problems or problems:
        raise BankError(bank.problems + problems)
    return write(entries=bank.entries, primers=pages, mark=print_now, now=now)


@transaction.atomic
def write(
    *, entries: list[Entry], mark: str, now: datetime, primers: Iterable[Primer] = ()
) -> Loaded:
    """Write the entries that changed, retire those that are gone, index the words."""
    connection.cursor().execute("LOCK TABLE questions_loadedbank IN EXCLUSIVE MODE")
    kept = dict(Question.objects.asked().values_list("slug", "hash"))
    changed = [entry for entry in entries if kept.get(entry.slug) != row_hash(entry)]
    Question.objects.bulk_create(
        [question_of(entry) for entry in changed],
        update_conflicts=True,
        unique_fields=["slug"],
        update_fields=FIELDS,
        batch_size=200,
    )
    gone = Question.objects.asked().exclude(slug__in=[entry.slug for entry in entries])
    retired = gone.update(retired_at=now)
    if changed:
        index_words([entry.slug for entry in changed])
    write_probes(primers, now)
    store_vectors(entries)
    LoadedBank.objects.all().delete()
    LoadedBank.objects.create(fingerprint=mark, loaded_at=now)
    return Loaded(len(changed), retired, len(entries) - len(changed))


def write_probes(primers: Iterable[Primer], now: datetime) -> None:
    """Write every primer's probes, and retire those that are gone."""
    probes = [
        Probe(
            primer=primer.slug,
            key=probe.id,
            title=primer.title,
            place=place,
            ask=inline_html(probe.ask, trusted=True),
            answer=inline_html(probe.answer, trusted=True),
            retired_at=None,
        )
        for primer in primers
        for place, probe in enumerate(primer.probes)
    ]
    Probe.objects.bulk_create(
        probes,
        update_conflicts=True,
        unique_fields=["primer", "key"],
        update_fields=["title", "place", "ask", "answer", "retired_at"],
    )
    named = {(probe.primer, probe.key) for probe in probes}
    for probe in Probe.objects.filter(retired_at=None):
        if (probe.primer, probe.key) not in named:
            probe.retire(now)


def question_of(entry: Entry) -> Question:
    """The row of an entry."""
    return Question(slug=entry.slug, retired_at=None, **columns(entry, trusted=True))


def columns(entry: Entry, *, trusted: bool) -> dict:
    """What a row of the bank, or a candidate's own, holds of an entry: its short texts rendered.

    `trusted` says that its links are ours.
    """
    html = rendered(entry, trusted)
    return {
        "title": entry.title,
        "kind": entry.kind,
        "topic": entry.topic,
        "stages": list(entry.stages),
        "dimensions": sorted(entry.dimensions, key=entry.dimensions.get, reverse=True),
        "dimension_weights": sorted(entry.dimensions.values(), reverse=True),
        "mistakes": list(entry.mistakes),
        "difficulty": entry.difficulty,
        "band": band(entry.difficulty),
        "minutes": entry.minutes,
        "frequency": entry.frequency.often if entry.frequency else 0,
        "summary": to_plain(html["prompt"]),
        "text": searched(entry, html["points"]),
        "tags": tags(entry),
        "entry": asdict(entry),
        "html": html,
        "hash": row_hash(entry),
    }


def row_hash(entry: Entry) -> str:
    """What a row was made from: the file's text, and our way of reading it."""
    return f"{entry.hash}.{FORMAT}"


def rendered(entry: Entry, trusted: bool) -> dict:
    """The short texts of the entry as HTML, by where they stand; its sections as they are."""

    def line(text: str) -> str:
        return str(inline_html(text, trusted=trusted))

    return {
        "prompt": str(to_html(entry.prompt, trusted=trusted)),
        # A list: jsonb keeps no order of keys. Sections are rendered when they are read:
        # rendering all of a large bank would take longer than a start may.
        "sections": list(entry.sections.items()),
        "points": {point.id: line(point.text) for point in entry.key_points},
        "numbers": [line(number) for number in entry.numbers],
        "misconceptions": [
            {"wrong": line(each.wrong), "right": line(each.right), "source": each.source}
            for each in entry.misconceptions
        ],
        "follow_ups": {
            each.id: {"ask": line(each.ask), "good": line(each.good)} for each in entry.follow_ups
        },
    }


def searched(entry: Entry, points: dict[str, str]) -> str:
    """What search reads beside the title and the prompt: the points and the guide's prose."""
    prose = [text for name, text in entry.sections.items() if name not in UNSEARCHED]
    words = re.sub(r"[*_`#>|$\\{}]+", " ", " ".join(prose))
    return f"{to_plain(' <br> '.join(points.values()))} {' '.join(words.split())}"


def tags(entry: Entry) -> str:
    """The words by which an entry is sorted, and how candidates say its points."""
    said = [words for point in entry.key_points for words in point.phrasings]
    labels = [KINDS.get(entry.kind, ""), entry.kind, entry.topic, *entry.stages, *entry.mistakes]
    return " ".join([*labels, *said]).replace("-", " ")


def index_words(slugs: list[str]) -> None:
    """Write the search vectors of these questions, and the words that they brought."""
    questions = Question.objects.filter(slug__in=slugs)
    write_vectors(questions)
    texts = questions.values_list("title", "summary", "text", "tags")
    words = {w for row in texts for w in re.findall(r"[^\W\d_]{2,60}", " ".join(row).lower())}
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO questions_word (word, stem)"
            " SELECT word, stem FROM (SELECT unaccent(word) AS word,"
            " (tsvector_to_array(to_tsvector('bank', word)))[1] AS stem"
            " FROM unnest(%s::text[]) AS word) AS w"
            " WHERE stem IS NOT NULL ON CONFLICT DO NOTHING",
            [sorted(words)],
        )


def write_vectors(rows: QuerySet) -> None:
    """Write what search reads of these rows: titles before prompts before the rest."""
    weights = {"title": "A", "summary": "B", "text": "C", "tags": "D"}
    vectors = [SearchVector(name, config="bank", weight=w) for name, w in weights.items()]
    rows.update(words=sum(vectors[1:], vectors[0]))
