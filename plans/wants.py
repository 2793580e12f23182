"""What speaks for one task rather than another in a candidate's own case, read for the planner:
what rounds ahead ask, what descriptions ask for and nobody has said yet, what went badly."""

from datetime import datetime

from django.db.models import Q

from interviewprep.accounts.models import Aim, Candidate
from practice.domain.clock import local_day
from practice.models.proofs import Grade
from questions.models import Question

from .diagnostic import weak_kinds
from .domain.tailoring import Proven, Skill, Wants
from .job_reading import Wanted, read_interview
from .models import Debriefed, Plan
from .rounds import next_first

DESCRIPTIONS_AT_MOST = 3
QUESTIONS_AT_MOST = 20  # that may fulfil one skill's task


def read_wants(candidate: Candidate, aim: Aim, plan: Plan, now: datetime) -> Wants:
    """All of it, in a handful of queries; read when something changed, never to show a page."""
    today = local_day(now, aim.time_zone)
    # A date of which nobody said the stage may ask for anything.
    unsaid = plan.interview_date and plan.interview_date >= today
    unsaid = unsaid and plan.interview_date not in aim.round_days
    return Wants(
        leaning=aim.leaning,
        stages=() if unsaid else tuple(sorted(aim.stages_from(today))),
        skills=tuple(skills_of(candidate, now)),
        proven=tuple(proven_of(candidate)),
        weak=weak_kinds(candidate),
    )


def skills_of(candidate: Candidate, now: datetime) -> list[Skill]:
    """What descriptions of going interviews ask for and no words of one's own name; musts first."""
    rows = candidate.interviews.exclude(description="").order_by("-created_at", "-pk")
    listed = next_first(rows.prefetch_related("rounds"), now)
    going_on = [each.interview for each in listed if not each.interview.is_over]
    asked = [
        (interview.title, wanted)
        for interview in going_on[:DESCRIPTIONS_AT_MOST]
        for wanted in read_interview(candidate, interview).gaps
        if wanted.kind
    ]
    bank = questions_on([wanted for _, wanted in asked])
    return [
        skill_of(title, wanted, bank.get((wanted.kind, wanted.topic), []))
        for title, wanted in asked
    ]


def questions_on(skills: list[Wanted]) -> dict[tuple[str, str], list[tuple[str, int]]]:
    """The bank's questions on these skills, by kind and topic: (slug, minutes), the usual first."""
    about = Q(pk__in=[])
    for kind, topic in {(each.kind, each.topic) for each in skills}:
        about |= Q(kind=kind, topic=topic) if topic else Q(kind=kind)
    rows = Question.objects.asked().filter(about).order_by("-frequency", "minutes", "slug")
    found: dict[tuple[str, str], list[tuple[str, int]]] = {}
    for kind, topic, slug, minutes in rows.values_list("kind", "topic", "slug", "minutes"):
        for about_it in ((kind, topic), (kind, "")):
            found.setdefault(about_it, []).append((slug, minutes))
    return found


def skill_of(where: str, wanted: Wanted, bank: list[tuple[str, int]]) -> Skill:
    """One skill as tailoring takes it."""
    return Skill(
        name=wanted.name,
        words=wanted.words,
        where=where,
        kind=wanted.kind,
        questions=tuple(slug for slug, _ in bank[:QUESTIONS_AT_MOST]),
        minutes=bank[0][1] if bank else 0,
    )


def proven_of(candidate: Candidate) -> list[Proven]:
    """What was asked in a round and went badly, the newest first."""
    standing = candidate.proofs.standing().values("pk")
    rows = Debriefed.objects.filter(candidate=candidate, proof__in=standing, round__deleted_at=None)
    rows = rows.exclude(proof__grade=Grade.SOLID).order_by("-proof__at", "-pk")
    rows = rows.select_related("round__interview", "proof__question", "proof__own")
    return [
        Proven(
            question=each.proof.asked.slug,
            title=each.proof.asked.title,
            grade=each.proof.grade,
            where=f"{each.round.title} at {each.round.interview.company}",
            kind=each.proof.asked.kind,
            minutes=each.proof.asked.minutes,
            href=each.proof.asked.get_absolute_url(),
            since=each.proof.local_day,
        )
        for each in rows
    ]
