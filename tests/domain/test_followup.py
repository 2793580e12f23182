from collections import namedtuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from practice.domain.followup import choose

FollowUp = namedtuple("FollowUp", "id when")

LADDER = [
    FollowUp("stretch", "made all"),
    FollowUp("deeper", "made split"),
    FollowUp("deepest", "made metric"),
    FollowUp("side", "missed naming"),
    FollowUp("press", "missed metric"),
    FollowUp("open", "any"),
]
MUSTS = {"metric"}
POINTS = ["metric", "split", "naming", "drift"]


def verdicts(default="not", **marks):
    return {point: marks.get(point, default) for point in POINTS}


def test_a_must_that_was_missed_is_pressed_first():
    assert choose(LADDER, verdicts("said", metric="not"), MUSTS) == "press"


def test_a_must_half_said_is_pressed_too_after_one_not_said():
    ladder = [FollowUp("half", "missed split"), FollowUp("whole", "missed metric")]
    musts = {"metric", "split"}
    assert choose(ladder, verdicts("said", split="partly"), musts) == "half"
    assert choose(ladder, verdicts("not", split="partly"), musts) == "whole"


def test_everything_made_gets_the_hardest():
    assert choose(LADDER, verdicts("said"), MUSTS) == "stretch"
    assert choose(LADDER, verdicts("said", drift=None), MUSTS) == "deeper"
    assert choose(LADDER, verdicts("said", drift="partly"), MUSTS) == "deeper"


def test_what_was_made_is_pushed_before_what_else_was_missed():
    assert choose(LADDER, verdicts("not", metric="said"), MUSTS) == "deepest"
    assert choose(LADDER, verdicts(None, naming="not"), MUSTS) == "side"


def test_any_is_for_when_nothing_else_fits():
    assert choose(LADDER, verdicts(None), MUSTS) == "open"
    assert choose(LADDER[:-1], verdicts(None), MUSTS) is None


def test_one_already_answered_is_not_asked_again():
    said = verdicts("said")
    asked = []
    while (chosen := choose(LADDER, said, MUSTS, asked)) is not None:
        asked.append(chosen)
    assert asked == ["stretch", "deeper", "deepest", "open"]


def test_everything_made_needs_something_to_have_been_made():
    assert choose([FollowUp("stretch", "made all")], {}, ()) is None


@pytest.mark.parametrize("when", ["", "made", "missed ", "always ", "some metric", "any metric"])
def test_another_form_of_trigger_is_refused(when):
    with pytest.raises(ValueError, match="when"):
        choose([FollowUp("x", when)], verdicts(), MUSTS)


WHENS = st.sampled_from(
    ["made all", "any"] + [f"{event} {point}" for event in ("made", "missed") for point in POINTS]
)
LADDERS = st.lists(WHENS, max_size=8).map(
    lambda whens: [FollowUp(f"f{i}", when) for i, when in enumerate(whens)]
)
VERDICTS = st.fixed_dictionaries(
    {point: st.sampled_from([None, "said", "partly", "not"]) for point in POINTS}
)


def holds(when, marks):
    event, _, point = when.partition(" ")
    if when == "any":
        return True
    if when == "made all":
        return set(marks.values()) == {"said"}
    return marks[point] in ({"said"} if event == "made" else {"partly", "not"})


@given(LADDERS, VERDICTS, st.sets(st.sampled_from(POINTS)), st.sets(st.integers(0, 7)))
def test_the_chosen_ones_trigger_holds_and_none_is_missed(ladder, marks, musts, used):
    used = {f"f{i}" for i in used}
    chosen = choose(ladder, marks, musts, used)
    fitting = {f.id: f.when for f in ladder if f.id not in used and holds(f.when, marks)}
    assert (chosen in fitting) if fitting else chosen is None
    pressing = {
        id for id, when in fitting.items() if when.startswith("missed ") and when[7:] in musts
    }
    if pressing:
        assert chosen in pressing
