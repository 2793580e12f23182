"""What a person sees, in a real browser: the site served from here, its clock at make.NOW.

Whatever a page says in the console as an error (a script that broke, a policy that was
violated, a file that is missing) fails the test that opened it, unless it forgives that.
"""

import os
import re
import shutil
import time
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.core.cache import cache as tries
from playwright.sync_api import expect

from interviewprep.accounts import guests
from questions.domain.entry import Entry, parse_entry
from questions.loading import write
from questions.primers import primer_pages
from tests.make import NOW

# Playwright keeps an event loop in this thread; the tests ask the database beside it.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
expect.set_options(timeout=10_000)
AT_HOME = {
    "viewport": {"width": 1360, "height": 900},
    "locale": "en-GB",
    "timezone_id": "Europe/London",
}
SEED = (
    "behavioural/explain-ml-to-a-non-expert",
    "behavioural/model-that-did-not-work",
    "behavioural/performance-against-constraints",
    "behavioural/staying-current",
    "deep-learning/transformers-over-rnns",
    "design/recommend-for-a-streaming-service",
    "llm/is-this-llm-safe-to-ship",
    "llm/rag-over-company-documents",
    "ml-code/logistic-regression-by-gradient-descent",
    "production/good-offline-bad-online",
)
QUIET = ["gpu", "quic", "background-networking", "component-update", "sync"]


def pytest_collection_modifyitems(items):
    """What stands in this folder needs a browser."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker("browser")


class Clock:
    """The site's clock: it stands at NOW when a test begins, and runs."""

    def __init__(self):
        self.start, self.began = NOW, time.monotonic()

    def now(self) -> datetime:
        """What the site takes for now."""
        return self.start + timedelta(seconds=time.monotonic() - self.began)

    def move(self, **by) -> None:
        """Let time pass: move(days=2)."""
        self.start += timedelta(**by)

    def move_to(self, then: datetime) -> None:
        """Let it be a moment after `then`."""
        self.start += then - self.now() + timedelta(seconds=1)


class Troubles(list):
    """Errors that pages reported; a test forgives those that it provokes."""

    def __init__(self):
        super().__init__()
        self.forgiven = []

    def watch(self, context) -> None:
        """Listen to all pages of a browser."""
        context.on("console", self.hear)
        context.on("weberror", lambda error: self.append(str(error.error)))

    def hear(self, message) -> None:
        """Keep an error of the console, with where it came from."""
        if message.type == "error":
            self.append(f"{message.text} ({message.location['url']})")

    def forgive(self, *patterns) -> None:
        """Expect errors with these words."""
        self.forgiven += patterns

    @property
    def left(self) -> list[str]:
        """What nobody expected."""
        return [each for each in self if not any(re.search(p, each) for p in self.forgiven)]


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    """Debian's Chromium, talking to nobody but the site."""
    return {
        **browser_type_launch_args,
        "executable_path": os.environ.get("CHROMIUM") or shutil.which("chromium"),
        "args": ["--no-sandbox", "--no-first-run", *(f"--disable-{name}" for name in QUIET)],
    }


@pytest.fixture(scope="session")
def base_url(live_server):
    """Where the site is, so that a test opens "/"."""
    return live_server.url


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    """The clock of every request."""
    clock = Clock()
    monkeypatch.setattr(guests, "timezone", SimpleNamespace(now=clock.now))
    return clock


@cache
def seed_entries() -> list[Entry]:
    """The ten questions of the seed, as the bank has them; what is added later is not needed."""
    files = [settings.BANK_DIR / f"{name}.md" for name in SEED]
    return [parse_entry(file.read_text("utf-8"), str(file)) for file in files]


@pytest.fixture(autouse=True)
def bank(transactional_db):
    """A small, real bank, and no count of tries left over from another test."""
    tries.clear()
    primers = [page.primer for page in primer_pages().values()]
    write(entries=seed_entries(), primers=primers, mark="tests", now=NOW)


@pytest.fixture
def troubles():
    """What the pages complained of."""
    return Troubles()


@pytest.fixture
def new_context(bank, new_context, troubles):
    """Makes a browser of its own (cookies, storage), watched for errors."""
    opened = []

    def make(**kwargs):
        context = new_context(**AT_HOME | kwargs)
        context.set_default_timeout(15_000)
        troubles.watch(context)
        opened.append(context)
        return context

    yield make
    left = troubles.left
    for context in opened:
        if context.pages:
            # What a page would still send while it closes belongs to no other test.
            context.set_offline(True)
    assert not left


@pytest.fixture
def context(new_context):
    """The browser of `page`."""
    return new_context()


@pytest.fixture
def page(context):
    """A page on a wide screen."""
    return context.new_page()


@pytest.fixture
def phone(new_context):
    """A page on a phone."""
    return new_context(viewport={"width": 390, "height": 844}, has_touch=True).new_page()


@pytest.fixture
def plain(new_context):
    """A page in a browser that runs no scripts."""
    return new_context(java_script_enabled=False).new_page()


@pytest.fixture
def enter(live_server):
    """Makes a browser that of somebody of the cast: enter(context, guest_client)."""

    def put_on(context, client):
        cookies = [
            {"name": name, "value": morsel.value, "url": live_server.url}
            for name, morsel in client.cookies.items()
        ]
        context.add_cookies(cookies)

    return put_on
