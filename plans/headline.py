"""The one thing that today's heading says: how long it still is."""

from datetime import date

from interviewprep.accounts.models import Aim

from .agenda import Agenda
from .domain.words import in_words


def headline(agenda: Agenda, aim: Aim) -> str:
    """What matters today: "Nine days to your interview"."""
    plan, today = agenda.plan, agenda.today
    rounds = [day for day in aim.round_days if day >= today]
    if rounds and not (plan.interview_date and today <= plan.interview_date < min(rounds)):
        return to_interview(min(rounds), today, "interview" if len(rounds) == 1 else "next round")
    if plan.interview_date and (plan.interview_date >= today or today > plan.last_day):
        return to_interview(plan.interview_date, today, "interview")
    if today < plan.first_day:
        ahead = (plan.first_day - today).days
        when = "tomorrow" if ahead == 1 else f"in {in_words(ahead)} days"
        return f"Your plan begins {when}"
    left = (plan.last_day - today).days + 1
    if left < 1:
        return "The days you planned are over"
    if left == 1:
        return "The last day of your plan"
    return f"{in_words(left).capitalize()} days of your plan left"


def to_interview(day: date, today: date, what: str = "interview") -> str:
    """How far the interview or the next round is."""
    ahead = (day - today).days
    if ahead < 0:
        return f"Your {what} was on {day.day} {day:%B}"
    if ahead < 2:
        return f"Your {what} is {('today', 'tomorrow')[ahead]}"
    return f"{in_words(ahead).capitalize()} days to your {what}"
