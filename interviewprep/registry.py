"""What each app hands to the site, so that the site need not know the apps.

An app registers, in its AppConfig.ready, the rows that it keeps for a candidate with the
way in which they move from a guest to an account, and its places in the navigation.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.db import connection
from django.db.models import Model

from .ids import new_id

COUNT_CAP = 100


@dataclass(frozen=True)
class Owned:
    """Rows of `model` that belong to a candidate.

    `move(guest, member)` hands them over at sign-in; it runs in registration order, inside
    one transaction. Whatever it leaves with the guest goes when the guest's row goes.
    """

    model: type[Model]
    move: Callable


@dataclass(frozen=True)
class Place:
    """An entry of the navigation; `rows(candidate, now)` gives a queryset to count, or None.

    At most `cap` rows are counted: an exact count of a million costs 40 ms. A `passing` place is
    shown only while it has rows, and without their number.
    """

    order: int
    label: str
    url: str
    rows: Callable | None = None
    cap: int = COUNT_CAP
    passing: bool = False


owned: list[Owned] = []
places: list[Place] = []
beside: list[str] = []


def register(
    *,
    owns: tuple[Owned, ...] = (),
    shows: tuple[Place, ...] = (),
    reads: tuple[str, ...] = (),
) -> None:
    """Take in what an app keeps and shows, and the rows that it reads beside a candidate.

    `reads` names one-to-one relations of a candidate: they come in the candidate's own query.
    """
    owned.extend(owns)
    beside.extend(reads)
    places.extend(shows)
    places.sort(key=lambda place: place.order)


def move_all(guest, member, model: type[Model]) -> None:
    """Hand over every row of `model`: for rows that can't collide."""
    model._base_manager.filter(candidate=guest).update(candidate=member)


def move_keyed(guest, member, model: type[Model]) -> None:
    """Hand over rows whose `key` a page made; one that both hold gets another."""
    rows = model._base_manager
    theirs = rows.filter(candidate=member).values("key")
    for row in rows.filter(candidate=guest, key__in=theirs):
        row.key = new_id()
        row.save(update_fields=["key"])
    move_all(guest, member, model)


def moving(model: type[Model], move: Callable = move_all) -> Owned:
    """Rows that move by the model alone."""
    return Owned(model, lambda guest, member: move(guest, member, model))


def counts(candidate, now) -> dict[str, int]:
    """Count the rows behind every place that has some, in one query: {url name: n}."""
    counted = {
        place.url: rows.order_by().values("pk")[: place.cap].query
        for place in places
        if place.rows and (rows := place.rows(candidate, now)) is not None
    }
    parts = [query.get_compiler(connection=connection).as_sql() for query in counted.values()]
    selects = ", ".join(f"(SELECT count(*) FROM ({sql}) AS counted)" for sql, _ in parts)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {selects}", [value for _, values in parts for value in values])
        return dict(zip(counted, cursor.fetchone(), strict=True))
