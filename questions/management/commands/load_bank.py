"""`manage.py load_bank`: the bank's files into the tables, as often as one likes."""

import gc
import sys

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import timezone

from questions.loading import BankError, load_bank


class Command(BaseCommand):
    """Load fixtures/bank and the probes of fixtures/primers."""

    help = "Load the question bank; an unchanged one costs one query."

    def handle(self, **options):
        """Print what was done; exit 1 with every error where the files have any."""
        # Entries live until the end; looking through them for garbage costs a tenth of the time.
        gc.disable()
        try:
            loaded = load_bank(
                folder=settings.BANK_DIR, primers=settings.PRIMERS_DIR, now=timezone.now()
            )
        except BankError as error:
            self.stderr.write(str(error))
            sys.exit(1)
        finally:
            gc.enable()
        self.stdout.write(
            f"{loaded.written} written, {loaded.unchanged} unchanged, {loaded.retired} retired"
        )
