"""Calendars: an interview's rounds, or all rounds and the plan's days, as RFC 5545 has them.

An event keeps its UID for life; SEQUENCE and LAST-MODIFIED go up when it changes. Without a
METHOD, DTSTAMP says when an event was last revised, so the same rows give the same bytes.
"""

import re
from datetime import datetime, timedelta
from functools import partial

from django.db.models import Count, Max, Sum
from icalendar import Calendar, Event, vText

from practice.domain.clock import day_start

from .agenda import read_agenda
from .models import Feed, Interview, Round, Task

HOST = "interviewprep"
# What no text of a calendar may hold (RFC 5545, 3.1): controls, but for tab and line feed.
CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
ASK_AGAIN = timedelta(hours=1)


def calendar_of(name: str, events: list[Event]) -> bytes:
    """A calendar of this name."""
    calendar = Calendar()
    calendar.add("prodid", "-//Interviewprep//Interviewprep//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("x-wr-calname", vText(" ".join(said_plainly(name).split())))
    calendar.add("refresh-interval", ASK_AGAIN, {"value": "DURATION"})
    calendar.add("x-published-ttl", "PT1H")
    for event in events:
        calendar.add_component(event)
    return calendar.to_ical()


def interview_calendar(interview: Interview) -> bytes:
    """All rounds of one interview."""
    rounds = interview.rounds.order_by("starts_at", "pk")
    return calendar_of(interview.title, [round_event(each, interview) for each in rounds])


def feed_calendar(feed: Feed, now: datetime) -> bytes:
    """All rounds of a candidate, and the days of the plan that is followed."""
    candidate = feed.candidate
    rounds = candidate.rounds.select_related("interview").order_by("starts_at", "pk")
    events = [round_event(each, each.interview) for each in rounds]
    return calendar_of("Interviewprep", [*events, *day_events(feed, now)])


def round_event(each: Round, interview: Interview) -> Event:
    """One round, by its instant, so that every clock shows it rightly."""
    changed = max(each.changed_at, interview.changed_at)
    event = dated(each.pk.hex, each.version + interview.version - 2, each.created_at, changed)
    event.add("summary", said_plainly(f"{each.get_stage_display()}: {interview.title}"))
    event.add("dtstart", each.starts_at)
    event.add("dtend", each.ends_at)
    if each.place:
        event.add("location", said_plainly(each.place))
    if each.link:
        event.add("url", each.link)
    said = [f"{each.minutes} minutes, {each.get_mode_display().lower()}"]
    said += [f"With: {each.people}"] if each.people else []
    said.append(f"{each.local:%H:%M} in {each.zone}")
    event.add("description", said_plainly("\n".join(said)))
    return event


def day_events(feed: Feed, now: datetime) -> list[Event]:
    """Each day of the plan with something to do, all day: "60 min: Fundamentals".

    The plan as pages show it: what it mended by itself is a change like any other.
    """
    candidate = feed.candidate
    agenda = read_agenda(candidate, now)
    if agenda is None:
        return []
    plan, tasks = agenda.plan, [step.task for step in agenda.steps if step.task.day]
    counted = candidate.plans.aggregate(
        number=Count("pk"), moves=Sum("changes"), at=Max("changed_at")
    )
    mended = day_start(agenda.today, candidate.kept_aim.time_zone) if agenda.mended else None
    changed = max(filter(None, [plan.created_at, counted["at"], mended]))
    dated_day = partial(
        dated,
        sequence=counted["number"] - 1 + counted["moves"] + bool(mended),
        created=plan.created_at,
        changed=changed,
    )
    by_day: dict = {}
    for task in tasks:
        by_day.setdefault(task.day, []).append(task)
    return [
        day_event(day, planned, agenda.themes.get(day.isoformat(), ""), dated_day, feed)
        for day, planned in sorted(by_day.items())
        if sum(task.minutes for task in planned)
    ]


def day_event(day, planned: list[Task], theme: str, dated_day, feed: Feed) -> Event:
    """One day of the plan: it blocks no hour."""
    event = dated_day(f"{day.isoformat()}-{feed.pk.hex}")
    minutes = sum(task.minutes for task in planned)
    event.add("summary", f"{minutes} min: {theme or planned[0].title}")
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    event.add("description", "\n".join(f"{task.title} ({task.minutes} min)" for task in planned))
    return event


def dated(name: str, sequence: int, created: datetime, changed: datetime) -> Event:
    """An event with what says which one it is and how new."""
    event = Event()
    event.add("uid", f"{name}@{HOST}")
    event.add("dtstamp", changed)
    event.add("created", created)
    event.add("last-modified", changed)
    event.add("sequence", sequence)
    return event


def said_plainly(text: str) -> str:
    """What somebody typed, without characters that a calendar can't hold."""
    return CONTROLS.sub(" ", text)
