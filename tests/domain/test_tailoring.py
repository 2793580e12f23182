from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from itertools import combinations
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from plans.domain.job import read
from plans.domain.layout import Day
from plans.domain.planner import lay_out
from plans.domain.seed_days import SeedTask, parse_seed
from plans.domain.skills import all_skills
from plans.domain.tailoring import (
    ADDED,
    PROVEN,
    PROVEN_AT_MOST,
    SKILL,
    SKILLS_AT_MOST,
    Proven,
    Skill,
    Wants,
    tailor,
)
from questions.domain.vocabulary import KINDS, LEANINGS, STAGES

FIXTURES = Path(__file__).parents[2] / "fixtures"
JOBS = Path(__file__).parent / "jobs"
POSTS = sorted(path.relative_to(JOBS).as_posix() for path in JOBS.glob("*/*.txt"))
SEED = parse_seed((FIXTURES / "plan" / "days.yaml").read_text(encoding="utf-8"))
TASKS = {task.key: task for task in SEED.tasks}
START = date(2026, 11, 24)
# Two that begin alike, a whole field, and one that no list of skills has.
SKILL_NAMES = ["RAG", "Evals", "SQL", "Python", "Machine learning", "Ray", "x" * 60, "x" * 61]
SLUGS = [*"abcdef", "y" * 60 + "a", "y" * 60 + "b"]


def make_skill(name="RAG", where="ML engineer, Acme", questions=("a", "b"), **more) -> Skill:
    """A skill that Acme asks for."""
    given = {"words": "You have shipped RAG.", "kind": "llm", "minutes": 8} | more
    return Skill(name=name, where=where, questions=questions, **given)


def make_proven(question="a", grade="gap", minutes=10, **more) -> Proven:
    """What Acme asked, and it went badly."""
    given = {"title": question.upper(), "kind": "llm", "href": f"/questions/{question}/"} | more
    where = "Technical phone screen at Acme"
    return Proven(question=question, grade=grade, where=where, minutes=minutes, **given)


KIND = st.sampled_from(list(KINDS))
WANTS = st.builds(
    Wants,
    leaning=st.sampled_from(["", *LEANINGS]),
    stages=st.lists(st.sampled_from(list(STAGES)), unique=True).map(tuple),
    skills=st.lists(
        st.builds(
            make_skill,
            name=st.sampled_from(SKILL_NAMES),
            where=st.sampled_from(["ML engineer, Acme", "Globex"]),
            questions=st.lists(st.sampled_from(SLUGS), unique=True).map(tuple),
            kind=KIND,
            minutes=st.integers(0, 90),
        ),
        max_size=12,
    ).map(tuple),
    proven=st.lists(
        st.builds(
            make_proven,
            question=st.sampled_from(SLUGS),
            grade=st.sampled_from(["gap", "shaky"]),
            minutes=st.integers(0, 90),
            kind=KIND,
        ),
        max_size=12,
    ).map(tuple),
    weak=st.dictionaries(KIND, st.just("your short test went badly there")),
)


def is_added(task: SeedTask) -> bool:
    """Whether tailoring made the task."""
    return task.key.startswith(ADDED)


def added(wants: Wants, prefix: str) -> list[SeedTask]:
    """The tasks of one sort that tailoring adds."""
    return [task for task in tailor(SEED.tasks, wants) if task.key.startswith(prefix)]


def one(wants: Wants, key: str) -> SeedTask:
    """A task of the seed as these wants have it."""
    return next(task for task in tailor(SEED.tasks, wants) if task.key == key)


def test_who_wants_nothing_gets_the_seed():
    assert tailor(SEED.tasks, Wants()) == list(SEED.tasks)


@given(WANTS)
def test_the_seeds_tasks_keep_their_order_days_minutes_and_units(wants):
    rows = [task for task in tailor(SEED.tasks, wants) if not is_added(task)]

    def kept(task):
        fulfil = replace(task.fulfil, kinds=())
        return task.key, task.day, task.minutes, task.priority, fulfil, task.href, task.after

    assert [kept(task) for task in rows] == [kept(task) for task in SEED.tasks]


@given(WANTS)
def test_keys_are_unique_fit_a_row_and_are_the_same_for_the_same_wants(wants):
    rows = tailor(SEED.tasks, wants)
    keys = [task.key for task in rows]
    assert len(keys) == len(set(keys))
    assert max(map(len, keys)) <= 60
    assert rows == tailor(SEED.tasks, wants)
    assert [task.day for task in rows] == sorted(task.day for task in rows)


@given(WANTS)
def test_what_is_added_comes_early_is_short_and_says_what_speaks_for_it(wants):
    skills, proven = added(wants, SKILL), added(wants, PROVEN)
    assert len(skills) <= SKILLS_AT_MOST
    assert len(proven) <= PROVEN_AT_MOST
    for task in [*skills, *proven]:
        assert task.day <= 2
        assert 0 < task.minutes <= 30
        assert "Acme" in task.because or "Globex" in task.because
        assert task.href.split("/")[2] in task.questions
    hrefs = [task.href for task in [*skills, *proven]]
    assert len(hrefs) == len(set(hrefs))


@given(WANTS)
def test_a_proven_gap_outweighs_all_that_is_guessed_and_what_was_shaky_all_but_musts(wants):
    rows = tailor(SEED.tasks, wants)
    grades = {each.question: each.grade for each in wants.proven if each.grade == "shaky"}
    grades |= {each.question: each.grade for each in wants.proven if each.grade == "gap"}
    weights = {"gap": [], "shaky": [], "guessed": [], "guessed must": []}
    for task in rows:
        if task.key.startswith(PROVEN):
            sort = grades[task.questions[0]]
            assert task.must == (sort == "gap")
        else:
            sort = "guessed must" if task.must else "guessed"
        weights[sort].append(task.weight(wants.leaning))
    least = {sort: min(found, default=99) for sort, found in weights.items()}
    most = {sort: max(found, default=0) for sort, found in weights.items()}
    assert least["gap"] > max(most["shaky"], most["guessed"], most["guessed must"])
    assert least["shaky"] > most["guessed"]


@given(WANTS)
def test_a_weak_kind_counts_more_with_its_reason_and_what_no_round_asks_counts_less(wants):
    plain = {task.key: task for task in tailor(SEED.tasks, Wants(leaning=wants.leaning))}
    for task in tailor(SEED.tasks, wants):
        if is_added(task):
            continue
        asked = not task.stages or not wants.stages or set(task.stages) & set(wants.stages)
        weak = set(task.fulfil.kinds) & wants.weak.keys()
        times = (1 if asked else 0.4) * (1.3 if weak else 1)
        before = plain[task.key]
        assert task.weight(wants.leaning) == pytest.approx(times * before.weight(wants.leaning))
        assert task.must == (before.must and bool(asked))
        said = "Counts more for you: your short test went badly there."
        assert task.because == (said if weak and asked else "")


def test_a_must_that_no_round_ahead_asks_for_is_none():
    recruiter = Wants(stages=("recruiter",))
    assert TASKS["timed-design-8"].must
    assert not one(recruiter, "timed-design-8").must
    assert one(recruiter, "story-model-failure").must
    assert one(Wants(stages=("recruiter", "onsite")), "timed-design-8").must


@pytest.mark.parametrize("priority", [4, 5])
def test_a_proven_gap_counts_most_whatever_weights_a_seed_has(priority):
    heavy = replace(TASKS["design-llm"], priority=priority, leanings={"llm": 3})
    wants = Wants(leaning="llm", proven=(make_proven("a", "shaky"), make_proven("b")))
    weight = {task.key: task.weight("llm") for task in tailor([heavy], wants)}
    assert weight["gap-b"] > max(weight["gap-a"], weight["design-llm"])
    assert (weight["gap-a"] > weight["design-llm"]) == (priority == 4)


def test_a_skill_becomes_a_task_that_quotes_the_description():
    [task] = added(Wants(skills=(make_skill(),)), SKILL)
    assert (task.key, task.title, task.minutes) == ("job-rag", "Answer a question on RAG", 8)
    assert task.because == "ML engineer, Acme asks for it: “You have shipped RAG”."
    assert task.questions == ("a", "b")
    assert task.fulfil.kinds == ("llm",)


def test_a_skill_that_two_interviews_ask_for_is_one_task_that_names_both():
    [task] = added(Wants(skills=(make_skill(), make_skill(where="Globex"))), SKILL)
    assert task.because == "ML engineer, Acme and Globex ask for it: “You have shipped RAG”."


def test_a_skill_without_a_question_is_no_task():
    assert added(Wants(skills=(make_skill(questions=()),)), SKILL) == []


def test_two_skills_on_one_subject_lead_to_different_questions_and_never_to_a_proven_gaps():
    skills = (make_skill("RAG"), make_skill("Vector databases"), make_skill("LangChain"))
    assert [task.href for task in added(Wants(skills=skills), SKILL)] == [
        "/questions/a/",
        "/questions/b/",
    ]
    [task] = added(Wants(skills=skills, proven=(make_proven("a"),)), SKILL)
    assert task.href == "/questions/b/"


def test_a_whole_field_gives_way_to_what_is_asked_for_by_name():
    names = ["Machine learning", "LLMs", "RAG", "Evals", "SQL", "Agents", "Ranking"]
    skills = tuple(make_skill(name, questions=(name,)) for name in names)
    titles = {
        task.title.removeprefix("Answer a question on ")
        for task in added(Wants(skills=skills), SKILL)
    }
    assert titles == {"RAG", "Evals", "SQL", "Agents", "Ranking", "Machine learning"}


def test_a_question_that_was_asked_twice_is_one_task_by_its_worse_grade_and_costs_no_other():
    proven = [make_proven("a", "shaky"), *(make_proven("a") for _ in range(PROVEN_AT_MOST))]
    tasks = added(Wants(proven=(*proven, make_proven("b"))), PROVEN)
    assert [(task.key, task.must) for task in tasks] == [("gap-a", True), ("gap-b", True)]
    assert tasks[0].questions == ("a",)
    assert tasks[0].because == "It was a gap in your technical phone screen at Acme."


def test_gaps_come_before_what_was_shaky_where_not_all_find_room():
    shaky = [make_proven(slug, "shaky") for slug in "abcdef"]
    tasks = added(Wants(proven=(*shaky, make_proven("g"))), PROVEN)
    assert [task.key for task in tasks] == [f"gap-{slug}" for slug in "gabcde"]


@pytest.mark.parametrize("leaning", LEANINGS)
def test_a_leaning_says_a_third_of_the_first_days_in_its_own_words(leaning):
    first = [task for task in SEED.tasks if task.day <= 3 and task.fulfil.by != "review"]
    told = [task for task in first if one(Wants(leaning=leaning), task.key).title != task.title]
    assert len(told) >= len(first) / 3
    for task in told:
        version = one(Wants(leaning=leaning), task.key)
        assert version.why != task.why
        assert list(version.primers) == task.for_leaning[leaning].get("primers", [*task.primers])
        assert set(version.fulfil.kinds) <= KINDS.keys()
        assert all((FIXTURES / "primers" / f"{slug}.md").exists() for slug in version.primers)


@cache
def bank() -> list[tuple[str, str, str, int]]:
    """The shipped questions as (kind, topic, slug, minutes), the usual first."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    rows = []
    for path in (FIXTURES / "bank").glob("*/*.md"):
        entry = yaml.load(path.read_text(encoding="utf-8").split("---\n")[1], Loader=loader)
        often = -entry["frequency"]["often"]
        rows.append((often, entry["minutes"], path.stem, entry["kind"], entry["topic"]))
    return [(kind, topic, slug, minutes) for _, minutes, slug, kind, topic in sorted(rows)]


@cache
def wanted(post: str) -> Wants:
    """What a real description asks of somebody who has written nothing yet."""
    job = read((JOBS / post).read_text(encoding="utf-8"))
    skills = [all_skills()[skill.name] for skill in job.must]
    return Wants(
        leaning=job.leaning,
        skills=tuple(
            asked_skill(skill.name, skill.about[0], job.evidence["skills"][skill.name], post)
            for skill in skills
            if skill.about
        ),
    )


def asked_skill(name: str, about: str, words: str, post: str) -> Skill:
    """A skill with what the bank has on it."""
    kind, _, topic = about.partition("/")
    rows = [each for each in bank() if each[0] == kind and topic in ("", each[1])][:20]
    slugs = tuple(slug for *_, slug, _ in rows)
    return Skill(name, words, f"Engineer, {post}", kind, slugs, rows[0][-1] if rows else 0)


@cache
def laid_out(post: str, minutes: int):
    """The tasks for a description, by key, and fourteen days with them."""
    tasks = tailor(SEED.tasks, wanted(post))
    days = [Day(START + timedelta(days=n), minutes) for n in range(14)]
    return {task.key: task for task in tasks}, lay_out(tasks, days, wanted(post).leaning)


def first_days(post: str, minutes: int) -> dict[tuple[str, str], SeedTask]:
    """The tasks of the first three days, by key and title."""
    tasks, layout = laid_out(post, minutes)
    early = {row.key for row in layout.placed if row.day < START + timedelta(days=3)}
    early = [tasks[key] for key in early if tasks[key].fulfil.by not in ("review", "rest")]
    return {(task.key, task.title): task for task in early}


def has_reason(task: SeedTask, leaning: str) -> bool:
    """Whether a task says what in the candidate's case speaks for it."""
    return bool(task.because) or task.why == task.for_leaning.get(leaning, {}).get("why")


@pytest.mark.parametrize("minutes", [60, 90])
def test_descriptions_of_two_leanings_change_a_third_of_the_first_days_each_with_its_reason(
    minutes,
):
    pairs = [
        pair for pair in combinations(POSTS, 2) if len({wanted(each).leaning for each in pair}) == 2
    ]
    assert len(pairs) > 300
    for pair in pairs:
        for mine, other in (pair, pair[::-1]):
            early, theirs = first_days(mine, minutes), laid_out(other, minutes)[0]
            # What the other has too, only on a later day, is no change of what is asked.
            new = [each for (key, title), each in early.items() if not is_in(theirs, key, title)]
            assert all(has_reason(task, wanted(mine).leaning) for task in new), pair
            assert len(new) >= len(early) / 3, pair


def is_in(tasks: dict[str, SeedTask], key: str, title: str) -> bool:
    """Whether a task is among others, in the same words."""
    return key in tasks and tasks[key].title == title


@pytest.mark.parametrize("minutes", [60, 90])
@pytest.mark.parametrize("post", POSTS)
def test_what_a_description_adds_is_paid_by_what_counts_less(post, minutes):
    tasks, layout = laid_out(post, minutes)
    left = [tasks[row.key] for row in layout.left_out]
    leaning = wanted(post).leaning
    assert not [task.key for task in left if task.must or is_added(task)]
    asked = [task.weight(leaning) for task in tasks.values() if is_added(task)]
    assert max(task.weight(leaning) for task in left) <= max(asked)
