"""Which keys an entry's front matter has, by kind, and the shape of each."""

from .records import (
    AskBack,
    Compare,
    CurveCard,
    FollowUp,
    Frequency,
    KeyPoint,
    Misconception,
    Phase,
    Review,
    Source,
)
from .shapes import (
    BAD,
    Record,
    address,
    day,
    list_of,
    map_of,
    one_of,
    slug,
    text,
    truth,
    whole,
)
from .vocabulary import (
    BASES,
    CODE_KINDS,
    COMPARISONS,
    DIMENSIONS,
    KINDS,
    LEVELS,
    MISTAKES,
    NEEDS,
    STAGES,
)

STAR_PARTS = ("situation", "task", "action", "result")
# What only a spoken answer must have; a code entry may have it.
SPOKEN = ("testing", "say_first", "ask_back", "key_points", "misconceptions", "levels")

POINT = Record(
    KeyPoint,
    {
        "id": slug,
        "must": truth,
        "weight": whole(1, 100),
        "text": text,
        "phrasings": list_of(text, 3, 6),
        "naming": text,
    },
    optional={"must"},
)
FOLLOW_UP = Record(FollowUp, {"id": slug, "when": text, "ask": text, "good": text})
SOURCE = Record(
    Source,
    {
        "title": text,
        "author": text,
        "year": whole(1600, 2100),
        "url": address,
        "supports": text,
        "stale_after": day,
    },
    optional={"stale_after"},
)

COMMON = {
    "title": text,
    "topic": slug,
    "kind": one_of(KINDS),
    "stages": list_of(one_of(STAGES), 1),
    "dimensions": map_of(DIMENSIONS, whole(1, 100), 1),
    "difficulty": whole(1, 5),
    "minutes": whole(1, 90),
    "frequency": Record(Frequency, {"often": whole(1, 5), "basis": one_of(BASES)}),
    "mistakes": map_of(MISTAKES, text),
    "testing": text,
    "say_first": text,
    "ask_back": list_of(Record(AskBack, {"ask": text, "reply": text}), 2, 4),
    "key_points": list_of(POINT, 5, 8, unique="id"),
    "follow_ups": list_of(FOLLOW_UP, 3, 5, unique="id"),
    "misconceptions": list_of(
        Record(Misconception, {"wrong": text, "right": text, "source": text}), 1
    ),
    "levels": map_of(LEVELS, text, every=True),
    "numbers": list_of(text),
    "related": list_of(slug),
    "sources": list_of(SOURCE, unique="url"),
    "reviewed": Record(Review, {"by": text, "on": day, "note": text}),
}

BEHAVIOURAL = {
    "theme": slug,
    "parts": map_of(STAR_PARTS, text, every=True),
    "probes": list_of(text, 3, 6),
    "next_level": text,
}

DESIGN = {
    "phases": list_of(Record(Phase, {"name": text, "minutes": whole(1, 45), "do": text}), 3),
    "curve_cards": list_of(
        Record(CurveCard, {"id": slug, "minute": whole(1, 45), "change": text, "good": text}),
        3,
        4,
        unique="id",
    ),
}


def compare(value, key, report):
    """A word, or {tolerance: a small number}."""
    if isinstance(value, str) and value in COMPARISONS:
        return Compare(value)
    if isinstance(value, dict) and list(value) == ["tolerance"]:
        try:
            # YAML 1.1 reads 1e-6, without a point, as text.
            size = float(value["tolerance"])
        except (TypeError, ValueError):
            size = 0.0
        if 0 < size < 1:
            return Compare("tolerance", size)
    report(key, f'"compare" must be {{tolerance: 1e-6}} or one of: {", ".join(COMPARISONS)}')
    return BAD


CODE = {
    "signature": text,
    "compare": compare,
    "needs": one_of(NEEDS),
    "hints": list_of(text, 3, 3),
    "say_while_coding": text,
    "complexity": text,
}


def front_matter(kind: str) -> Record:
    """Return the record of a kind's front matter."""
    if kind in CODE_KINDS:
        return Record(dict, {**COMMON, **CODE}, optional=SPOKEN)
    more = {"behavioural": BEHAVIOURAL, "design": DESIGN}
    return Record(dict, {**COMMON, **more.get(kind, {})})
