"""The plans app."""

from django.apps import AppConfig


class PlansConfig(AppConfig):
    """Where a candidate is going: the plan of their days, today, and the guide."""

    name = "plans"

    def ready(self):
        """Hand the rows and places of this app to the site."""
        from . import register  # noqa: F401
