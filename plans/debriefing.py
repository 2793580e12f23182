"""After a round: what was really asked, how it went, and at the end what carried over."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db import transaction
from django.db.models import BooleanField, ExpressionWrapper, Q

from interviewprep.accounts.models import Candidate
from practice.models import OwnQuestion
from practice.models.proofs import Grade
from practice.own_questions import open_own, rewrite
from practice.proofs import note_proof, withdraw_proof
from practice.texts import save_text
from questions.models import Question
from questions.search import Search, search

from .models import Debriefed, Interview, Round
from .models.versioned import ChangedError

OWN_AT_MOST, FOUND_AT_MOST = 3, 8
CLOSED_FROM = 70  # of 100: an answer with this score closes a gap


@transaction.atomic
def add_debriefed(
    *,
    of: Round,
    subject: Question | OwnQuestion,
    grade: str,
    note: str,
    key: UUID,
    now: datetime,
) -> Debriefed:
    """Write down a question that was asked, once per `key`, and prove in practice how it went."""
    candidate = of.candidate
    Candidate.objects.select_for_update(of=("self",)).get(pk=candidate.pk)
    repeat = candidate.debriefeds.filter(key=key).first()
    if repeat:
        return repeat
    proof = note_proof(candidate=candidate, subject=subject, grade=grade, key=key, now=now)
    owner = {"candidate": candidate, "round": of}
    return Debriefed.objects.create(**owner, proof=proof, key=key, note=note)


@transaction.atomic
def write_own(*, candidate: Candidate, key: UUID, kind: str, prompt: str, now: datetime):
    """The question as one's own, made once per `key`."""
    own = open_own(candidate=candidate, pk=key, kind=kind, now=now)
    save_text(holder=own, part="prompt", key=key, made_from=None, body=prompt, now=now)
    rewrite(question=own)
    own.refresh_from_db()
    return own


@transaction.atomic
def change_debriefed(
    *, debriefed: Debriefed, version: int, grade: str, note: str, key: UUID, now: datetime
) -> None:
    """Another word on how it went: the log of proofs is added to, never changed.

    What says nothing new changes nothing. Raises ChangedError where `version` does not stand.
    """
    rows = Debriefed.objects.select_for_update(of=("self",)).select_related("proof")
    kept = rows.get(pk=debriefed.pk)
    if (kept.proof.grade, kept.note) == (grade, note):
        return
    if kept.version != version:
        raise ChangedError(kept)
    if kept.proof.grade != grade:
        withdraw_proof(proof=kept.proof, now=now)
        again = {"candidate": debriefed.candidate, "subject": kept.proof.asked}
        kept.proof = note_proof(**again, grade=grade, key=key, now=now)
    kept.note, kept.version = note, version + 1
    kept.save(update_fields=["proof", "note", "version"])


@transaction.atomic
def remove_debriefed(*, debriefed: Debriefed, now: datetime) -> None:
    """It was not asked after all."""
    withdraw_proof(proof=debriefed.proof, now=now)
    debriefed.delete()


def suggestions(candidate: Candidate, text: str) -> list[Question | OwnQuestion]:
    """Questions that may be the one that was asked: those with all its words, then with any."""
    asked = search(text)
    if asked is None:
        return []
    own = ranked(candidate.ownquestions.all(), asked)[:OWN_AT_MOST]
    return [*own, *ranked(Question.objects.asked(), asked)[:FOUND_AT_MOST]]


def ranked(questions, asked: Search):
    """Questions with any of the words; those with all of them first, then by rank."""
    any_of = SearchQuery(" | ".join(asked.words), config="bank", search_type="raw")
    whole = ExpressionWrapper(Q(words=asked.query), output_field=BooleanField())
    found = questions.filter(words=any_of).annotate(whole=whole, rank=SearchRank("words", any_of))
    return found.order_by("-whole", "-rank", "pk")


@dataclass(frozen=True)
class Carried:
    """A question of an interview: was it practised before, and is its gap closed since?"""

    debriefed: Debriefed
    before: bool
    closed: bool

    @property
    def grade(self) -> str:
        """How it went."""
        return self.debriefed.proof.grade


def carried_over(interview: Interview) -> list[Carried]:
    """What was asked in all rounds of an interview, held against practice; in three queries."""
    there = Debriefed.objects.filter(round__interview=interview, round__deleted_at=None)
    asked = list(
        there.select_related("round", "proof__question", "proof__own").order_by(
            "round__starts_at", "pk"
        )
    )
    ids = {each.proof.asked.pk for each in asked}
    about = Q(question__in=ids) | Q(own__in=ids)
    answered = interview.candidate.attempts.filter(about, answered_at__isnull=False)
    rows = list(answered.values_list("question_id", "own_id", "answered_at", "score"))
    proofs = interview.candidate.proofs.standing().filter(about)
    solid = {each.question_id or each.own_id for each in proofs if each.grade == Grade.SOLID}
    return [carried(each, rows, solid) for each in asked]


def carried(each: Debriefed, rows: list[tuple], solid: set[UUID]) -> Carried:
    """One question held against the answers given to it."""
    pk, proof = each.proof.asked.pk, each.proof
    mine = [(at, score) for question, own, at, score in rows if (question or own) == pk]
    before = any(at < each.round.starts_at for at, _ in mine)
    again = any(at > proof.at and (score or 0) >= CLOSED_FROM for at, score in mine)
    return Carried(each, before, proof.grade != Grade.SOLID and (again or pk in solid))
