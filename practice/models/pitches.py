"""What everyone is asked and few have ready: oneself, why them, why leave, and the money."""

from django.conf import settings
from django.db import models
from django.urls import reverse

from .owned import Owned

# Of each pitch its parts: label, hint, and the seconds that it should take aloud (0: not said).
KINDS = {
    "about-me": "Tell me about yourself",
    "why-company": "Why this company?",
    "why-leave": "Why are you leaving?",
    "salary": "What do you expect to earn?",
}
# Known to the candidate alone: never read aloud, printed or shown to anyone.
PRIVATE = ("floor",)
PARTS = {
    "about-me": {
        "now": ("What you do now", "Role, system, one number that says how large.", 0),
        "before": ("What led here", "The one or two steps that explain it.", 0),
        "next": ("Why this next", "What you look for, that this post has.", 0),
        "long": ("In 90 seconds", "Now, before, next; end where you want them to ask.", 90),
        "short": ("In 30 seconds", "The same for a corridor: two or three sentences.", 30),
    },
    "why-company": {
        "reason": ("What you say", "Something of theirs that you used, read or measured.", 60),
    },
    "why-leave": {
        "reason": ("What you say", "What you go towards; nobody spoken ill of.", 45),
    },
    "salary": {
        "line": ("What you say", "A range you would take, and where it comes from.", 20),
        "floor": ("Your floor", "Yours alone: it is in no rehearsal, print or link.", 0),
    },
}


class Pitch(Owned):
    """One of the four; its words stand in texts, one a part."""

    candidate = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, db_index=False, related_name="pitches"
    )
    kind = models.CharField(max_length=20, choices=list(KINDS.items()))
    created_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "pitches"
        constraints = [
            models.UniqueConstraint(fields=["candidate", "kind"], name="pitch_once_a_kind"),
        ]

    def __str__(self):
        return self.get_kind_display()

    def get_absolute_url(self):
        return reverse("practice:pitch_detail", args=[self.kind])
