"""`manage.py demo`: a made-up candidate half-way through a plan, made once."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from interviewprep.accounts.models import Candidate
from plans.agenda import read_agenda
from plans.demo import EMAIL, PASSWORD, make_demo
from questions.models import Question


class Command(BaseCommand):
    """Make the demo candidate."""

    help = "Make a made-up candidate half-way through a plan, and say where to sign in."

    def add_arguments(self, parser):
        """One switch: make them anew."""
        parser.add_argument(
            "--fresh", action="store_true", help="delete the demo candidate and make them anew"
        )

    def handle(self, *, fresh: bool, **options):
        """Make the candidate unless they stand; print the address and the password."""
        if settings.PUBLIC:
            raise CommandError("The demo's password is known to all: not on a public site.")
        if not Question.objects.asked().exists():
            raise CommandError("The bank is empty: run manage.py load_bank first.")
        if fresh:
            Candidate.objects.filter(email=EMAIL).delete()
        now = timezone.now()
        member = Candidate.objects.filter(email=EMAIL).first()
        member = member or make_demo(now=now)
        agenda = read_agenda(member, now)
        self.stdout.write(f"Sign in at /account/login/ as {EMAIL} with the password: {PASSWORD}")
        if agenda is None or agenda.day is None:
            self.stdout.write("Its plan is over: manage.py demo --fresh begins a new one.")
