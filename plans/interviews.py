"""Making interviews and rounds, each once by the key of its page, and their checklists."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from interviewprep.accounts.models import Aim, Candidate
from interviewprep.ids import new_id
from practice.domain.clock import local_day
from practice.models import Notebook

from .guide import pages
from .models import Check, Interview, Round

# The items of the seed that depend on where the round takes place or whose it is.
SET_UP, COMPANY, POSTING = "set-up", "company", "read-the-posting"
THE_WAY = "The way there and how long it takes, whom to ask for, a copy of your CV on paper"


@transaction.atomic
def make_interview(*, candidate: Candidate, key: UUID, values: dict, now: datetime) -> Interview:
    """A new interview with an empty notebook; the one that stands where `key` was used."""
    Candidate.objects.select_for_update(of=("self",)).get(pk=candidate.pk)
    repeat = Interview.everything.filter(candidate=candidate, key=key).first()
    if repeat:
        return repeat
    interview = Interview(candidate=candidate, key=key, created_at=now, changed_at=now, **values)
    page = interview.get_absolute_url()
    interview.notebook = Notebook.objects.create(candidate=candidate, page=page, created_at=now)
    interview.save(force_insert=True)
    return interview


@transaction.atomic
def add_round(*, interview: Interview, key: UUID, values: dict, now: datetime) -> Round:
    """A new round with its checklist; the one that stands where `key` was used."""
    candidate = interview.candidate
    Candidate.objects.select_for_update(of=("self",)).get(pk=candidate.pk)
    repeat = Round.everything.filter(candidate=candidate, key=key).first()
    if repeat:
        return repeat
    made = Round(interview=interview, candidate=candidate, key=key, **values)
    made.created_at = made.changed_at = now
    made.save(force_insert=True)
    Check.objects.bulk_create(checks_for(made, now))
    tell_aim(candidate, now)
    return made


@transaction.atomic
def tell_aim(candidate: Candidate, now: datetime) -> None:
    """Write the rounds ahead beside the candidate, for review, readiness and the day's page.

    Whatever changes a round, or whether its interview goes on, is followed by this.
    """
    aim = Aim.objects.select_for_update().get(candidate=candidate)
    rounds = list(candidate.rounds.ahead(now).select_related("interview"))
    aim.round_days = [local_day(each.starts_at, aim.time_zone) for each in rounds]
    aim.round_stages = [each.stage for each in rounds]
    aim.round_cards = [card_of(each) for each in rounds]
    aim.save(update_fields=["round_days", "round_stages", "round_cards"])


def card_of(each: Round) -> dict:
    """What the day's page says of a round, as JSON holds it."""
    return {
        "at": each.starts_at.isoformat(),
        "local": each.local.isoformat(),
        "zone": each.zone,
        "stage": each.title,
        "interview": each.interview.title,
        "minutes": each.minutes,
        "place": each.place,
        "link": each.link,
        "href": each.get_absolute_url(),
    }


def checks_for(made: Round, now: datetime) -> list[Check]:
    """The seed's eight, as they fit this round."""
    on_site = made.mode == Round.Mode.ON_SITE
    own_page = made.interview.get_absolute_url()
    rows = []
    for place, item in enumerate(pages()["day-of"].checklist):
        text = THE_WAY if on_site and item.id == SET_UP else item.text
        href = own_page if item.id in (COMPANY, POSTING) else item.href
        common = {"candidate_id": made.candidate_id, "round": made, "created_at": now}
        rows.append(Check(**common, key=new_id(), place=place, text=text, href=href))
    return rows


def swap_set_up(*, of: Round) -> None:
    """The round moved on site, or onto video: the one check that depends on it follows."""
    by_id = {item.id: item.text for item in pages()["day-of"].checklist}
    ways = {Round.Mode.VIRTUAL: by_id[SET_UP], Round.Mode.ON_SITE: THE_WAY}
    texts = list(ways.values())
    of.checks.filter(text__in=texts, ticked_at=None).update(text=ways[of.mode])
