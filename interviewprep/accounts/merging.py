"""A guest signs in to an account that is there already: their work joins it."""

from django.db import transaction

from interviewprep import registry

from .models import Aim, Candidate


@transaction.atomic
def merge(*, guest: Candidate, member: Candidate) -> None:
    """Move all of a guest's work to `member` and remove the guest; nothing is lost."""
    people = Candidate.objects.select_for_update(of=("self",)).order_by("pk")
    found = {person.pk: person for person in people.filter(pk__in=[guest.pk, member.pk])}
    if guest.pk not in found or not found[guest.pk].is_guest or guest.pk == member.pk:
        return
    for owned in registry.owned:
        owned.move(guest, member)
    found[guest.pk].delete()


def move_aim(guest: Candidate, member: Candidate) -> None:
    """The member's aim stands; a date that only the guest has is taken over."""
    aim, own = Aim.objects.get(candidate=guest), Aim.objects.get(candidate=member)
    if own.next_date is None and aim.next_date is not None:
        own.next_date = aim.next_date
        own.save(update_fields=["next_date"])


def move_address(guest: Candidate, member: Candidate) -> None:
    """A guest has no address: allauth's rows stay with the member."""
