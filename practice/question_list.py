"""The bank as one candidate sees it: filters, each value with its count, and their progress.

States: *new*; *seen*, answered once; *due*, to be asked again by now; *solid*, would still be
recalled on the day (or in 14 days) with at least 0.85, and the last confirmed score was at
least 70. A question is in the last of these that fits.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection, models
from django.db.models import Case, Exists, F, FilteredRelation, OuterRef, Q, Value, When
from django.http import QueryDict

from interviewprep.accounts.models import Candidate
from questions.domain.vocabulary import BANDS, DIMENSIONS, KINDS, MISTAKES, STAGES
from questions.models import Question

from .deeds import today
from .domain.clock import day_start
from .domain.memory import solid_days_factor
from .models import Attempt, OwnQuestion
from .models.memory_fits import parameters_of
from .models.subjects import COLUMNS

SOLID_SCORE = 70
WITHOUT_A_DATE = timedelta(days=14)

STATES = {"new": "New", "seen": "Seen", "due": "Due", "solid": "Solid"}


@dataclass(frozen=True)
class Facet:
    """A way to filter: the parameter, its heading, the column, and the words of its values."""

    name: str
    label: str
    column: str
    values: dict[str, str] | None
    many: bool = False

    def condition(self, chosen: list[str]) -> Q:
        """Rows that have any of the chosen values."""
        if not chosen:
            return Q()
        return Q(**{f"{self.column}__{'overlap' if self.many else 'in'}": chosen})


FACETS = (
    Facet("state", "Where you stand", "state", STATES),
    Facet("kind", "Kind", "kind", KINDS),
    Facet("stage", "Stage", "stages", STAGES, many=True),
    Facet("difficulty", "Difficulty", "band", BANDS),
    Facet("dimension", "What is scored", "dimensions", DIMENSIONS, many=True),
    Facet("mistake", "Mistake it tempts into", "mistakes", MISTAKES, many=True),
    Facet("topic", "Topic", "topic", None),
)


def chosen_of(params: QueryDict) -> dict[str, list[str]]:
    """What the address bar asks for, by facet; values that don't exist are left out."""
    chosen = {}
    for facet in FACETS:
        asked = [value.replace("\x00", "") for value in params.getlist(facet.name)]
        known = [value for value in asked if facet.values is None or value in facet.values]
        chosen[facet.name] = [value for value in known if value]
    return chosen


def bank_of(candidate: Candidate, now: datetime) -> models.QuerySet:
    """Every question that the bank asks, with the candidate's progress."""
    questions = Question.objects.asked().order_by("-frequency", "difficulty", "slug")
    return with_progress(questions, candidate, now)


def own_of(candidate: Candidate, now: datetime) -> models.QuerySet:
    """Every question that the candidate wrote down, the newest first, with their progress."""
    own = OwnQuestion.objects.filter(candidate=candidate).order_by("-created_at")
    return with_progress(own, candidate, now)


def with_progress(
    questions: models.QuerySet, candidate: Candidate, now: datetime
) -> models.QuerySet:
    """The questions with `state` and the `due_at` of each one's card."""
    column = COLUMNS[questions.model]
    answered = Attempt.objects.filter(candidate=candidate, **{column: OuterRef("pk")})
    answered = answered.filter(answered_at__isnull=False)
    scored = answered.filter(score__isnull=False).order_by("-answered_at")
    kept_until = F("card__last_review") + F("card__stability") * Value(
        timedelta(days=solid_days_factor(parameters=parameters_of(candidate)))
    )
    own = Q(cards__candidate=candidate, cards__point="")
    return (
        questions.defer("entry", "html", "words", "text", "tags")
        .annotate(card=FilteredRelation("cards", condition=own))
        .annotate(
            due_at=F("card__due_at"),
            last_score=models.Subquery(scored.values("score")[:1]),
            kept_until=models.ExpressionWrapper(kept_until, output_field=models.DateTimeField()),
        )
        .annotate(
            state=Case(
                When(due_at__lte=now, then=Value("due")),
                When(
                    kept_until__gte=the_day(candidate, now),
                    last_score__gte=SOLID_SCORE,
                    then=Value("solid"),
                ),
                When(Exists(answered), then=Value("seen")),
                default=Value("new"),
                output_field=models.CharField(),
            )
        )
    )


def the_day(candidate: Candidate, now: datetime) -> datetime:
    """The morning of the interview that is aimed at, or a fortnight from now."""
    aim = candidate.kept_aim
    day = aim.day_from(today(candidate, now))
    return day_start(day, aim.time_zone) if day else now + WITHOUT_A_DATE


def filtered(questions: models.QuerySet, chosen: dict) -> models.QuerySet:
    """Apply every chosen filter."""
    for facet in FACETS:
        questions = questions.filter(facet.condition(chosen[facet.name]))
    return questions


def counted(questions: models.QuerySet, chosen: dict) -> list[dict]:
    """Every facet with its values, their counts under the other filters, and what is chosen.

    One query, which reads the questions once and counts them once a facet:
    [{name, label, values: [{value, label, count, chosen}]}].
    """
    columns = [facet.column for facet in FACETS]
    rows, params = questions.order_by().values(*columns).query.sql_with_params()
    branches = [counting(facet, chosen) for facet in FACETS]
    sql = f"WITH found ({', '.join(columns)}) AS MATERIALIZED ({rows}) " + " UNION ALL ".join(
        branch for branch, _ in branches
    )
    params = [*params, *(value for _, values in branches for value in values)]
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        counts = {(name, value): count for name, value, count in cursor}
    return [shown(facet, counts, chosen[facet.name]) for facet in FACETS]


def counting(facet: Facet, chosen: dict) -> tuple[str, list]:
    """SQL that counts one facet's values under the choices in all the others."""
    value = f"unnest({facet.column})" if facet.many else facet.column
    others = [other for other in FACETS if other is not facet and chosen[other.name]]
    tests = [f"{o.column} && %s::varchar[]" if o.many else f"{o.column} = ANY(%s)" for o in others]
    where = f"WHERE {' AND '.join(tests)}" if tests else ""
    sql = f"SELECT '{facet.name}', {value}, count(*) FROM found {where} GROUP BY 2"
    return sql, [chosen[other.name] for other in others]


# Topics are written small in the files; these words are not.
CAPITALS = {"ml": "ML", "rag": "RAG", "llm": "LLM", "sql": "SQL", "cv": "CV", "ab": "A/B"}


def topic_label(topic: str) -> str:
    """A topic in words: "rag" is RAG, "model-failure" Model failure."""
    words = " ".join(CAPITALS.get(word, word) for word in topic.split("-"))
    return words[0].upper() + words[1:]


def shown(facet: Facet, counts: dict, chosen: list[str]) -> dict:
    """A facet as the page shows it; values that no question has are left out."""
    if facet.values is None:
        found = sorted(value for name, value in counts if name == facet.name and value)
        words = {value: topic_label(value) for value in found}
    else:
        words = facet.values
    values = [
        {
            "value": value,
            "label": label,
            "count": counts.get((facet.name, value), 0),
            "chosen": value in chosen,
        }
        for value, label in words.items()
        if counts.get((facet.name, value)) or value in chosen
    ]
    return {"name": facet.name, "label": facet.label, "values": values, "open": bool(chosen)}
