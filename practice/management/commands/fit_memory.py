"""`manage.py fit_memory ID`: FSRS's parameters for one candidate, where they asked for it."""

from django.core.management.base import BaseCommand, CommandError

from interviewprep.accounts.models import Candidate
from interviewprep.ids import to_id
from practice.fits import work_out


class Command(BaseCommand):
    """Work out what a candidate asked for."""

    help = "Fit FSRS's parameters to a candidate's own reviews."

    def add_arguments(self, parser):
        """The candidate's id."""
        parser.add_argument("candidate")

    def handle(self, candidate, **options):
        """Print what came of it."""
        found = Candidate.objects.filter(pk=to_id(candidate)).first()
        if found is None:
            raise CommandError(f"there is no candidate {candidate}")
        self.stdout.write(str(work_out(found) or "nobody waits for it"))
