"""The rules of architecture.md that a machine can hold."""

import ast
import re
from pathlib import Path

import pytest
from django.apps import apps

from interviewprep import registry

ROOT = Path(__file__).resolve().parent.parent
ORDER = ["interviewprep", "questions", "practice", "plans"]
MAY_KNOW_ALL = {"interviewprep/settings.py", "interviewprep/urls.py"}
PURE = {"django", "psycopg", "allauth", "interviewprep"}


def modules(*folders: str) -> list[Path]:
    """Every Python file of our own in these folders."""
    found = [path for folder in folders for path in (ROOT / folder).rglob("*.py")]
    return [path for path in found if "migrations" not in path.parts]


def imported(path: Path) -> set[str]:
    """The packages that a file imports, anywhere in it, by their first name."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and not node.level:
            names.add(node.module.split(".")[0])
    return names


@pytest.mark.parametrize("package", ORDER)
def test_imports_go_one_way(package):
    later = set(ORDER[ORDER.index(package) + 1 :])
    wrong = {
        str(path.relative_to(ROOT)): imported(path) & later
        for path in modules(package)
        if str(path.relative_to(ROOT)) not in MAY_KNOW_ALL and imported(path) & later
    }
    assert wrong == {}


def reached(path: Path) -> set[str]:
    """The modules that a file imports, in full; a relative one that leaves its folder as ".."."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names.add(".." if node.level > 1 else node.module if not node.level else ".")
    return names


def test_rules_in_domain_know_no_django_no_clock_and_nothing_outside_domain():
    for path in modules(*ORDER):
        if "domain" not in path.parts:
            continue
        assert not imported(path) & PURE, path
        assert not re.search(r"\b(now|today)\(\)", path.read_text()), path
        own = {name for name in reached(path) if name.split(".")[0] in (*ORDER, "")}
        assert all(name == "." or re.match(r"\w+\.domain\b", name) for name in own), (path, own)


def test_every_row_of_a_candidate_is_handed_over_at_sign_in():
    candidate = apps.get_model("accounts.Candidate")
    pointing = {
        relation.related_model
        for relation in candidate._meta.get_fields(include_hidden=True)
        if relation.auto_created and not relation.concrete
    }
    assert pointing == {owned.model for owned in registry.owned}


def test_every_owned_row_leads_its_indexes_and_constraints_with_the_candidate():
    for owned in registry.owned:
        if owned.model._meta.app_label not in ("practice", "plans"):
            continue
        unique = [c.fields for c in owned.model._meta.constraints if getattr(c, "fields", None)]
        unique += [["candidate"]] * owned.model._meta.get_field("candidate").one_to_one
        leading = [index.fields for index in owned.model._meta.indexes]
        assert all(fields[0] == "candidate" for fields in unique), owned.model
        assert any(fields[0] == "candidate" for fields in [*unique, *leading]), owned.model


def test_modules_stay_under_about_250_lines():
    long = {
        str(path.relative_to(ROOT)): len(path.read_text().splitlines())
        for path in modules(*ORDER)
        if len(path.read_text().splitlines()) > 270
    }
    assert long == {}


def test_templates_hold_no_script_no_style_and_no_htmx_that_needs_eval():
    banned = re.compile(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=|hx-on|[\"']js:|hx-vals=")
    for path in (ROOT / "templates").rglob("*.html"):
        assert not banned.search(path.read_text()), path


def test_every_htmx_request_stands_on_a_form_or_a_link():
    tag = re.compile(r"<(\w+)\b[^>]*?\shx-(?:get|post)=", re.S)
    for path in (ROOT / "templates").rglob("*.html"):
        assert set(tag.findall(path.read_text())) <= {"form", "a"}, path


def test_views_fetch_through_the_door():
    for path in (ROOT).glob("p*/views/*.py"):
        assert not re.search(r"objects\.get\(|get_object_or_404\([A-Z]", path.read_text()), path
