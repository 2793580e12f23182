"""What others made and the site sends: as it came, under a name that changes with it."""

import hashlib
import json
import re
from pathlib import Path

import brotli
import pytest

from practice import runtime

VENDOR = Path(__file__).resolve().parent.parent / "static/vendor"
FOLDERS = sorted(path for path in VENDOR.iterdir() if path.is_dir())


def sum_of(path: Path) -> str:
    """The file's SHA-256, in hex."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_every_vendored_file_is_the_one_in_its_list_of_checksums(folder):
    lines = (folder / "SHA256SUMS").read_text().splitlines()
    listed = {name: digest for digest, name in (line.split("  ") for line in lines)}
    there = {
        str(path.relative_to(folder)): sum_of(path) for path in folder.rglob("*") if path.is_file()
    }
    del there["SHA256SUMS"]
    assert there == listed


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_vendored_folder_is_named_by_its_checksums_and_holds_its_licence(folder):
    assert folder.name.rpartition("-")[2] == sum_of(folder / "SHA256SUMS")[:12]
    assert list(folder.glob("LICENSE*"))


def test_the_wheels_are_those_of_the_runtimes_own_lock():
    lock = json.loads((runtime.FOLDER / "pyodide-lock.json").read_text())
    sums = {each["file_name"]: each["sha256"] for each in lock["packages"].values()}
    wheels = list(runtime.FOLDER.glob("*.whl"))
    assert {path.name.split("-")[0] for path in wheels} == {"numpy", "sqlite3"}
    assert all(sum_of(path) == sums[path.name] for path in wheels)
    assert f"-{lock['info']['version']}-" in runtime.FOLDER.name


def test_a_compressed_twin_is_the_file_itself():
    twins = list(VENDOR.rglob("*.br"))
    folders = {VENDOR / twin.relative_to(VENDOR).parts[0] for twin in twins}
    assert folders == {runtime.FOLDER, *VENDOR.glob("mermaid-*")}
    for twin in twins:
        assert brotli.decompress(twin.read_bytes()) == twin.with_suffix("").read_bytes()


def test_every_file_that_mermaid_imports_to_draw_is_there():
    (folder,) = VENDOR.glob("mermaid-*")
    for path in folder.rglob("*.mjs"):
        for name in re.findall(r'(?:from|import)"(\./[^"]+)"', path.read_text()):
            assert (path.parent / name).exists(), (path, name)


def test_the_page_names_the_folder_that_is_there():
    (folder,) = VENDOR.glob("mermaid-*")
    page = VENDOR.parents[1] / "templates/practice/worksheet_page.html"
    assert f"vendor/{folder.name}/mermaid.esm.min.mjs" in page.read_text()


def test_every_vendored_folder_stands_among_the_third_parties():
    listed = (VENDOR.parents[1] / "THIRD_PARTY.md").read_text()
    for folder in FOLDERS:
        assert re.sub(r"-[0-9a-f]{12}$", "", folder.name) in listed
