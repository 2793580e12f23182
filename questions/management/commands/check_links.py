"""`manage.py check_links`: sources that no longer answer. By hand, where there is a network."""

import re
import sys
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

from django.conf import settings
from django.core.management.base import BaseCommand

# As a value in front matter, in quotes or not, and as a link of Markdown.
ADDRESS = re.compile(r'"(https?://[^"\s]+)"|url: (https?://[^\s,}]+)|\((https?://[^)\s]+)\)')
AT_ONCE = 8
SECONDS = 20
# Some sites refuse whoever does not look like a browser; that says nothing of the page.
REFUSALS = {HTTPStatus.FORBIDDEN, HTTPStatus.METHOD_NOT_ALLOWED, HTTPStatus.TOO_MANY_REQUESTS}
AGENT = {"User-Agent": "Mozilla/5.0 (compatible; interviewprep check_links)"}


class Command(BaseCommand):
    """Ask every address that the bank, the primers and the guide name."""

    help = "List sources that no longer answer; exit 1 if there are any."
    requires_system_checks = []

    def add_arguments(self, parser):
        """Take folders or files."""
        parser.add_argument("paths", nargs="*", metavar="PATH", help="a file or a folder")

    def handle(self, *, paths, **options):
        """Print a line for each address that fails, with the files that name it."""
        named = paths or [settings.BANK_DIR, settings.PRIMERS_DIR, settings.GUIDE_DIR]
        places = addresses(map(Path, named))
        with ThreadPoolExecutor(AT_ONCE) as pool:
            answers = pool.map(answer, places)
            broken = [(url, why) for url, why in zip(places, answers, strict=True) if why]
        for url, why in broken:
            self.stdout.write(f"{url}: {why}: {', '.join(places[url])}")
        self.stdout.write(f"{len(places)} addresses, {len(broken)} do not answer")
        if broken:
            sys.exit(1)


def addresses(paths) -> dict[str, list[str]]:
    """Every address with the files that name it."""
    found: dict[str, list[str]] = {}
    for path in paths:
        for file in [path] if path.is_file() else sorted(path.rglob("*.md")):
            named = ("".join(parts) for parts in ADDRESS.findall(file.read_text("utf-8")))
            for url in dict.fromkeys(named):
                found.setdefault(url, []).append(file.name)
    return found


def answer(url: str) -> str:
    """Why an address fails; "" if it answers."""
    try:
        with urlopen(Request(url, headers=AGENT), timeout=SECONDS):
            return ""
    except HTTPError as error:
        return "" if error.code in REFUSALS else f"{error.code} {error.reason}"
    except (URLError, OSError, ValueError) as error:
        return str(getattr(error, "reason", error))
