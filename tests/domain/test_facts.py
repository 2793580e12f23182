"""Numbers of a story that its project tells differently."""

from hypothesis import given
from hypothesis import strategies as st

from practice.domain.facts import disagreements

PROJECT = {"numbers": "p95 latency of the ranker went from 240 ms to 92 ms after distillation"}


def pairs(story: str, project: str) -> list[tuple[str, str]]:
    """The disagreements between two texts, as (story's, project's)."""
    found = disagreements({"result": story}, {"numbers": project})
    return [(each.story.figure.words, each.project.figure.words) for each in found]


def test_the_same_thing_told_with_another_number_is_pointed_out():
    (each,) = disagreements({"result": "After distillation latency fell to 62 ms."}, PROJECT)
    assert each.story.figure.words == "62 ms"
    assert each.project.figure.words == "240 ms to 92 ms"
    assert (each.story.part, each.project.part) == ("result", "numbers")
    assert each.key == "62 ms / 240 ms to 92 ms"


def test_a_number_that_the_project_has_too_agrees_wherever_it_stands():
    assert pairs("After distillation latency of the ranker was 92 ms.", PROJECT["numbers"]) == []
    assert pairs("Latency after distillation was 92.4 ms.", PROJECT["numbers"]) == []


def test_numbers_of_other_things_are_not_held_against_each_other():
    assert pairs("The warehouse robot stopped within 62 ms.", PROJECT["numbers"]) == []
    assert pairs("Latency after distillation fell by 62 %.", PROJECT["numbers"]) == []


def test_how_long_something_took_is_no_fact_of_the_project():
    assert (
        pairs("The A/B test of the ranker ran two weeks.", "The ranker's A/B test: 3 weeks.") == []
    )
    assert pairs("The A/B test of the ranker ran 2 weeks.", "The ranker's A/B test: 3 weeks.") == []


@given(st.text(max_size=300), st.text(max_size=300))
def test_a_text_never_disagrees_with_itself_and_any_two_can_be_compared(one, other):
    assert disagreements({"result": one}, {"numbers": one}) == []
    disagreements({"result": one}, {"numbers": other})
