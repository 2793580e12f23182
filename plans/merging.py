"""A guest's plan and ticks meet the account's at sign-in."""

from django.utils import timezone

from interviewprep.accounts.models import Aim
from interviewprep.ids import new_id
from interviewprep.registry import move_keyed

from .interviews import tell_aim
from .models import ChecklistTick, Feed, Plan, Round


def move_plans(guest, member) -> None:
    """The member's active plan stays, the guest's is kept beside it as ended.

    Where only the guest has one the member follows it from now on, aim and all.
    """
    if member.plans.active().exists():
        guest.plans.active().update(ended_at=timezone.now())
    keys = set(member.plans.values_list("key", flat=True))
    for plan in guest.plans.filter(key__in=keys):
        plan.key = new_id()
        plan.save(update_fields=["key"])
    adopted = guest.plans.active().first()
    Plan.objects.filter(candidate=guest).update(candidate=member)
    if adopted:
        adopted.write_aim(Aim.objects.get(candidate=member))


def move_ticks(guest, member) -> None:
    """What either ticked is ticked."""
    own = list(member.checklistticks.values_list("item", flat=True))
    guest.checklistticks.filter(item__in=own).delete()
    ChecklistTick.objects.filter(candidate=guest).update(candidate=member)


def move_rounds(guest, member) -> None:
    """Rounds move, and the member's review aims at them from now on."""
    move_keyed(guest, member, Round)
    tell_aim(member, timezone.now())


def move_feed(guest, member) -> None:
    """The member's calendar keeps its address; only one without any takes over the guest's."""
    if not member.feeds.exists():
        Feed.objects.filter(candidate=guest).update(candidate=member)
