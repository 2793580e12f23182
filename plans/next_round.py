"""The round that comes next, as today's page shows it: from what stands beside the candidate."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from interviewprep.accounts.models import Aim


@dataclass(frozen=True)
class NextRound:
    """A round: what and whose, its time where it takes place, its page and its link."""

    stage: str
    interview: str
    local: datetime
    zone: str
    minutes: int
    place: str
    link: str
    href: str
    more: int


def next_round(aim: Aim, now: datetime) -> NextRound | None:
    """The first round that is not over, with how many come after it; in no query."""
    ahead = [card for card in aim.round_cards if ends_at(card) > now]
    if not ahead:
        return None
    card = ahead[0]
    names = ("stage", "interview", "zone", "minutes", "place", "link", "href")
    local = datetime.fromisoformat(card["local"])
    return NextRound(local=local, more=len(ahead) - 1, **{name: card[name] for name in names})


def ends_at(card: dict) -> datetime:
    """The instant at which a round should be over."""
    return datetime.fromisoformat(card["at"]) + timedelta(minutes=card["minutes"])
