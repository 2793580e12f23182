"""The primers as pages: read and rendered once a process."""

from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.utils.safestring import SafeString

from interviewprep.markup import inline_html, to_page

from .domain.bank import bank_files
from .domain.primers import Primer, read_primers
from .domain.problems import EntryErrors


@dataclass(frozen=True)
class PrimerPage:
    """One primer, with its text and its numbers as HTML."""

    primer: Primer
    html: SafeString
    numbers: tuple[SafeString, ...]


@cache
def primer_pages() -> dict[str, PrimerPage]:
    """All primers in their order, by slug. Raises EntryErrors."""
    slugs = {path.stem for path in bank_files(settings.BANK_DIR)}
    primers, problems = read_primers(settings.PRIMERS_DIR, slugs)
    if problems:
        raise EntryErrors(problems)
    return {
        primer.slug: PrimerPage(
            primer=primer,
            html=to_page(primer.body),
            numbers=tuple(inline_html(number, trusted=True) for number in primer.numbers),
        )
        for primer in primers
    }
