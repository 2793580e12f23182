"""`manage.py simulate`: what the review policy is worth, on learners made for the purpose."""

import json
import sys
import time
from datetime import date, timedelta

from django.core.management.base import BaseCommand, CommandError

from practice.domain.aiming import Item
from practice.domain.outlook import look_ahead
from practice.domain.simulation import Setting, bank_of, compare, summary

REPLAN_ITEMS, REPLAN_DAYS = 1320, 28


class Command(BaseCommand):
    """Compare the product's policy with Anki's and others at equal minutes."""

    help = "Simulate learners until a day, and print what each policy leaves known, as JSON."
    requires_system_checks = ()

    def create_parser(self, *args, **kwargs):
        """Say what is wrong in one line, without the usage."""
        parser = super().create_parser(*args, **kwargs)
        parser.error = _refuse
        return parser

    def add_arguments(self, parser):
        """The setting; what it leaves out is as in the contract."""
        for name in ("days", "items", "learners", "seed"):
            parser.add_argument(f"--{name}", type=int, default=getattr(Setting, name))
        parser.add_argument("--minutes", type=float, default=Setting.minutes, help="a day")
        parser.add_argument("--missed", type=float, default=0.0, help="share of days, 0 to 1")
        parser.add_argument(
            "--mismatch", action="store_true", help="learners whose memory is not FSRS's"
        )
        parser.add_argument(
            "--answers", type=float, default=Setting.answers, help="share of whole answers, 0 to 1"
        )

    def handle(self, *, days, minutes, items, learners, seed, missed, mismatch, answers, **_):
        """Print one JSON object."""
        try:
            setting = Setting(days, minutes, items, learners, seed, missed, mismatch, answers)
        except ValueError as error:
            raise CommandError(str(error), returncode=2) from error
        results = summary(compare(setting))
        report = {"policies": results, "replan_ms": round(_replan_ms(setting.seed), 1)}
        self.stdout.write(json.dumps(report))


def _replan_ms(seed: int) -> float:
    """Return the CPU milliseconds of planning 28 days of 1,320 items anew."""
    bank = bank_of(Setting(items=REPLAN_ITEMS, seed=seed))
    columns = (bank.minutes, bank.review_minutes, bank.weight, bank.must)
    rows = zip(*(column.tolist() for column in columns), strict=True)
    items = [Item(f"{n:04}", *row) for n, row in enumerate(rows)]
    today = date(2026, 1, 1)
    minutes = {today + timedelta(days=n): 90.0 for n in range(REPLAN_DAYS)}
    start = time.process_time()
    look_ahead(items, today=today, day=today + timedelta(days=REPLAN_DAYS), minutes=minutes)
    return (time.process_time() - start) * 1000


def _refuse(message: str):
    sys.stderr.write(f"simulate: {message}\n")
    raise SystemExit(2)
