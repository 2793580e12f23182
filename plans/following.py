"""The plan follows what happens: days go by, rounds, descriptions, debriefs, a diagnostic."""

from datetime import date, datetime, timedelta

from django.db import transaction

from interviewprep.accounts.models import Aim, Candidate

from .agenda import Agenda, read_agenda
from .changes import change_plan
from .domain.tailoring import tailor
from .interviews import tell_aim
from .job_reading import read_interview
from .mending import mend
from .models import Change, Interview, Plan
from .notes import details_of, said_of, said_of_missed
from .retailoring import Retailored, retailored, reviews_for
from .seed import seed
from .theming import themes_of
from .wants import read_wants

DAYS_AT_MOST = 60  # that are planned ahead


@transaction.atomic
def keep_mending(*, candidate: Candidate, now: datetime) -> Change | None:
    """Keep what the plan mended by itself, before a person changes it further."""
    lock(candidate)
    agenda = read_agenda(candidate, now)
    if agenda is None or agenda.mended is None:
        return None
    mended, plan = agenda.mended, agenda.plan
    return change_plan(
        plan=plan,
        rows=mended.changed.values(),
        gone=mended.gone,
        values={"mended_to": agenda.today, "themes": themes_of(plan, mended.rows, agenda.today)},
        said=said_of_missed(agenda),
        details=details_of(mended.shifts),
        today=agenda.today,
        now=now,
    )


@transaction.atomic
def follow(*, candidate: Candidate, because: str, now: datetime) -> Change | None:
    """Plan anew for what is known now; None without a plan, or where nothing changes.

    `because` begins the line that says what changed: "For your round on 3 December".
    """
    lock(candidate)
    aim = Aim.objects.get(candidate=candidate)
    agenda = read_agenda(candidate, now, mending=False)
    if agenda is None:
        return None
    plan, today = agenda.plan, agenda.today
    values = {"last_day": last_day_of(plan, aim, today), "leaning": aim.leaning}
    if today > values["last_day"]:
        return None
    stood = {name: getattr(plan, name) for name in values}
    wants = read_wants(candidate, aim, plan, now)
    asked = tailor(seed().tasks, wants)
    more = reviews_for(plan, agenda.steps, values["last_day"])
    anew = retailored(plan, [*agenda.steps, *more], asked, aim.leaning)
    plan.last_day = values["last_day"]
    mended = mend(plan, anew.steps, aim, today, gently=not anew.weighs_otherwise(agenda.steps))
    plan.last_day = stood["last_day"]
    rows = {step.task.pk: step.task for step in more}
    rows |= anew.rows | (mended.changed if mended else {})
    gone = anew.gone | (mended.gone if mended else set())
    if not rows and not gone and values == stood:
        return None
    shifts = mended.shifts if mended else []
    new = {row.title: row.because for pk, row in anew.rows.items() if row._state.adding}
    details = [*tailored_details(agenda, anew), *details_of(shifts, new)]
    there = mended.rows if mended else [step.task for step in anew.steps]
    return change_plan(
        plan=plan,
        rows=(row for pk, row in rows.items() if pk not in gone),
        gone=gone,
        values=values | {"mended_to": today, "themes": themes_of(plan, there, today)},
        said=said_of(because, details),
        details=details,
        today=today,
        now=now,
    )


@transaction.atomic
def follow_rounds(*, candidate: Candidate, because: str, now: datetime) -> Change | None:
    """A round came, went or changed: review and readiness aim at it, and the plan follows."""
    tell_aim(candidate, now)
    return follow(candidate=candidate, because=because, now=now)


@transaction.atomic
def follow_description(*, interview: Interview, now: datetime) -> Change | None:
    """A job description was pasted, changed or corrected: what it says sets what counts.

    The leaning is taken over unless the candidate chose one, or the reading is not sure of it.
    """
    candidate = interview.candidate
    tell_aim(candidate, now)
    aim = Aim.objects.select_for_update().get(candidate=candidate)
    reading = read_interview(candidate, interview) if interview.description else None
    if reading and reading.sure and (aim.leaning_from or not aim.leaning):
        aim.leaning, aim.leaning_from = reading.leaning, interview.pk
        aim.save(update_fields=["leaning", "leaning_from"])
    return follow(candidate=candidate, because=f"For {interview.title}", now=now)


def lock(candidate: Candidate) -> None:
    """One change of a plan at a time."""
    Candidate.objects.select_for_update(of=("self",)).get(pk=candidate.pk)


def last_day_of(plan: Plan, aim: Aim, today: date) -> date:
    """The plan's last day: it reaches to the eve of the last round, as far as plans reach."""
    eves = [day - timedelta(days=1) for day in aim.round_days if day >= today]
    reach = today + timedelta(days=DAYS_AT_MOST - 1)
    return max([plan.last_day, *(eve for eve in eves if eve <= reach)])


def tailored_details(agenda: Agenda, anew: Retailored) -> list[dict]:
    """Which tasks are put in other words, with why, and which are asked no more."""
    stood = {step.task.pk: step.task for step in agenda.steps}
    changed = {
        row.title: {"sort": "changed", "title": row.title, "why": row.because, "day": row.day}
        for pk, row in anew.rows.items()
        if pk in stood and row.title != stood[pk].title
    }
    removed = {
        stood[pk].title: {"sort": "removed", "title": stood[pk].title, "why": ""}
        for pk in anew.gone
    }
    return [*changed.values(), *removed.values()]
