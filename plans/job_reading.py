"""A job description as it was read and as the candidate corrected it, with what is still a gap.

The reading is worked out anew each time, in milliseconds; only what a person corrected is kept,
whole, and wins over any reading.
"""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q

from interviewprep.accounts.models import Aim, Candidate, Leaning
from questions.domain.vocabulary import LEANINGS, STAGES

from .domain.job import Job, read
from .domain.seniority import SENIORITIES
from .domain.skills import all_skills, mentions
from .models import Interview

TEXTS_READ = 400
CHARACTERS_READ = 200_000
SENIORITY_CHOICES = [
    (name, "Not said" if name == "unknown" else name.capitalize()) for name in SENIORITIES
]
SURE = 0.5  # from this confidence in a leaning on, it is said without a "maybe"


@dataclass(frozen=True)
class Wanted:
    """A skill that is asked for: the words that say so, whether it is a gap, where to practise."""

    name: str
    words: str
    gap: bool
    kind: str
    topic: str


@dataclass(frozen=True)
class Reading:
    """What a page shows: a machine's reading, or a person's where `corrected`."""

    leaning: str
    sure: bool
    seniority: str
    stages: list[str]
    must: list[Wanted]
    nice: list[Wanted]
    job: Job
    corrected: bool

    @property
    def leaning_label(self) -> str:
        """The leaning in words."""
        return LEANINGS[self.leaning]

    @property
    def stage_labels(self) -> list[str]:
        """The stages in words."""
        return [STAGES[stage] for stage in self.stages]

    @property
    def gaps(self) -> list[Wanted]:
        """What is asked for and stands in none of the candidate's words, musts first."""
        return [each for each in (*self.must, *self.nice) if each.gap]


def read_interview(candidate: Candidate, interview: Interview) -> Reading:
    """Read an interview's description against the candidate's own words, in one query."""
    job, said = read(interview.description), skills_said(candidate)
    kept = interview.corrected or {}
    names = {
        "must": [skill.name for skill in job.must],
        "nice": [skill.name for skill in (*job.nice, *job.work)],
    }
    must, nice = (
        [wanted(name, job, said) for name in kept.get(sort, names[sort])] for sort in names
    )
    return Reading(
        leaning=kept.get("leaning", job.leaning),
        sure=bool(kept) or job.confidence >= SURE,
        seniority=kept.get("seniority", job.seniority),
        stages=kept.get("stages", list(job.stages)),
        must=must,
        nice=nice,
        job=job,
        corrected=bool(kept),
    )


def wanted(name: str, job: Job, said: set[str]) -> Wanted:
    """One skill as it is shown; one that we don't know can't be looked for."""
    skill = all_skills().get(name)
    kind, _, topic = (skill.about[0] if skill and skill.about else "").partition("/")
    gap = skill is not None and name not in said
    return Wanted(name, job.evidence["skills"].get(name, ""), gap, kind, topic)


def skills_said(candidate: Candidate) -> set[str]:
    """The skills that a candidate's newest words name: in answers, stories and worksheets."""
    # Not in what they wrote down of others: a company's stack, a question they were asked.
    theirs = Q(attempt__isnull=False) | Q(story__isnull=False) | Q(worksheet__isnull=False)
    own = candidate.texts.filter(theirs).exclude(body="").order_by("-saved_at")
    words = "\n".join(own.values_list("body", flat=True)[:TEXTS_READ])[:CHARACTERS_READ]
    return {each.skill.name for each in mentions(words)}


def names_in(text: str) -> list[str]:
    """The skills in a field, one a line, each once; a known one by its own name."""
    known = {name.casefold(): name for name in all_skills()}
    lines = (line.strip() for line in text.splitlines())
    return list(dict.fromkeys(known.get(line.casefold(), line) for line in lines if line))


@transaction.atomic
def aim_by(*, interview: Interview, leaning: str) -> None:
    """From now on practice is weighed by this leaning, and by what this description says."""
    aim = Aim.objects.select_for_update().get(candidate=interview.candidate)
    aim.leaning, aim.leaning_from = Leaning(leaning), interview.pk
    aim.save(update_fields=["leaning", "leaning_from"])
