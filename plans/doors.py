"""The one door to a candidate's tasks: a stranger's id is as good as none."""

from uuid import UUID

from django.shortcuts import get_object_or_404

from interviewprep.accounts.models import Candidate

from .models import Task


def get_task(candidate: Candidate, pk: UUID) -> Task:
    """One's own task, of the plan that is followed."""
    return get_object_or_404(candidate.tasks.current(), pk=pk)
