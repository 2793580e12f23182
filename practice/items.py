"""A candidate's rows as the items that the rules of the day take: what each counts and costs.

An item is a card (a whole answer, one key point, a probe), or a question of the bank that was
never met. What each counts follows from how often it is asked and from the leaning.
"""

from collections.abc import Iterable
from dataclasses import replace
from uuid import UUID

from interviewprep.accounts.models import Leaning
from questions.domain.vocabulary import KIND_WEIGHTS

from .domain.aiming import Item
from .domain.memory import Memory
from .proofs import WEIGHTS

# A point takes a minute and a half to recall and compare, a whole answer at most five.
POINT_MINUTES = 1.5
ANSWER_MINUTES_AT_MOST = 5
# What no leaning's weights speak of, against a usual question: one's own, a probe; and what a
# question counts, by how often it is asked, that belongs to a stage rather than to a leaning.
OWN_WEIGHT, PROBE_WEIGHT, STAGE_WEIGHT = 1.5, 0.3, 0.0003
# With rounds ahead: what a kind of no leaning counts in all where its stage is among them, and
# what a question counts of its usual weight where none of its stages is. A judgement.
STAGE_SHARE, OFF_STAGE = 0.02, 0.25
MUST_FROM = 5  # of how often it is asked
# Of one's minutes: about half of a plan's go to questions, and half of those to going over them.
MUSTS_AT_MOST = 0.25

# What the ids of items begin with.
CARD, NEW = "card-", "new-"


def weights_of(
    rows: list[dict], leaning: str, stages: frozenset[str] = frozenset()
) -> dict[UUID, float]:
    """What each question counts: its kind's share in what the leaning is asked, by frequency.

    `stages` are those of the rounds ahead: what they don't ask counts less.
    """
    shares = KIND_WEIGHTS[leaning or Leaning.LLM]
    totals: dict[str, int] = {}
    for row in rows:
        totals[row["kind"]] = totals.get(row["kind"], 0) + row["frequency"]
    weights = {}
    for row in rows:
        if not row["frequency"]:
            continue
        kind, off = row["kind"], bool(stages) and stages.isdisjoint(row["stages"])
        share = shares.get(kind, 0.0 if off or not stages else STAGE_SHARE)
        each = share / totals[kind] if share else STAGE_WEIGHT
        weights[row["pk"]] = row["frequency"] * each * (OFF_STAGE if off else 1)
    return weights


def card_items(cards: list[dict], weights: dict[UUID, float]) -> Iterable[Item]:
    """Each card as an item; a whole answer counts less by the points that have their own."""
    usual = sum(weights.values()) / max(len(weights), 1)
    apart: dict[tuple, int] = {}
    for card in cards:
        if card["point"]:
            key = (card["question_id"], card["own_id"])
            apart[key] = apart.get(key, 0) + card["share"]
    for card in cards:
        minutes = minutes_for(card["minutes"], card["point"], card["probe_id"])
        taken = 0 if card["point"] else apart.get((card["question_id"], card["own_id"]), 0)
        share = (card["share"] if card["point"] else max(100 - taken, 0)) / 100
        yield Item(
            id=f"{CARD}{card['pk']}",
            minutes=minutes,
            review_minutes=minutes,
            weight=max(whole_weight(card, weights, usual) * share, 1e-9),
            memory=Memory(card["stability"], card["hardness"], card["last_review"]),
            kind=sort_of(card["point"], card["probe_id"]),
        )


def sort_of(point: str, probe: UUID | None) -> str:
    """What the correction tells apart: what a card asks is one "point", or an "answer"."""
    return "point" if point or probe else "answer"


def minutes_for(minutes: int, point: str, probe: UUID | None) -> float:
    """How long a card takes to recall and compare; `minutes` are those of its question."""
    if sort_of(point, probe) == "point":
        return POINT_MINUTES
    return float(min(minutes, ANSWER_MINUTES_AT_MOST))


def whole_weight(card: dict, weights: dict[UUID, float], usual: float) -> float:
    """What the whole that a card is about, or is a part of, counts."""
    if card["probe_id"]:
        return usual * PROBE_WEIGHT
    return usual * OWN_WEIGHT if card["own_id"] else weights.get(card["question_id"], usual)


def new_items(
    rows: list[dict], cards: list[dict], weights: dict[UUID, float], minutes: float
) -> Iterable[Item]:
    """Each question that was not met yet, with `minutes` left until the day.

    Its first answer takes its whole minutes.
    """
    met = {card["question_id"] for card in cards}
    musts = must_haves(rows, met, weights, minutes)
    for row in rows:
        if row["pk"] not in met and row["pk"] in weights:
            taken = float(max(row["minutes"], 1))
            yield Item(
                id=f"{NEW}{row['pk']}",
                minutes=taken,
                review_minutes=min(taken, ANSWER_MINUTES_AT_MOST),
                weight=weights[row["pk"]],
                must=row["pk"] in musts,
            )


def must_haves(
    rows: list[dict], met: set[UUID], weights: dict[UUID, float], minutes: float
) -> set[UUID]:
    """The questions asked most often, as many as fit into MUSTS_AT_MOST of one's minutes.

    The bank has more of them than most candidates have hours, and something must be left for
    going over what was met. What was met already counts as minutes had and as minutes used,
    so that the choice stays from day to day; then what is worth most per minute comes first.
    """
    often = [row for row in rows if row["frequency"] >= MUST_FROM]
    used = sum(row["minutes"] for row in often if row["pk"] in met)
    left = MUSTS_AT_MOST * (minutes + used) - used
    found = set()
    often.sort(key=lambda row: (-weights[row["pk"]] / max(row["minutes"], 1), str(row["pk"])))
    for row in often:
        if row["pk"] not in met and row["minutes"] <= left:
            left -= row["minutes"]
            found.add(row["pk"])
    return found


def outranked(items: list[Item], cards: list[dict], grades: dict[UUID, str]) -> list[Item]:
    """What a real round has asked counts by how it went there: a proven gap more than a guess.

    `grades` are those of questions, by id; a question's cards have its grade.
    """
    asked = {f"{NEW}{pk}": grade for pk, grade in grades.items()}
    for card in cards:
        if grade := grades.get(card["question_id"] or card["own_id"]):
            asked[f"{CARD}{card['pk']}"] = grade
    return [
        replace(item, weight=item.weight * WEIGHTS[asked[item.id]]) if item.id in asked else item
        for item in items
    ]
