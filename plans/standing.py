"""Readiness as the pages show it: whole per cents, with what they are called and what they mean."""

from collections.abc import Iterable
from dataclasses import dataclass

from interviewprep.accounts.models import Leaning
from questions.domain.vocabulary import DIMENSIONS, KINDS, STAGES

from .domain.enough import MINUTES, Enough
from .domain.readiness import Outlook, Share, in_all, readiness
from .prediction import Prediction, piece_of


@dataclass(frozen=True)
class Bar:
    """One dimension or kind, in whole per cents of all that it may ask.

    What is known is the least that would be said: what was not tried is unknown, and may be
    said as well. `adds` is what the next half hour adds to all that is asked, in per cents with
    one place, and `enough` whether the minutes add more elsewhere: for kinds only.
    """

    name: str
    label: str
    part: Outlook
    enough: bool = False
    adds: str = ""

    @property
    def now(self) -> int:
        """What would be said today, at least."""
        return percent(self.part.now.known)

    @property
    def then(self) -> int:
        """What would be said on the day, at least, if the plan is followed."""
        return percent(self.part.then.known)

    @property
    def without(self) -> int:
        """What would be said on the day, at least, if nothing more is done."""
        return percent(self.part.without.known)

    @property
    def of_tried(self) -> int:
        """What would be said today of what was tried."""
        return percent(self.part.now.of_tried)

    @property
    def then_of_tried(self) -> int:
        """What would be said on the day of what will have been tried."""
        return percent(self.part.then.of_tried)

    @property
    def without_of_tried(self) -> int:
        """What would be said on the day of what was tried, if nothing more is done."""
        return percent(self.part.without.of_tried)

    @property
    def told(self) -> int:
        """Where on a bar of 100 the unknown begins."""
        return percent(1 - self.part.now.unknown)

    @property
    def tried(self) -> str:
        """How much of what it asks was tried."""
        return little(self.part.now)

    @property
    def will_try(self) -> str:
        """How much of what it asks will have been tried on the day, as planned."""
        return little(self.part.then)

    @property
    def is_tried(self) -> bool:
        """Whether anything of it was."""
        return self.part.now.of_tried is not None

    @property
    def will_be_tried(self) -> bool:
        """Whether anything of it will have been on the day."""
        return self.part.then.of_tried is not None

    @property
    def counts(self) -> str:
        """Its share of all that is asked, in per cents with one place."""
        return f"{100 * self.part.weight:.1f}"

    @property
    def of(self) -> str:
        """What was tried of it, as a share of all that is asked."""
        return f"{100 * self.part.weight * (1 - self.part.now.unknown):.2f}"

    @property
    def gives(self) -> str:
        """What is known of it, as a share of all that is asked."""
        return f"{100 * self.part.weight * self.part.now.known:.2f}"


@dataclass(frozen=True)
class Term:
    """One item's part in what is known of a question, in per cents of the question's points."""

    what: str
    told: int
    said: int
    recall: int
    gives: str


@dataclass(frozen=True)
class Example:
    """One question's sum, in whole per cents: how much of it was told, and is known of that."""

    slug: str
    title: str
    terms: list[Term]
    told: int
    known: int


def percent(share: float | None) -> int:
    """A share (0-1) as a whole number of per cents; 0 for none."""
    return round(100 * (share or 0.0))


def little(share: Share) -> str:
    """How much was tried: a little is never nothing, and all but a little never all."""
    tried = 1 - share.unknown
    whole = percent(tried)
    if share.of_tried is not None and not whole:
        return "under 1"
    return "over 99" if whole == 100 and share.unknown > 1e-9 else str(whole)


def dimension_bars(prediction: Prediction) -> list[Bar]:
    """The five dimensions in their order."""
    found = {part.name: part for part in readiness(prediction.pieces, by="dimension")}
    return [Bar(name, label, found[name]) for name, label in DIMENSIONS.items() if name in found]


def kind_bars(prediction: Prediction) -> list[Bar]:
    """The kinds, the weightiest first, each with what the next half hour adds."""
    enough: Enough = prediction.enough
    return [
        Bar(
            name=part.name,
            label=KINDS[part.name],
            part=part,
            enough=enough.of(part.name),
            adds=f"{100 * enough.added.get(part.name, 0.0):.1f}",
        )
        for part in readiness(prediction.pieces, by="kind")
    ]


def whole_bar(prediction: Prediction) -> Bar:
    """All that is asked."""
    return Bar("all", "All that is asked", in_all(prediction.pieces))


def until_words(prediction: Prediction) -> str:
    """The day that is looked at: "3 December", "8 December, when your plan ends"."""
    day = f"{prediction.day.day} {prediction.day:%B}"
    return {
        "interview": day,
        "plan": f"{day}, when your plan ends",
        "fortnight": f"{day}, in two weeks",
    }[prediction.until]


def leaning_words(prediction: Prediction) -> str:
    """By whose weights it is added up; LLM products where the candidate chose none."""
    return Leaning(prediction.known.aim.leaning or Leaning.LLM).label


def stage_words(prediction: Prediction) -> str:
    """The stages of the rounds ahead: "Technical phone screen"; "" without rounds."""
    ahead = prediction.known.aim.stages_from(prediction.known.today)
    return ", ".join(label for stage, label in STAGES.items() if stage in ahead)


def enough_words(prediction: Prediction, bars: Iterable[Bar]) -> str:
    """What is enough, in one sentence; "" where there is no telling yet."""
    enough = prediction.enough
    if not prediction.is_ahead or enough.best is None:
        return ""
    best = next(bar for bar in bars if bar.name == enough.best)
    if enough.everywhere:
        return (
            f"Enough. Another {MINUTES} minutes of questions add less than 0.2 % anywhere: "
            "say a story aloud, or rest."
        )
    return f"The next {MINUTES} minutes add most in {best.label}: {best.adds} % of all there is."


def example(prediction: Prediction) -> Example | None:
    """The weightiest question that was tried, rather one of several items; None before any."""
    tried = [each for each in prediction.asked if any(part.told for part in each.parts)]
    if not tried:
        return None
    most = max(tried, key=lambda each: (len(each.parts) > 1, each.weight, str(each.key)))
    whole, *apart = most.parts
    rows = [("Points you said, as the whole answer is recalled", whole)]
    rows += [("A point that comes back by itself", part) for part in apart]
    recalls = {part.item: prediction.forecasts[part.item].now for part in most.parts}
    terms = [
        Term(
            what=what,
            told=percent(part.told),
            said=percent(part.said),
            recall=percent(recalls[part.item]),
            gives=f"{100 * part.said * recalls[part.item]:.1f}",
        )
        for what, part in rows
        if part.told
    ]
    piece = piece_of(most, prediction.forecasts)
    return Example(most.slug, most.title, terms, percent(piece.tried), percent(piece.now))
