"""The practice app."""

from django.apps import AppConfig


class PracticeConfig(AppConfig):
    """What a candidate does: answers, reviews, stories, worksheets."""

    name = "practice"

    def ready(self):
        """Hand the rows and places of this app to the site."""
        from . import register  # noqa: F401
