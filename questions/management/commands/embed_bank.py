"""`manage.py embed_bank`: write the embeddings that are shipped with the bank."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand

from questions.domain.bank import read_bank
from questions.vectors import write_file


class Command(BaseCommand):
    """Write fixtures/vectors.npz; run it after a change to key points."""

    help = "Embed the bank's key points, phrasings and names into fixtures/vectors.npz."
    requires_system_checks = []

    def handle(self, **options):
        """Print how many vectors there are."""
        entries = read_bank(settings.BANK_DIR).entries
        count = write_file(entries, Path(settings.VECTORS_FILE))
        self.stdout.write(f"{count} vectors in {settings.VECTORS_FILE}")
