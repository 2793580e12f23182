"""`manage.py new_entry <kind> <slug>`: the skeleton of an entry, for `check_bank` to complete."""

import os
from datetime import date
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from questions.domain.shapes import SLUG
from questions.domain.skeleton import skeleton
from questions.domain.vocabulary import KINDS, RESERVED_SLUGS


class Command(BaseCommand):
    """Write fixtures/bank/<kind>/<slug>.md."""

    help = "Write the skeleton of a new entry; check_bank then says what is missing."
    requires_system_checks = []

    def add_arguments(self, parser):
        """Take the kind and the slug."""
        parser.add_argument("kind", choices=KINDS)
        parser.add_argument("slug", help="small letters, digits and hyphens; its address for good")

    def handle(self, *, kind, slug, **options):
        """Write the file; an entry that is there already stays as it is."""
        if not SLUG.fullmatch(slug) or slug in RESERVED_SLUGS:
            raise CommandError(
                f'"{slug}" must be small letters, digits and hyphens, and not "new".'
            )
        taken = sorted(Path(settings.BANK_DIR).glob(f"*/{slug}.md"))
        if taken:
            raise CommandError(f"{taken[0]} is there already: choose another slug.")
        path = Path(settings.BANK_DIR) / kind / f"{slug}.md"
        path.parent.mkdir(exist_ok=True)
        path.write_text(skeleton(kind, slug, date.today()), "utf-8")
        shown = os.path.relpath(path)
        self.stdout.write(f"{shown} is there. Fill it in, then: manage.py check_bank {shown}")
