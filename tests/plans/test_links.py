"""Where a task of the seed leads: to questions that tick it, and there are some."""

import re

import pytest
from django.conf import settings
from django.http import QueryDict

from plans.seed import seed
from practice.question_list import chosen_of

QUOTAS = [task for task in seed().tasks if task.fulfil.kinds]
BANK = {path.stem: path.parent.name for path in settings.BANK_DIR.glob("*/*.md")}


def behind(link: str) -> dict[str, str]:
    """The shipped bank's questions behind a link, with their kinds."""
    path, _, query = link.partition("?")
    if not query:
        slug = path.removeprefix("/questions/").strip("/")
        return {slug: BANK[slug]}
    chosen = {name: values for name, values in chosen_of(QueryDict(query)).items() if values}
    assert (path, chosen.keys()) == ("/questions/", {"kind"})
    return {slug: kind for slug, kind in BANK.items() if kind in chosen["kind"]}


@pytest.mark.parametrize("task", QUOTAS, ids=lambda task: task.key)
def test_every_question_behind_a_quota_s_link_ticks_it(task):
    found = behind(task.link)
    assert found
    assert set(found.values()) <= set(task.fulfil.kinds)


def test_a_task_that_is_no_quota_leads_where_the_file_says():
    links = {task.key: task.link for task in seed().tasks}
    assert links["story-model-failure"] == "/stories/"
    assert links["read-the-stages"] == "/guide/stages/"


def test_every_primer_is_named_by_one_task():
    named = [slug for task in seed().tasks for slug in task.primers]
    assert sorted(named) == sorted(path.stem for path in settings.PRIMERS_DIR.glob("*.md"))
    assert len(named) == 24


def test_the_reading_list_names_twenty_case_studies_with_what_to_look_for():
    items = re.findall(
        r"^- \[[^]]+\]\(https?://[^)]+\), .+, 20\d\d\. What to look for: .+$",
        (settings.GUIDE_DIR / "reading.md").read_text("utf-8"),
        re.MULTILINE,
    )
    assert len(items) == 20
