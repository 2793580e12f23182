"""Everything a candidate types: one row a part, with versions that are only ever added.

The id of a version is made by the page and is its idempotency key. Beside it stands the
version that it was made from, so a save from an older one is noticed and never overwrites.
"""

from datetime import datetime, timedelta

from django.db import models

from practice.domain.clock import WORDS_A_MINUTE, spoken_seconds, words

from .attempts import ANSWER, Attempt
from .cards import Card
from .notebooks import Notebook
from .own_questions import OwnQuestion
from .owned import Owned, one_of
from .pitches import Pitch
from .stories import Story
from .worksheets import Worksheet

# Of versions closer together than this, one is kept with its body.
THIN_WITHIN = timedelta(minutes=5)


HOLDERS = ("attempt", "story", "worksheet", "own", "card", "notebook", "pitch")


class Text(Owned):
    """The current body of one part of its holder; of a card, the note on what it is about."""

    attempt = models.ForeignKey(Attempt, models.CASCADE, null=True, related_name="texts")
    story = models.ForeignKey(Story, models.CASCADE, null=True, related_name="texts")
    worksheet = models.ForeignKey(Worksheet, models.CASCADE, null=True, related_name="texts")
    own = models.ForeignKey(OwnQuestion, models.CASCADE, null=True, related_name="texts")
    card = models.ForeignKey(Card, models.CASCADE, null=True, related_name="texts")
    notebook = models.ForeignKey(Notebook, models.CASCADE, null=True, related_name="texts")
    pitch = models.ForeignKey(Pitch, models.CASCADE, null=True, related_name="texts")
    part = models.CharField(max_length=40)
    body = models.TextField(blank=True)
    version = models.UUIDField(null=True, blank=True)
    saved_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["candidate", *HOLDERS, "part"],
                name="text_once_a_part",
                nulls_distinct=False,
            ),
            models.CheckConstraint(name="text_has_one_holder", condition=one_of(*HOLDERS)),
        ]

    def __str__(self):
        return f"{self.part}: {self.body[:40]}"

    @property
    def holder(self) -> Attempt | Story | Worksheet | OwnQuestion | Card | Notebook | Pitch:
        """What this text is a part of."""
        return next(holder for name in HOLDERS if (holder := getattr(self, name)))

    @property
    def is_settled(self) -> bool:
        """Whether it is an answer already given, which stays as it was said."""
        return self.part == ANSWER and bool(self.attempt and self.attempt.answered_at)

    @property
    def meta(self) -> str:
        """Its length, written and spoken: "31 words · 13 s"."""
        return length(self.body)

    def take(self, *, key, body: str, now: datetime) -> "TextVersion":
        """Add a version and make it the current one."""
        version = self.versions.create(
            candidate_id=self.candidate_id,
            key=key,
            made_from=self.version,
            body=body,
            made_at=now,
        )
        self.body, self.version, self.saved_at = body, key, now
        self.save(update_fields=["body", "version", "saved_at"])
        return version

    def thin(self, now: datetime) -> None:
        """Drop the body of the version before the newest if the newest says all of it.

        One version in five minutes stays. A thinned one's row stays too: a late repeat of its
        save must still be recognised.
        """
        kept = self.versions.filter(body__isnull=False).order_by("-made_at", "-pk")
        newest, before, older = [*kept[:3], None, None, None][:3]
        if older is None or newest.made_at - older.made_at >= THIN_WITHIN:
            return
        if says_all(newest.body, before.body):
            before.body = None
            before.save(update_fields=["body"])


class TextVersion(Owned):
    """One body that a text had; `body` is None once a newer one minutes later replaced it."""

    text = models.ForeignKey(Text, models.CASCADE, related_name="versions")
    key = models.UUIDField()
    made_from = models.UUIDField(null=True, blank=True)
    body = models.TextField(null=True, blank=True)  # noqa: DJ001 — None: thinned; "": emptied
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["candidate", "key"], name="text_version_key_once"),
        ]
        indexes = [
            models.Index(fields=["candidate", "text", "-made_at"], name="text_version_newest"),
        ]

    def __str__(self):
        return f"{self.made_at:%Y-%m-%d %H:%M}"

    @property
    def meta(self) -> str:
        """Its length, written and spoken."""
        return length(self.body or "")


def says_all(new: str, old: str) -> bool:
    """Whether `new` grew out of `old`: nine tenths of it stand at its beginning and its end."""
    start = shared_start(new, old)
    end = shared_start(new[start:][::-1], old[start:][::-1])
    return start + end >= 0.9 * len(old)


def shared_start(one: str, other: str) -> int:
    """How many characters the two begin with alike."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((place for place, (a, b) in pairs if a != b), min(len(one), len(other)))


def length(body: str, wpm: int = WORDS_A_MINUTE) -> str:
    """The length of a text, said at `wpm` words a minute: "31 words · 13 s"; "" for none."""
    count = words(body)
    return f"{count} word{'s' * (count != 1)} · {spoken_seconds(count, wpm)} s" if count else ""
