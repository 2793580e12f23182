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


@dataclass(frozen=True)
class Bar:
    """What was said of a dimension or a kind: of 100, by how many questions."""

    label: str
    score: int
    questions: str


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
    """The six in their order, in two queries."""
    ids = diagnostic.questions
    rows = diagnostic.candidate.attempts.answered().filter(
        question__in=ids, answered_at__gte=diagnostic.started_at
    )
    given = {each.question_id: each for each in rows.select_related("question")}
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
    return [
        probing.Placed(
            each.question.kind,
            dict(zip(each.question.dimensions, each.question.dimension_weights, strict=True)),
            each.attempt.score,
        )
        for each in probes
        if each.placed
    ]


def bars(found: dict[str, tuple[int, int]], labels: dict[str, str]) -> list[Bar]:
    """What was probed, in the order of its labels."""
    return [
        Bar(label, score, f"{in_words(count)} question{'s' * (count != 1)}")
        for name, label in labels.items()
        if name in found
        for score, count in [found[name]]
    ]


def result_of(probes: list[Probe]) -> dict:
    """Where the answers place one, and what was not probed, for the page."""
    placed = placed_of(probes)
    dimensions, kinds = probing.by_dimension(placed), probing.by_kind(placed)
    return {
        "dimensions": bars(dimensions, DIMENSIONS),
        "kinds": bars(kinds, KINDS),
        "unprobed": [label for name, label in DIMENSIONS.items() if name not in dimensions],
    }


def weak_kinds(candidate: Candidate) -> dict[str, str]:
    """The kinds of which the newest finished diagnostic heard less than half, each with why."""
    finished = candidate.diagnostics.exclude(finished_at=None)
    last = finished.order_by("-finished_at", "-pk").first()
    if last is None:
        return {}
    return {
        kind: f"your diagnostic heard {score} of 100 on {KINDS[kind]}, by {in_words(count)} "
        f"question{'s' * (count != 1)}"
        for kind, (score, count) in probing.by_kind(placed_of(probes_of(last))).items()
        if score < probing.WEAK_BELOW
    }


def leaning_for(candidate: Candidate, sent: str) -> str:
    """The leaning to probe by: the one chosen, else the candidate's."""
    return sent if sent in Leaning.values else candidate.kept_aim.leaning or Leaning.LLM
