"""A guest's plan meets the account's at sign-in."""

from datetime import timedelta

from interviewprep.accounts.merging import merge
from interviewprep.accounts.models import Aim
from interviewprep.ids import new_id
from plans.models import Plan, Task
from tests.plans.make import TODAY, plan_days


def test_the_member_s_plan_stays_and_the_guest_s_is_kept_as_ended(guest, member):
    theirs, own = plan_days(guest, days=5), plan_days(member, days=9)
    merge(guest=guest, member=member)
    assert member.plans.active().get() == own
    kept = Plan.objects.get(pk=theirs.pk)
    assert kept.candidate == member
    assert kept.ended_at
    assert kept.tasks.exists()
    assert not Task.objects.exclude(candidate=member).exists()
    assert Aim.objects.get(candidate=member).next_date == TODAY + timedelta(days=9)


def test_a_member_without_a_plan_follows_the_guest_s_aim_and_all(guest, member):
    theirs = plan_days(guest, days=5, minutes=40, leaning="research")
    Aim.objects.filter(candidate=member).update(next_date=TODAY - timedelta(days=30))
    merge(guest=guest, member=member)
    assert member.plans.active().get() == theirs
    aim = Aim.objects.get(candidate=member)
    assert aim.next_date == TODAY + timedelta(days=5)
    assert (aim.minutes, aim.leaning) == ([40] * 7, "research")


def test_one_form_sent_as_guest_and_as_member_hinders_no_sign_in(guest, member):
    key = new_id()
    plan_days(guest, key=key)
    plan_days(member, key=key)
    merge(guest=guest, member=member)
    assert member.plans.count() == 2
