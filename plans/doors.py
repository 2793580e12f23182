"""The one door to each of a candidate's objects here: a stranger's id is as good as none."""

from uuid import UUID

from django.shortcuts import get_object_or_404

from interviewprep.accounts.models import Candidate

from .models import Change, Check, Debriefed, Feed, Interview, Round, Task, ToAsk


def get_task(candidate: Candidate, pk: UUID) -> Task:
    """One's own task, of the plan that is followed."""
    return get_object_or_404(candidate.tasks.current(), pk=pk)


def get_change(candidate: Candidate, pk: UUID) -> Change:
    """One's own change of the plan that is followed."""
    return get_object_or_404(Change, candidate=candidate, pk=pk, plan__ended_at=None)


def get_interview(candidate: Candidate, pk: UUID, deleted: bool = False) -> Interview:
    """One's own interview, with its notebook."""
    rows = (Interview.everything if deleted else Interview.objects).select_related("notebook")
    return get_object_or_404(rows, candidate=candidate, pk=pk)


def get_round(candidate: Candidate, pk: UUID, deleted: bool = False) -> Round:
    """One's own round, with its interview."""
    rows = Round.everything.filter(interview__deleted_at=None) if deleted else Round.objects
    rows = rows.select_related("interview__notebook")
    return get_object_or_404(rows, candidate=candidate, pk=pk)


def get_check(candidate: Candidate, pk: UUID, deleted: bool = False) -> Check:
    """One's own item of a round's checklist."""
    rows = (Check.everything if deleted else Check.objects).select_related("round__interview")
    there = rows.filter(round__deleted_at=None, round__interview__deleted_at=None)
    return get_object_or_404(there, candidate=candidate, pk=pk)


def get_to_ask(candidate: Candidate, pk: UUID, deleted: bool = False) -> ToAsk:
    """One's own question to ask."""
    rows = (ToAsk.everything if deleted else ToAsk.objects).select_related("interview")
    return get_object_or_404(rows, candidate=candidate, pk=pk, interview__deleted_at=None)


def get_debriefed(candidate: Candidate, pk: UUID) -> Debriefed:
    """One's own debriefed question, with its proof."""
    rows = candidate.debriefeds.select_related("round__interview", "proof")
    there = rows.filter(round__deleted_at=None, round__interview__deleted_at=None)
    return get_object_or_404(there, pk=pk)


def get_feed(token: str) -> Feed:
    """The calendar at a secret address: whoever knows it may read it."""
    return get_object_or_404(Feed.objects.select_related("candidate__aim"), token=token)
