"""Proven gaps: what a debrief says of a question, and how much more that counts than a guess."""

from datetime import datetime
from uuid import UUID

from django.db.models import OuterRef, Subquery

from interviewprep.accounts.models import Candidate
from questions.models import Question

from . import deeds
from .models import OwnQuestion, Proof
from .models.proofs import Grade
from .models.subjects import naming

# What a question counts that a real round has asked, against one that was only practised.
GAP_WEIGHT, SHAKY_WEIGHT, SOLID_WEIGHT = 2.0, 1.5, 0.7
WEIGHTS = {Grade.GAP: GAP_WEIGHT, Grade.SHAKY: SHAKY_WEIGHT, Grade.SOLID: SOLID_WEIGHT}


def note_proof(
    *,
    candidate: Candidate,
    subject: Question | OwnQuestion,
    grade: str,
    key: UUID,
    now: datetime,
) -> Proof:
    """Note how a question went in a round, once per `key`; return what is kept under it."""
    day = deeds.today(candidate, now)
    proof = Proof(candidate=candidate, key=key, grade=grade, at=now, local_day=day)
    for column, value in naming(subject).items():
        setattr(proof, column, value)
    Proof.objects.bulk_create([proof], ignore_conflicts=True)
    return candidate.proofs.get(key=key)


def withdraw_proof(*, proof: Proof, now: datetime) -> None:
    """It was not asked after all: what stood before stands again."""
    Proof.objects.filter(pk=proof.pk, withdrawn_at=None).update(withdrawn_at=now)


def newest_grade(candidate: Candidate, **columns: str) -> Subquery:
    """The grade that stands for a row, whose question is in this column: {"question": "pk"}."""
    proofs = Proof.objects.filter(candidate=candidate, withdrawn_at=None)
    mine = proofs.filter(**{name: OuterRef(column) for name, column in columns.items()})
    return Subquery(mine.order_by("-at", "-pk").values("grade")[:1])
