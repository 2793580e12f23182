"""What a candidate may say of their own numbers and claims: solid, shaky, or not at all."""

from django.db import models

from .owned import Owned
from .worksheets import Worksheet


class Claim(Owned):
    """Some words, and how they stand. What must not be said warns wherever the words stand."""

    class Stand(models.TextChoices):
        SOLID = "solid", "Solid"
        SHAKY = "shaky", "Shaky"
        UNSAID = "unsaid", "Don't say"

    worksheet = models.ForeignKey(
        Worksheet, models.CASCADE, null=True, related_name="claims", help_text="Whose number it is."
    )
    words = models.CharField(max_length=200)
    stand = models.CharField(max_length=10, choices=Stand)
    why = models.CharField(max_length=200, blank=True, help_text="Confidential, or not sure.")
    noted_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["candidate", "worksheet", "words"],
                nulls_distinct=False,
                name="claim_once",
            ),
        ]

    def __str__(self):
        return f"{self.words}: {self.stand}"
