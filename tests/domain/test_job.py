import json
import time
from itertools import pairwise
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from plans.domain.headings import zone_of
from plans.domain.job import Job, read
from plans.domain.posting import pieces, plain
from plans.domain.seniority import SENIORITIES
from plans.domain.skills import all_skills, mentions
from questions.domain.vocabulary import LEANINGS, STAGES

# Invented posts, labelled by reading before the reader was written; `unseen` is never fitted to.
JOBS = Path(__file__).parent / "jobs"
COUNTS = Path(__file__).parents[2] / "fixtures" / "bank" / "counts.yaml"
SNIPPETS = """Requirements: • * \n \n\n <li> </p> &amp; Python SQL Senior required not no ideally
we you LLM agents research publish take-home interview 5+ years experience . ; ( ) Go R ’ PhD plus
Nice to have recruiter call staff About the role on-site RAG fraud forecast # ** \x00 é \ud83d"""
WORDS = st.sampled_from(SNIPPETS.split(" "))
TEXTS = st.one_of(st.text(), st.lists(WORDS, max_size=120).map(" ".join))


def labelled(folder: str) -> list[tuple[dict, Job]]:
    """The descriptions of a folder as a person read them, and as they are read here."""
    expected = json.loads((JOBS / folder / "expected.json").read_text("utf-8"))
    return [
        (says, read((JOBS / folder / f"{slug}.txt").read_text("utf-8")))
        for slug, says in expected.items()
    ]


def names(skills) -> set[str]:
    """The names of skills."""
    return {skill.name for skill in skills}


def evidence(job: Job) -> list[str]:
    """All words that a reading gives as its evidence."""
    said = job.evidence
    stages = [words for found in said["stages"].values() for words in found]
    return [*said["leaning"], *said["seniority"], *said["skills"].values(), *stages]


@pytest.mark.parametrize("folder", ["build", "unseen"])
def test_leaning_seniority_and_stages_are_right_of_at_least_five_in_six(folder):
    cases = labelled(folder)
    least = len(cases) * 5 / 6
    assert sum(job.leaning == says["leaning"] for says, job in cases) >= least
    assert sum(job.seniority == says["seniority"] for says, job in cases) >= least
    assert sum(set(job.stages) == set(says["stages"]) for says, job in cases) >= least


@pytest.mark.parametrize("folder", ["build", "unseen"])
@pytest.mark.parametrize("kind", ["must", "nice"])
def test_of_what_is_asked_for_nine_in_ten_are_found_and_most_of_what_is_found_is_asked(
    folder, kind
):
    cases = [(set(says[kind]), names(getattr(job, kind))) for says, job in labelled(folder)]
    right = sum(len(said & found) for said, found in cases)
    assert right / sum(len(said) for said, _ in cases) >= 0.9
    # A label holds what the post is about, so that a bare "machine learning" is one too many.
    assert right / sum(len(found) for _, found in cases) >= 0.75


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_any_text_is_read_into_the_closed_lists_with_its_own_words_as_evidence(text):
    job = read(text)
    assert job == read(text)
    assert job.leaning in LEANINGS
    assert 0 <= job.confidence <= 1
    assert job.seniority in SENIORITIES
    assert set(job.stages) == set(job.evidence["stages"]) <= set(STAGES)
    asked = [*job.must, *job.nice, *job.work]
    assert len(asked) == len(names(asked))
    assert names(asked) == set(job.evidence["skills"])
    assert all(words and words in text for words in evidence(job))
    assert (job.seniority == "unknown") == (not job.evidence["seniority"])


@given(TEXTS)
def test_nothing_is_moved_when_a_text_is_cut_up(text):
    assert len(plain(text)) == len(text)
    parts = pieces(text)
    assert all(part.text == plain(text)[part.start : part.end] for part in parts)
    assert all(a.end <= b.start for a, b in pairwise(parts))


def test_headings_say_what_is_asked_for_and_what_is_welcome():
    job = read("ML Engineer\n\nREQUIREMENTS\n- Python\n- SQL\n\nBONUS POINTS\n- Spark\n")
    assert (names(job.must), names(job.nice)) == ({"Python", "SQL"}, {"Spark"})


@pytest.mark.parametrize(
    ("heading", "part"),
    [
        ("What you’ll need", "must"),
        ("Minimum Qualifications", "must"),
        ("You might be a good fit if you", "must"),
        ("Key skills (must have)", "must"),
        ("Key skills (nice to have)", "nice"),
        ("Preferred qualifications", "nice"),
        ("It’s a plus if", "nice"),
        ("Strong candidates may also have", "nice"),
        ("What you'll do", "duties"),
        ("About the role", "duties"),
        ("About you", "must"),
        ("About Acme", "about"),
        ("Benefits & perks", "offer"),
        ("Our interview process", "process"),
        ("Dein Profil", "must"),
        ("Python", None),
    ],
)
def test_a_heading_begins_its_part(heading, part):
    assert zone_of(heading) == part


@pytest.mark.parametrize("glyph", ["•", "-", "*", "–", "▪", "‣", "✅", "1.", "a)", "o", "→", "+"])
def test_bullets_of_any_kind_are_read_alike(glyph):
    lines = "\n".join(f"{glyph} {skill}" for skill in ("Python", "Docker"))
    job = read(f"Engineer\n\nRequirements:\n{lines}\n")
    assert names(job.must) == {"Python", "Docker"}
    assert job.evidence["skills"]["Docker"] == "Docker"


def test_words_in_a_line_part_what_is_asked_for_from_what_is_welcome():
    job = read(
        "We need a data scientist. You have 3 years of experience with Python and SQL; Spark is a"
        " plus. Kafka (nice to have), Docker required. Ideally you know Airflow or dbt, but AWS is"
        " a must."
    )
    assert names(job.must) == {"Python", "SQL", "Docker", "AWS"}
    assert names(job.nice) == {"Spark", "Kafka", "Airflow", "dbt"}


def test_headings_in_the_run_of_one_paragraph_are_seen():
    job = read(
        "Acme hires an ML engineer. Requirements: Python and PyTorch. Nice to have: Rust."
        " Benefits: a budget for Kubernetes courses."
    )
    assert (names(job.must), names(job.nice)) == ({"Python", "PyTorch"}, {"Rust"})


def test_lines_broken_at_a_width_are_read_as_the_sentences_that_they_were():
    job = read(
        "Requirements\n- Five years or more of engineering, most of it in Python and, if you\n"
        "  ask us, SQL\n- In the cloud you are at home; ideally you have run for some time\n"
        "  services on Kubernetes\n"
    )
    assert (names(job.must), names(job.nice)) == ({"Python", "SQL"}, {"Kubernetes"})
    assert job.evidence["skills"]["SQL"].endswith("if you\n  ask us, SQL")


def test_headings_and_bullets_that_ran_into_one_line_are_parted_again():
    job = read("ML Engineer What you'll need • Python • SQL Nice to have • Rust • Kafka")
    assert (names(job.must), names(job.nice)) == ({"Python", "SQL"}, {"Rust", "Kafka"})


def test_html_is_read_as_the_page_that_it_was():
    html = (
        "<h2>Who you are</h2><ul><li>You know <b>Python</b>&nbsp;well</li></ul>"
        "<h2>It&rsquo;s a plus if</h2><ul><li>R&amp;D in Rust</li></ul>"
    )
    job = read(html)
    assert (names(job.must), names(job.nice)) == ({"Python"}, {"Rust"})
    assert job.evidence["skills"]["Python"] == "You know <b>Python</b>&nbsp;well"


@pytest.mark.parametrize(
    ("sentence", "skill"),
    [
        ("We do not require a PhD.", "PhD"),
        ("No LLM experience is needed.", "LLMs"),
        ("You don’t need to know deep learning.", "Deep learning"),
        ("A machine learning background isn't necessary.", "Machine learning"),
        ("BS, MS or PhD in computer science.", "PhD"),
    ],
)
def test_what_is_not_required_is_not_asked_for(sentence, skill):
    job = read(f"Engineer\n\nRequirements\n- Python\n- {sentence}\n")
    assert names(job.must) == {"Python"}
    assert skill not in names(job.nice)


def test_preferred_but_not_required_is_welcome():
    job = read("Requirements\n- Python\n- PhD preferred but not required\n")
    assert names(job.nice) == {"PhD"}


def test_a_company_that_boasts_of_language_models_may_want_a_ranking_engineer():
    job = read(
        "Machine Learning Engineer\n\nAbout us\nOur LLM agents and RAG chatbots lead the field of"
        " generative AI.\n\nWhat you'll do\n- Own the ranking of search results\n- Forecast demand"
        "\n\nRequirements\n- Python\n- Recommender systems\n\nBenefits\n- A research week and a"
        " learning budget for LLM courses\n"
    )
    assert job.leaning == "applied"
    assert names([*job.must, *job.nice, *job.work]).isdisjoint({"LLMs", "RAG", "Agents"})


def test_research_in_the_name_of_a_team_makes_no_research_post():
    post = "ML Engineer, ML Research team\n\nResponsibilities\n- Fraud detection\n- {}\n"
    published = "do original research, publish papers at NeurIPS and propose novel methods"
    assert read(post.format(f"You {published}")).leaning == "research"
    assert read(post.format(f"You won't {published}")).leaning == "applied"


def test_benefits_among_the_requirements_ask_for_nothing():
    job = read("Requirements\n- Python\n- A learning budget for courses in Kubernetes\n")
    assert names(job.must) == {"Python"}


def test_words_of_every_day_are_no_skills():
    quiet = (
        "Go above and beyond, spark ideas, R&D, react quickly; support agents rust. Hate speech."
    )
    assert mentions(quiet) == []
    said = (
        "Go, Spark or R; React and Rust. AI agents, fine-tuned; CI / CD, A/B-tests, C++ and"
        " REST APIs"
    )
    assert names(each.skill for each in mentions(said)) == {
        *("Go", "Spark", "R", "React", "Rust", "Agents", "Fine-tuning", "CI/CD", "A/B testing"),
        *("C++", "APIs"),
    }


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("Senior ML Engineer\nYou mentor junior engineers.", "senior"),
        ("Senior Staff Engineer, Search", "staff"),
        ("Senior/Staff ML Engineer", "senior"),
        ("Member of Technical Staff", "unknown"),
        ("Senior Member of Technical Staff", "senior"),
        ("Machine Learning Engineer II", "mid"),
        ("Head of Data Science", "lead"),
        ("Principal Scientist\nYou report to the head of research.", "principal"),
        ("Data Science Intern\nRequirements\n- enrolled in a degree", "intern"),
        ("Acme\nWe are looking for a junior data scientist to join us.", "junior"),
        ("ML Engineer\nRequirements\n- 2-4 years of experience", "mid"),
        ("ML Engineer\nRequirements\n- at least five years in industry", "senior"),
        ("ML Engineer\nAbout us\nFor over 20 years we have built lorries.", "unknown"),
        ("ML Engineer\nWe have been in the industry for over 20 years.", "unknown"),
        ("ML Engineer\nRequirements\n- up to two years of experience", "junior"),
        ("ML Engineer\nYou will work with senior leadership and our staff.", "unknown"),
    ],
)
def test_seniority_is_by_title_then_by_years(text, level):
    assert read(text).seniority == level


@pytest.mark.parametrize(
    ("text", "stages"),
    [
        ("We start with a recruiter call.", {"recruiter"}),
        ("There is a paid take-home assignment.", {"presentation"}),
        ("You give a research talk.", {"presentation"}),
        ("Expect a system design interview and a coding interview.", {"onsite", "phone"}),
        ("A chat with the hiring manager closes it.", {"manager"}),
        (
            "Interview process\n1. Phone screen\n2. Onsite\n3. Values",
            {"phone", "onsite", "manager"},
        ),
        ("There is no take-home, and we don't do coding interviews.", set()),
        ("On-site three days a week; take-home pay is good.", set()),
        ("You report to the hiring manager. No recruiters, please.", set()),
        ("You report to the founders; a chat with the CTO is weekly.", set()),
        ("You will present your research at conferences.", set()),
    ],
)
def test_stages_are_hinted_at_by_how_they_hire_and_by_nothing_else(text, stages):
    assert set(read(text).stages) == stages


def test_little_text_and_other_languages_are_read_with_little_confidence():
    english = (JOBS / "build" / "ranking-marketplace.txt").read_text("utf-8")
    german = (JOBS / "build" / "german-ml.txt").read_text("utf-8")
    assert read(english).confidence > 0.8
    assert read(german).confidence < 0.5
    assert read("LLM engineer, Python").confidence < 0.2
    assert read("Plumber wanted.").confidence == 0
    assert read("").leaning in LEANINGS


@pytest.mark.parametrize(
    "text",
    [
        "a ",
        "<p ",
        "• a ",
        "no llm, ",
        "llm is a plus, ",
        "(",
        "x: ",
        "Abc Abc: ",
        "5 years ",
        "\x00",
        " \n",
    ],
)
def test_a_hundred_kilobytes_of_anything_are_read_at_once(text):
    started = time.process_time()
    read((text * 100_000)[:100_000])
    assert time.process_time() - started < 2


def test_a_post_of_a_hundred_kilobytes_is_read_in_a_wink():
    every = "\n".join(path.read_text("utf-8") for path in sorted(JOBS.glob("*/*.txt")))
    text = (every * 3)[:100_000]
    read(text)
    started = time.process_time()
    read(text)
    assert time.process_time() - started < 0.5


def test_each_skill_belongs_to_what_the_bank_has_and_is_said_by_its_own_words():
    counts = yaml.safe_load(COUNTS.read_text("utf-8"))
    assert len(all_skills()) >= 100
    for skill in all_skills().values():
        for kind, _, topic in (each.partition("/") for each in skill.about):
            assert kind in counts, skill.name
            assert not topic or topic in counts[kind]["topics"], skill.name
        for words in (*skill.words, *(name for name in skill.names if len(name) > 2)):
            assert skill in [each.skill for each in mentions(words)], (skill.name, words)


def test_every_name_of_a_skill_that_speaks_for_a_leaning_is_known():
    file = Path(__file__).parents[2] / "plans" / "domain" / "leanings.yaml"
    for says in yaml.safe_load(file.read_text("utf-8")).values():
        assert set(says["skills"]) <= set(all_skills())
