"""The diagnostic as it stands: which probe is next, and where the answers place a candidate.

Its answers are attempts, ticked and rated like any other, so review and readiness know them;
only which six questions it asked is its own.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid5

from django.db import transaction

from interviewprep.accounts.models import Candidate, Leaning
from practice.domain.memory import Rating
from practice.models import Attempt, Mark
from practice.points import rate_answer
from questions.domain.vocabulary import DIMENSIONS, KINDS
from questions.models import Question

from .domain import probing
from .domain.words import in_words
from .models import Diagnostic

# How well an answer was known, by what was ticked of it: never easy after ninety seconds.
GOOD_FROM, HARD_FROM = 85, 50


@dataclass(frozen=True)
class Probe:
    """One of the six, with the answer that was given to it since the diagnostic began."""

    question: Question
    attempt: Attempt | None

    @property
    def placed(self) -> bool:
        """Whether all its points are ticked."""
        return self.attempt is not None and self.attempt.score is not None

    @property
    def marks(self) -> list[Mark]:
        """Its points in their order; none before it is answered."""
        marks = self.attempt.marks.all() if self.attempt else []
        return sorted(marks, key=lambda mark: mark.place)


@dataclass(frozen=True)
class Bar:
    """What was said of a dimension or a kind: in words, and of 100 by weight."""

    label: str
    score: int
    words: str


def newest(candidate: Candidate) -> Diagnostic | None:
    """The diagnostic that was begun last."""
    return candidate.diagnostics.order_by("-started_at", "-pk").first()


def begin(*, candidate: Candidate, leaning: str, key: UUID, now: datetime) -> Diagnostic:
    """Begin one, once per `key`; one that is not finished goes on. The caller holds the lock."""
    last = newest(candidate)
    if last and (last.finished_at is None or last.key == key):
        return last
    met = set(candidate.cards.exclude(question=None).values_list("question", flat=True))
    names = ("pk", "slug", "kind", "dimensions", "dimension_weights", "frequency", "minutes")
    rows = Question.objects.asked().order_by("slug").values(*names)
    chosen = probing.choose((as_candidate(row, met) for row in rows), leaning)
    ids = [each.id for each in chosen]
    common = {"leaning": leaning, "questions": ids, "started_at": now}
    return Diagnostic.objects.create(candidate=candidate, key=key, **common)


def as_candidate(row: dict, met: set[UUID]) -> probing.Candidate:
    """A question as the rule takes it."""
    shares = dict(zip(row["dimensions"], row["dimension_weights"], strict=True))
    names = ("slug", "kind", "frequency", "minutes")
    given = {name: row[name] for name in names}
    return probing.Candidate(id=row["pk"], dimensions=shares, met=row["pk"] in met, **given)


def probes_of(diagnostic: Diagnostic) -> list[Probe]:
    """The six in their order, each with its first answer since it began, in three queries."""
    ids = diagnostic.questions
    rows = diagnostic.candidate.attempts.answered().filter(
        question__in=ids, answered_at__gte=diagnostic.started_at
    )
    newest_first = rows.select_related("question").prefetch_related("marks")
    given = {each.question_id: each for each in newest_first}
    questions = Question.objects.in_bulk(ids)
    return [Probe(questions[id], given.get(id)) for id in ids if id in questions]


@transaction.atomic
def place(*, diagnostic: Diagnostic, attempt: Attempt, verdicts: dict[str, str], now: datetime):
    """Take the ticks of a probe, a point without one as not said; its card learns how it went."""
    points = attempt.marks.values_list("point", flat=True)
    attempt.confirm({point: verdicts.get(point, Mark.Verdict.NOT) for point in points})
    attempt.refresh_from_db()
    score = attempt.score or 0
    rating = Rating.AGAIN if score < HARD_FROM else Rating.HARD
    rating = Rating.GOOD if score >= GOOD_FROM else rating
    rate_answer(attempt=attempt, rating=rating, key=uuid5(diagnostic.pk, attempt.pk.hex), now=now)


def placed_of(probes: list[Probe]) -> list[probing.Placed]:
    """What was said of each probe that was placed."""
    return [placed(each.question, each.attempt) for each in probes if each.placed]


def placed(question: Question, attempt: Attempt) -> probing.Placed:
    """One probe as the rule takes it."""
    verdicts = [mark.verdict for mark in attempt.marks.all()]
    return probing.Placed(
        kind=question.kind,
        dimensions=dict(zip(question.dimensions, question.dimension_weights, strict=True)),
        score=attempt.score,
        said=verdicts.count(Mark.Verdict.SAID),
        partly=verdicts.count(Mark.Verdict.PARTLY),
        points=len(verdicts),
    )


def in_points(found: probing.Heard) -> str:
    """What was heard, in words: "2 of 5 points (1 more partly) of one question"."""
    more = f" ({found.partly} more partly)" if found.partly else ""
    questions = f"{in_words(found.questions)} question{'s' * (found.questions != 1)}"
    return f"{found.said} of {found.points} points{more} of {questions}"


def bars(found: dict[str, probing.Heard], labels: dict[str, str]) -> list[Bar]:
    """What was probed, in the order of its labels."""
    return [
        Bar(label, found[name].score, in_points(found[name]))
        for name, label in labels.items()
        if name in found
    ]


def result_of(diagnostic: Diagnostic) -> dict:
    """Where the answers place one, and what was not probed, for the page."""
    told = placed_of(probes_of(diagnostic))
    dimensions, kinds = probing.by_dimension(told), probing.by_kind(told)
    left_out = probing.unprobed_kinds(told, diagnostic.leaning)
    return {
        "dimensions": bars(dimensions, DIMENSIONS),
        "kinds": bars(kinds, KINDS),
        "weak": [KINDS[kind] for kind in weak_of(kinds)],
        "unprobed": [label for name, label in DIMENSIONS.items() if name not in dimensions],
        "unprobed_kinds": [KINDS[kind] for kind in left_out],
    }


def weak_of(kinds: dict[str, probing.Heard]) -> dict[str, probing.Heard]:
    """Those of which less than half was said."""
    return {kind: each for kind, each in kinds.items() if each.score < probing.WEAK_BELOW}


def weak_kinds(candidate: Candidate) -> dict[str, str]:
    """The kinds of which the newest finished diagnostic heard less than half, each with why."""
    finished = candidate.diagnostics.exclude(finished_at=None)
    last = finished.order_by("-finished_at", "-pk").first()
    if last is None:
        return {}
    return {
        kind: f"your diagnostic heard {in_points(found)} on {KINDS[kind]}"
        for kind, found in weak_of(probing.by_kind(placed_of(probes_of(last)))).items()
    }


def leaning_for(candidate: Candidate, sent: str) -> str:
    """The leaning to probe by: the one chosen, else the candidate's."""
    return sent if sent in Leaning.values else candidate.kept_aim.leaning or Leaning.LLM
