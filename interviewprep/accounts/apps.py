"""The accounts app."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Candidates, guests and members, and what stands beside each."""

    name = "interviewprep.accounts"

    def ready(self):
        """Hand the rows of this app to the site."""
        from interviewprep import registry

        from .merging import move_address, move_aim
        from .models import Address, Aim

        registry.register(
            owns=(registry.Owned(Aim, move_aim), registry.Owned(Address, move_address)),
            shows=(registry.Place(90, "Account", "account"),),
        )
