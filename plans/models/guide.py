"""What was ticked on the day-of list of the guide."""

from django.db import models

from practice.models.owned import Owned


class ChecklistTick(Owned):
    """An item of a guide page's checklist that the candidate ticked."""

    item = models.CharField(max_length=120, help_text="The page and the item's id in it.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["candidate", "item"], name="checklist_tick_once"),
        ]

    def __str__(self):
        return self.item
