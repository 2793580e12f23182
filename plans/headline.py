"""The one thing that today's heading says: how long it still is."""

from datetime import date

from .agenda import Agenda

NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def in_words(number: int) -> str:
    """Small numbers as words: "nine", "13"."""
    return NUMBERS[number] if number < len(NUMBERS) else str(number)


def headline(agenda: Agenda) -> str:
    """What matters today: "Nine days to your interview"."""
    plan, today = agenda.plan, agenda.today
    if plan.interview_date:
        return to_interview(plan.interview_date, today)
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


def to_interview(day: date, today: date) -> str:
    """How far the interview is."""
    ahead = (day - today).days
    if ahead < 0:
        return f"Your interview was on {day.day} {day:%B}"
    if ahead < 2:
        return f"Your interview is {('today', 'tomorrow')[ahead]}"
    return f"{in_words(ahead).capitalize()} days to your interview"
