"""`manage.py replan`: the plan for what is left, JSON in and out."""

import json
import sys

from django.core.management.base import BaseCommand

from plans.domain.replan_request import read_request
from plans.domain.replanning import Replanned


class Command(BaseCommand):
    """Plan what is left anew, moving as little as can be."""

    help = (
        "Read {today, rounds, minutes, rest, tasks, done, previous?} and print {days, dropped,"
        " cushion, moved}; exit 2 for a bad input."
    )
    requires_system_checks = ()

    def handle(self, **options):
        """Print JSON."""
        try:
            done = read_request(sys.stdin.read()).replanned()
        except (ValueError, OverflowError) as error:
            line = " ".join(str(error).split())
            self.stderr.write(f"replan: {line}")
            sys.exit(2)
        self.stdout.write(json.dumps(as_json(done), ensure_ascii=False))


def as_json(done: Replanned) -> dict:
    """The plan as JSON holds it."""
    return {
        "days": {
            day.isoformat(): [{"id": work.id, "minutes": work.minutes} for work in row]
            for day, row in done.days.items()
        },
        "dropped": [{"id": each.id, "why": each.why} for each in done.dropped],
        "cushion": {day.isoformat(): minutes for day, minutes in done.cushion.items()},
        "moved": list(done.moved),
    }
