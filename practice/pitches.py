"""The opening and the money: what is written of each, what to look at, what can be drawn on.

The floor of a salary is known to the candidate alone. It is read here for one purpose, to warn
where the spoken line gives it away, and is handed to no page but its own.
"""

from dataclasses import dataclass
from datetime import datetime

from interviewprep.accounts.models import Candidate

from .claims import unsaid_words
from .domain.clock import spoken_seconds, words
from .domain.leaving_out import standing
from .domain.opening import Kept, Remark, review_pitch, worth_keeping
from .models import Claim, Pitch, Text
from .models.pitches import KINDS, PARTS, PRIVATE
from .models.worksheets import HEAD, Worksheet
from .takes import wpm_of
from .texts import texts_of

LEADS = {
    "about-me": "Three prompts first; then in your words, once in 90 seconds and once in 30.",
    "why-company": "The general shape. What you say to one company stands on its interview's page.",
    "why-leave": "One sentence on what you leave is enough; the rest is where you go.",
    "salary": "Ask for their range first. This is for when they want yours.",
}
OFFERED_AT_MOST = 5  # projects


@dataclass(frozen=True)
class Spoken:
    """A part that is said aloud: how long it takes, of how many seconds."""

    part: str
    label: str
    seconds: int
    target: int

    @property
    def is_over(self) -> bool:
        """Whether it takes longer than it should."""
        return self.seconds > self.target


@dataclass(frozen=True)
class Row:
    """A pitch as the list shows it."""

    pitch: Pitch
    empty: list[str]
    spoken: list[Spoken]


def begin_pitch(*, candidate: Candidate, kind: str, now: datetime) -> Pitch:
    """The candidate's row of a kind, made by the first write."""
    return candidate.pitches.get_or_create(kind=kind, defaults={"created_at": now})[0]


def overview(candidate: Candidate) -> list[Row]:
    """The four, written or not, at one's own pace; nothing private."""
    wpm = wpm_of(candidate)
    kept = {pitch.kind: pitch for pitch in candidate.pitches.prefetch_related("texts")}
    return [row_of(kept.get(kind) or Pitch(candidate=candidate, kind=kind), wpm) for kind in KINDS]


def row_of(pitch: Pitch, wpm: int) -> Row:
    """One pitch with what is empty and how long it takes."""
    shown = [part for part in PARTS[pitch.kind] if part not in PRIVATE]
    texts = texts_of(pitch, shown) if pitch.created_at else {}
    bodies = {part: texts[part].body if texts else "" for part in shown}
    empty = [PARTS[pitch.kind][part][0] for part in shown if not bodies[part].strip()]
    return Row(
        pitch, empty, [spoken_of(pitch.kind, part, bodies[part], wpm) for part in spoken(pitch)]
    )


def spoken(pitch: Pitch) -> list[str]:
    """Its parts that are said aloud."""
    return [part for part, (_, _, target) in PARTS[pitch.kind].items() if target]


def spoken_of(kind: str, part: str, body: str, wpm: int) -> Spoken:
    """How long a part takes."""
    label, _, target = PARTS[kind][part]
    return Spoken(part, label, spoken_seconds(words(body), wpm), target)


def remarks_on(pitch: Pitch, texts: dict[str, Text], wpm: int) -> list[tuple[str, list[Remark]]]:
    """What to look at, by part: [(label, remarks)]; parts without any are left out."""
    floor = texts["floor"].body if "floor" in texts else ""
    read = {
        PARTS[pitch.kind][part][0]: review_pitch(pitch.kind, part, text.body, wpm, floor=floor)
        for part, text in texts.items()
        if part not in PRIVATE
    }
    return [(label, remarks) for label, remarks in read.items() if remarks]


def to_keep(texts: dict[str, Text], wpm: int) -> tuple[list[Kept], int]:
    """Of the 90 seconds what the 30 could keep, and the seconds that takes."""
    kept = worth_keeping(texts["long"].body) if "long" in texts else []
    return kept, spoken_seconds(sum(words(each.sentence) for each in kept), wpm)


def unsaid_of(candidate: Candidate) -> list[str]:
    """All words that must not be said; one query."""
    return unsaid_words(candidate.claims.filter(stand=Claim.Stand.UNSAID))


def offered(candidate: Candidate, unsaid: list[str]) -> list[dict]:
    """The newest projects' heads, to draw on: {part: text}; what must not be said is left out."""
    texts = candidate.texts.filter(worksheet__isnull=False, worksheet__deleted_at=None)
    texts = texts.exclude(worksheet__project=Worksheet.Project.PAPER).exclude(body="")
    found = {}
    for text in texts.filter(part__in=HEAD).order_by("-worksheet__created_at", "worksheet"):
        found.setdefault(text.worksheet_id, {})[text.part] = text.body
    return [
        {part: may_be_said(body, unsaid) for part, body in parts.items()}
        for parts in list(found.values())[:OFFERED_AT_MOST]
    ]


def may_be_said(body: str, unsaid: list[str]) -> list[str]:
    """The lines of a text in which nothing stands that must not be said."""
    lines = [line.strip() for line in body.splitlines() if line.strip()]
    return [line for line in lines if not standing(line, unsaid)]
