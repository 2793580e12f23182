"""The secret address of a calendar: made when first asked for, and replaced at will."""

import secrets
from datetime import datetime

from django.db import transaction
from django.urls import reverse

from interviewprep.accounts.models import Candidate

from .models import Feed

BYTES = 24  # 192 bits: nobody guesses it


@transaction.atomic
def new_address(*, candidate: Candidate, replaces: str, now: datetime) -> Feed:
    """Make the address where `replaces` is the one that stands ("" for none): else it stays.

    So a form sent twice makes one. The old address is gone at once.
    """
    Candidate.objects.select_for_update(of=("self",)).get(pk=candidate.pk)
    kept = candidate.feeds.first()
    if kept and kept.token != replaces:
        return kept
    feed = kept or Feed(candidate=candidate)
    feed.token, feed.made_at = secrets.token_urlsafe(BYTES), now
    feed.save()
    return feed


def path_of(feed: Feed) -> str:
    """Where the calendar is."""
    return reverse("plans:feed", args=[feed.token])
