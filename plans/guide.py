"""The guide's pages: ours, in Markdown, read once a process.

A page is fixtures/guide/<slug>.md. Its head gives title, summary, order, where to practise
what it says, and, on the day-of page, a checklist.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml
from django.conf import settings
from django.utils.safestring import SafeString

from interviewprep.markup import to_page

FENCE = "---\n"


class GuideError(ValueError):
    """A page is wrong; the message names its file."""


@dataclass(frozen=True)
class Link:
    """A place where something is practised."""

    label: str
    href: str


@dataclass(frozen=True)
class Item:
    """Something to tick; `href` where it is done, if anywhere here."""

    id: str
    text: str
    href: str = ""


@dataclass(frozen=True)
class GuidePage:
    """One page."""

    slug: str
    title: str
    summary: str
    order: int
    practise: tuple[Link, ...]
    checklist: tuple[Item, ...]
    html: SafeString


@cache
def pages() -> dict[str, GuidePage]:
    """All pages in their order, by slug."""
    found = [read_page(file) for file in sorted(settings.GUIDE_DIR.glob("*.md"))]
    return {page.slug: page for page in sorted(found, key=lambda page: page.order)}


def read_page(file: Path) -> GuidePage:
    """Read one page; raises GuideError."""
    _, head, body = file.read_text(encoding="utf-8").split(FENCE, 2)
    try:
        fields = yaml.safe_load(head)
        practise = tuple(Link(**each) for each in fields.pop("practise"))
        checklist = tuple(Item(**each) for each in fields.pop("checklist", ()))
        return GuidePage(
            slug=file.stem,
            practise=practise,
            checklist=checklist,
            html=to_page(body),
            **fields,
        )
    except (yaml.YAMLError, KeyError, TypeError) as error:
        raise GuideError(f"{file.name}: {error}") from error
