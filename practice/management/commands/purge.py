"""`manage.py purge`: what was deleted more than a week ago goes for good; run it daily."""

from datetime import timedelta

from django.apps import apps
from django.core.management.base import BaseCommand
from django.utils import timezone

from practice.models import TextVersion
from practice.models.owned import Deletable

# A repeat of a save comes within minutes; a browser that was away may send one weeks later.
FORGET_KEYS_AFTER = timedelta(days=60)


class Command(BaseCommand):
    """Remove what can no longer be brought back."""

    help = "Remove what was deleted over seven days ago, and thinned versions."

    def handle(self, **options):
        """Print how many rows went."""
        now = timezone.now()
        for model in (each for each in apps.get_models() if issubclass(each, Deletable)):
            count, _ = model.everything.purgeable(now).delete()
            self.stdout.write(f"{model._meta.verbose_name_plural}: {count} rows removed")
        thinned = TextVersion.objects.filter(body=None, made_at__lt=now - FORGET_KEYS_AFTER)
        count, _ = thinned.delete()
        self.stdout.write(f"thinned versions: {count} rows removed")
