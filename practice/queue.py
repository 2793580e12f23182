"""What to meet again now, and why: today's queue towards the day, or what is due.

With a date ahead, reviews and new questions compete by what they add for that day
(`domain/aiming.py`). Without one, what is due by FSRS comes, the longest waiting first.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from interviewprep.accounts.models import Candidate
from interviewprep.registry import COUNT_CAP
from questions.models import Question

from .domain.aiming import Choice, effect
from .domain.ranking import Why
from .items import CARD, NEW, POINT_MINUTES, minutes_for, sort_of
from .known import Known, has_day_ahead, read_known
from .models import Card, Review

NEW_SHOWN = 3
AGAIN = "not known a while ago"
# Why.MUST is said of nothing here: it is for what was never met.
WORDS = {
    Why.LATER: "nothing adds more now",
    Why.ADDS: "adds most for {day}",
    Why.DUE: "about to go",
    Why.WATCH: "early, to see how fast your memory fades",
}


@dataclass(frozen=True)
class Queue:
    """What is to be met again: the first card's id, why it comes and its minutes; all of them.

    `new` are the ids of questions never met that belong into today's minutes as well; `known`
    is what it was worked out from, None without a day to aim at.
    """

    first: str | None = None
    first_minutes: int = 0
    why: str = ""
    count: int = 0
    minutes: int = 0
    new: tuple[str, ...] = ()
    known: Known | None = None

    @property
    def shown(self) -> str:
        """The count as it is shown: "12" or "99+"."""
        return "99+" if self.count >= COUNT_CAP else str(self.count)


def read_queue(candidate: Candidate, now: datetime, minutes: float | None = None) -> Queue:
    """What to meet next, in at most four queries; `minutes` for a session of so many."""
    if has_day_ahead(candidate, now):
        return queue_towards(read_known(candidate, now), minutes)
    due = candidate.cards.due(now).with_minutes()
    return due_queue(due.values_list("pk", "minutes", "point", "probe")[:COUNT_CAP], minutes)


def queue_of(known: Known, now: datetime) -> Queue:
    """The same queue, from what was read already."""
    if known.has_day_ahead:
        return queue_towards(known)
    due = [card for card in known.rows.cards if card["due_at"] <= now][:COUNT_CAP]
    return due_queue((c["pk"], c["minutes"], c["point"], c["probe_id"]) for c in due)


def queue_towards(known: Known, minutes: float | None = None) -> Queue:
    """What adds most for the day ahead."""
    choices = known.choices(minutes)
    seen = [choice for choice in choices if choice.id.startswith(CARD)]
    ids = [*known.again, *(choice.id.removeprefix(CARD) for choice in seen)]
    return Queue(
        first=ids[0] if ids else None,
        first_minutes=round(POINT_MINUTES if known.again or not seen else seen[0].minutes),
        why=AGAIN if known.again else reason(seen[0], known.day) if seen else "",
        count=len(ids),
        minutes=round(sum(choice.minutes for choice in seen) + POINT_MINUTES * len(known.again)),
        new=tuple(c.id.removeprefix(NEW) for c in choices if c.id.startswith(NEW)),
        known=known,
    )


def first_card(candidate: Candidate, queue: Queue) -> Card | None:
    """The card that comes first, with what it is about."""
    return candidate.cards.with_subject().get(pk=queue.first) if queue.first else None


def new_questions(queue: Queue) -> list[Question]:
    """The first of the new questions that belong into today's minutes."""
    ids = queue.new[:NEW_SHOWN]
    found = Question.objects.only("slug", "title", "kind", "minutes").in_bulk(ids)
    return sorted(found.values(), key=lambda question: ids.index(str(question.pk)))


def reason(choice: Choice, day: date) -> str:
    """Why a card comes now: "adds most for 3 December"."""
    return WORDS[choice.why].format(day=f"{day.day} {day:%B}")


def due_queue(due: Iterable[tuple], minutes: float | None = None) -> Queue:
    """What is due by FSRS, as (id, minutes, point, probe); of a session what fits into it."""
    costs, spent, first = [], 0.0, None
    for pk, cost, point, probe in due:
        cost = minutes_for(cost, point, probe)
        spent += cost
        if minutes is not None and spent > minutes:
            break
        first = first or str(pk)
        costs.append(cost)
    return Queue(
        first=first,
        first_minutes=round(costs[0]) if costs else 0,
        why="due" if first else "",
        count=len(costs),
        minutes=round(sum(costs)),
    )


def effect_of(review: Review, known: Known | None) -> dict[str, int] | None:
    """What a rating changed for the day that is aimed at, in per cent; None without one."""
    if known is None:
        return None
    changed = effect(
        review.memory_before,
        review.card.memory,
        day=known.day,
        kind=sort_of(review.card.point, review.card.probe_id),
        learner=known.learner,
    )
    return {"before": round(100 * changed.before), "after": round(100 * changed.after)}
