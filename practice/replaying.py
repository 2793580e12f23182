"""Cards' memories worked out anew from their log, where the parameters changed."""

from itertools import groupby
from operator import itemgetter

from interviewprep.accounts.models import Candidate

from .domain.memory import replay
from .models import Card
from .models.memory_fits import parameters_of

IN_ONE_QUERY = 500


def replay_cards(candidate: Candidate, *cards: Card) -> None:
    """Work out the memory of these cards (none: of all) from the reviews that stand.

    The log stays as it was; a card without a standing review stays too. The candidate must be
    held (`reviews.hold`), so that nothing is rated meanwhile.
    """
    candidate = Candidate.objects.get(pk=candidate.pk)  # with the parameters as they are now
    only = {"card__in": cards} if cards else {}
    rows = candidate.reviews.standing().filter(**only).order_by("card", "reviewed_at", "pk")
    zone, retention = candidate.aim.time_zone, candidate.aim.retention
    parameters, changed = parameters_of(candidate), []
    for pk, log in groupby(rows.values_list("card", "rating", "reviewed_at"), itemgetter(0)):
        rated = replay([row[1:] for row in log], zone, retention, parameters)
        card = Card(pk=pk)
        card.take(rated.memory, rated.due_at)
        changed.append(card)
    Card.objects.bulk_update(changed, Card.MEMORY, batch_size=IN_ONE_QUERY)
