"""What must hold between the values of one entry's front matter.

Every rule takes values that may be missing (None) or BAD, and then says nothing: the shapes
have said it.
"""

from .shapes import BAD, Report
from .vocabulary import CODE_KINDS, PERSONAL_KINDS

MINUTES_OF_A_DESIGN = 45


def check_rules(values: dict, kind: str, slug: str, report: Report) -> None:
    """Report everything that does not fit together."""
    read = {key: value for key, value in values.items() if value is not BAD}
    check_dimensions(read.get("dimensions"), report)
    check_mistakes(read.get("mistakes"), kind, report)
    check_points(read.get("key_points"), report)
    if "key_points" in read or "key_points" not in values:
        check_ladder(read.get("follow_ups"), read.get("key_points") or (), report)
    if "sources" in read:
        check_misconceptions(read.get("misconceptions") or (), read["sources"], report)
    check_numbers(read.get("numbers"), kind, report)
    check_phases(read.get("phases"), report)
    if slug in (read.get("related") or ()):
        report("related", f'"related" names this entry itself: remove {slug}')


def check_dimensions(dimensions: dict | None, report: Report) -> None:
    """Weights over the dimensions add up to 100."""
    if dimensions and sum(dimensions.values()) != 100:
        total = sum(dimensions.values())
        report("dimensions", f'the weights of "dimensions" add up to {total}: make it 100')


def check_mistakes(mistakes: dict | None, kind: str, report: Report) -> None:
    """An answer aloud always tempts into one of the six."""
    if mistakes == {} and kind not in CODE_KINDS and kind != "ask-them":
        report("mistakes", '"mistakes" is empty: name one that this question tempts people into')


def check_points(points: tuple | None, report: Report) -> None:
    """The weights add up to 100, and something can't be missing from a good answer."""
    if not points:
        return
    total = sum(point.weight for point in points)
    if total != 100:
        report("key_points", f'the weights of "key_points" add up to {total}: make it 100')
    if not any(point.must for point in points):
        report("key_points", 'no key point has "must: true": mark what no good answer lacks')


def check_ladder(follow_ups: tuple | None, points: tuple, report: Report) -> None:
    """Each follow-up has a trigger that can happen; a missed must and a made point are met."""
    if follow_ups is None:
        return
    ids = {point.id for point in points}
    for place, follow_up in enumerate(follow_ups):
        event, _, point = follow_up.when.partition(" ")
        known = (event in ("missed", "made") and point in ids) or follow_up.when == "any"
        if not known and not (points and follow_up.when == "made all"):
            forms = '"missed <id>", "made <id>", "made all" or "any"' if points else '"any"'
            report(
                f"follow_ups.{place}.when",
                f'"when: {follow_up.when}" can\'t happen: write {forms}'
                + (f", with an id of: {', '.join(sorted(ids))}" if points else ""),
            )
    if not points:
        return
    whens = {follow_up.when for follow_up in follow_ups}
    musts = [point.id for point in points if point.must]
    if musts and not any(f"missed {must}" in whens for must in musts):
        report(
            "follow_ups",
            f'no follow-up presses on a missed must: add one with "when: missed {musts[0]}"',
        )
    if not any(when.startswith("made ") for when in whens):
        report("follow_ups", 'no follow-up goes on from a point made: add one with "when: made …"')


def check_misconceptions(misconceptions: tuple, sources: tuple, report: Report) -> None:
    """A misconception's source is one of the entry's."""
    named = [" ".join((s.title, s.author, str(s.year))).casefold() for s in sources]
    for place, each in enumerate(misconceptions):
        if not any(each.source.casefold() in name for name in named):
            report(
                f"misconceptions.{place}.source",
                f'"source: {each.source}" is in no title or author of "sources":'
                " write some words of one as they stand there",
            )


def check_numbers(numbers: tuple | None, kind: str, report: Report) -> None:
    """What is technical has a figure or a formula worth knowing by heart."""
    if numbers == () and kind not in CODE_KINDS | PERSONAL_KINDS:
        report("numbers", '"numbers" is empty: give a formula or figure worth knowing by heart')


def check_phases(phases: tuple | None, report: Report) -> None:
    """The phases fill the design round."""
    if phases and sum(phase.minutes for phase in phases) != MINUTES_OF_A_DESIGN:
        total = sum(phase.minutes for phase in phases)
        report("phases", f'the minutes of "phases" add up to {total}: make it 45')
