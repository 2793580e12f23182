"""Candidates, and the aim that stands beside each.

A guest is a real row with an unusable password; claiming it sets an e-mail and a password
on the same row, so nothing that belongs to it moves.
"""

from datetime import date, datetime
from functools import cache
from zoneinfo import available_timezones

from allauth.account.models import EmailAddress as Address
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.db import models, transaction
from django.db.models.functions import Lower

from interviewprep import registry
from interviewprep.ids import new_id

__all__ = ["Address", "Aim", "Candidate"]


class CandidateManager(BaseUserManager):
    """Candidates, each with their aim and what apps read beside it: nearly every page needs it."""

    def get_queryset(self):
        """Fetch these rows in the same query."""
        return super().get_queryset().select_related("aim", *registry.beside)

    def settle(self, candidate: "Candidate", time_zone: str) -> "Candidate":
        """Insert a guest's row and aim unless they stand already; return the guest as kept.

        Two tabs may do this at once: each insert gives way to a row that is there.
        """
        guest = Candidate(id=candidate.pk)
        guest.set_unusable_password()
        with transaction.atomic():
            self.bulk_create([guest], ignore_conflicts=True)
            aim = Aim(candidate=guest, time_zone=time_zone)
            Aim.objects.bulk_create([aim], ignore_conflicts=True)
        return self.get(pk=candidate.pk)


class Candidate(AbstractBaseUser):
    """A person who prepares: a guest, or a member once they kept their work."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    email = models.EmailField(unique=True, null=True, blank=True)
    is_active = models.BooleanField(default=True)
    claimed_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = CandidateManager()
    USERNAME_FIELD = "email"

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="candidate_email_in_small_letters",
                condition=models.Q(email=Lower("email")),
            ),
            models.CheckConstraint(
                name="candidate_claimed_has_email",
                condition=models.Q(claimed_at__isnull=True) | models.Q(email__isnull=False),
            ),
        ]

    def __str__(self):
        return self.email or f"guest {self.pk}"

    @property
    def is_guest(self) -> bool:
        """Whether nobody has claimed this row yet (it may not even be written)."""
        return self.claimed_at is None

    @property
    def is_new(self) -> bool:
        """Whether this guest has written nothing so far, so that no row stands for it."""
        return self._state.adding

    @property
    def kept_aim(self) -> "Aim":
        """The aim, or the default one of a guest without a row."""
        return Aim(candidate_id=self.pk) if self.is_new else self.aim

    def claim(self, *, email: str, password: str, now: datetime) -> None:
        """Turn a guest into a member: same row, same work."""
        self.email, self.claimed_at = email.lower(), now
        self.set_password(password)
        with transaction.atomic():
            self.save(update_fields=["email", "claimed_at", "password"])
            Address.objects.create(user=self, email=self.email, primary=True)


class Leaning(models.TextChoices):
    """What kind of AI post it is; the words the start page asks with."""

    LLM = "llm", "LLM products"
    APPLIED = "applied", "Applied ML"
    RESEARCH = "research", "Research"


def an_hour_a_day() -> list[int]:
    """Minutes for each weekday, Monday first."""
    return [60] * 7


class Aim(models.Model):
    """Where a candidate is going: written by the plan and the rounds, read by review.

    `next_date` is the date that the plan leads to, `round_days` are the days of rounds ahead,
    `round_stages` their stages and `round_cards` what a page says of them; `minutes` are those
    of each weekday, Monday first; `rest_days` are weekdays (0 is Monday); `leaning_from` is the
    interview whose description said the leaning, None where the candidate did; `retention` is
    FSRS's desired retention.
    """

    candidate = models.OneToOneField(Candidate, models.CASCADE, primary_key=True)
    next_date = models.DateField(null=True, blank=True)
    round_days = ArrayField(models.DateField(), default=list, blank=True)
    round_stages = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    round_cards = models.JSONField(default=list, blank=True)
    minutes = ArrayField(models.PositiveSmallIntegerField(), size=7, default=an_hour_a_day)
    rest_days = ArrayField(models.PositiveSmallIntegerField(), default=list, blank=True)
    leaning = models.CharField(max_length=20, choices=Leaning, blank=True)
    leaning_from = models.UUIDField(null=True, blank=True)
    time_zone = models.CharField(max_length=64, default="UTC")
    retention = models.FloatField(default=0.9)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="aim_retention_in_reach",
                condition=models.Q(retention__gte=0.7) & models.Q(retention__lte=0.97),
            ),
        ]

    def __str__(self):
        return f"{self.next_date or 'no date'}, {self.time_zone}"

    def day_from(self, today: date) -> date | None:
        """The next day after today that there is something to be ready for; today if none is."""
        days = sorted(day for day in (self.next_date, *self.round_days) if day and day >= today)
        return next((day for day in days if day > today), days[0] if days else None)

    def stages_from(self, today: date) -> frozenset[str]:
        """The stages of the rounds from today on."""
        rounds = zip(self.round_days, self.round_stages, strict=True)
        return frozenset(stage for day, stage in rounds if day >= today)


@cache
def zones() -> frozenset[str]:
    """The names of all time zones; they are files, so they are looked for once."""
    return frozenset(available_timezones())


def known_zone(name: str | None) -> str | None:
    """Return the IANA zone's name if this machine knows it, else None."""
    return name if name in zones() else None
