"""./run and ./test, as a person types them: what they say when they can't go on, and a start."""

import os
import shutil
import signal
import socket
import subprocess
import time
import urllib.request
from pathlib import Path

import psutil
import pytest

from interviewprep import keeper, locks

ROOT = Path(__file__).parent.parent
TOOLS = ("sh", "awk", "cat", "cmp", "cp", "df", "dirname", "id", "rm")


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as line:
        line.bind(("127.0.0.1", 0))
        return line.getsockname()[1]


@pytest.fixture
def surroundings(tmp_path):
    """The environment of a first start: a free port, an empty data folder, nothing set."""
    unset = ("DATABASE_URL", "SECRET_KEY", "ALLOWED_HOSTS", "DEBUG", "START_PATH")
    kept = {key: value for key, value in os.environ.items() if key not in unset}
    return kept | {"PORT": str(free_port()), "DATA_DIR": str(tmp_path / "data")}


@pytest.fixture
def bare_clone(tmp_path):
    """The scripts in a folder without a virtual environment, and a PATH that has no Python."""
    clone = tmp_path / "clone"
    shutil.copytree(ROOT / "scripts", clone / "scripts")
    for name in ("run", "test", "requirements.txt", "requirements-test.txt"):
        shutil.copy(ROOT / name, clone)
    programs = tmp_path / "bin"
    programs.mkdir()
    for tool in TOOLS:
        (programs / tool).symlink_to(shutil.which(tool))
    return clone


def put_program(clone: Path, name: str, body: str) -> None:
    """Lay a shell script on the bare clone's PATH, in place of what is there."""
    file = clone.parent / "bin" / name
    file.unlink(missing_ok=True)
    file.write_text(f"#!/bin/sh\n{body}\n")
    file.chmod(0o755)


def start(clone: Path, command: str) -> str:
    """Start a command in the bare clone, which must fail: what it says, one line."""
    done = subprocess.run(
        [clone / command],
        env={"PATH": str(clone.parent / "bin")},
        capture_output=True,
        text=True,
        timeout=30,
    )
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1
    return done.stderr


def refuse(words: list[str], **options) -> str:
    """Start ./run, which must fail: what it says, one line."""
    done = subprocess.run(
        [ROOT / "run", *words], capture_output=True, text=True, timeout=60, **options
    )
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1, done.stderr
    return done.stderr


@pytest.mark.parametrize("command", ["run", "test"])
def test_without_python_it_says_what_to_install(bare_clone, command):
    said = start(bare_clone, command)
    assert "Python 3.11 or newer is needed, and here is no Python" in said
    assert "apt-get install python3" in said


@pytest.mark.parametrize("command", ["run", "test"])
def test_an_old_python_is_named(bare_clone, command):
    put_program(bare_clone, "python3", '[ "$1" = --version ] && echo Python 3.9.2 || exit 1')
    assert "here is Python 3.9.2" in start(bare_clone, command)


def test_a_newer_python_beside_an_old_one_is_taken(bare_clone):
    put_program(bare_clone, "python3", '[ "$1" = --version ] && echo Python 3.9.2 || exit 1')
    put_program(bare_clone, "python3.12", 'case "$2" in *ensurepip*) exit 1;; esac')
    assert "python3.12 has no venv module" in start(bare_clone, "run")


@pytest.mark.parametrize("command", ["run", "test"])
def test_a_missing_venv_module_is_named(bare_clone, command):
    put_program(bare_clone, "python3", 'case "$2" in *ensurepip*) exit 1;; esac')
    assert "apt-get install python3-venv" in start(bare_clone, command)


def test_a_full_disk_is_seen_before_anything_is_made(bare_clone):
    put_program(bare_clone, "python3", "exit 0")
    put_program(bare_clone, "df", "echo Filesystem; echo /dev/x 100000 90000 10000 90% /")
    assert "The disk is full: 500 MB are needed" in start(bare_clone, "run")
    assert not (bare_clone / ".venv").exists()


def test_a_taken_port_is_named(surroundings):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", int(surroundings["PORT"])))
        taken.listen()
        said = refuse([], env=surroundings)
    assert f"Port {surroundings['PORT']} is taken" in said
    assert "PORT=8001 ./run" in said


def test_a_port_that_is_none_is_named(surroundings):
    assert "PORT=web is not a port" in refuse([], env=surroundings | {"PORT": "web"})


def test_an_unreachable_database_is_named_without_its_password(surroundings):
    url = f"postgres://someone:hushhush@127.0.0.1:{free_port()}/nothing"
    said = refuse([], env=surroundings | {"DATABASE_URL": url})
    assert "DATABASE_URL can't be reached" in said
    assert "hushhush" not in said


def test_an_address_of_no_postgres_is_refused(surroundings):
    said = refuse([], env=surroundings | {"DATABASE_URL": "localhost"})
    assert "postgres://user:password@host:5432/name" in said


def test_a_data_folder_that_cannot_be_made_is_named(surroundings, tmp_path):
    (tmp_path / "data").write_text("a file")
    said = refuse([], env=surroundings)
    assert f"{tmp_path / 'data'} can't be written" in said and "DATA_DIR" in said


def test_a_word_that_run_does_not_know_is_refused(surroundings):
    assert "usage: ./run [--demo]" in refuse(["--dmeo"], env=surroundings)


def test_a_first_start_serves_and_its_end_leaves_nothing_running(surroundings, tmp_path):
    site = subprocess.Popen(
        [ROOT / "run"], env=surroundings, stdout=subprocess.PIPE, text=True, start_new_session=True
    )
    home = tmp_path / "data" / "postgres"
    try:
        address = f"http://127.0.0.1:{surroundings['PORT']}/"
        assert site.stdout.readline().startswith(f"Interviewprep is at {address} ")
        with urllib.request.urlopen(f"{address}healthz", timeout=10) as answer:
            assert answer.status == 200
        assert (tmp_path / "data" / "static" / "staticfiles.json").exists()
        workers = psutil.Process(site.pid).children(recursive=True)
        assert workers and not locks.is_free(home / "server.lock")
    finally:
        os.killpg(site.pid, signal.SIGINT)  # As a terminal's Ctrl-C does.
        began = time.monotonic()
        site.communicate(timeout=20)
    assert site.returncode == 0
    assert locks.is_free(home / "server.lock") and locks.is_free(home / "keeper.lock")
    assert time.monotonic() - began < 10
    assert not any(worker.is_running() for worker in workers)


def test_a_killed_site_leaves_nothing_running(surroundings, tmp_path):
    site = subprocess.Popen(
        [ROOT / "run"], env=surroundings, stdout=subprocess.PIPE, text=True, start_new_session=True
    )
    home = tmp_path / "data" / "postgres"
    try:
        site.stdout.readline()
    finally:
        os.killpg(site.pid, signal.SIGKILL)
        site.communicate(timeout=20)
    files = (home / "server.lock", home / "keeper.lock")
    seconds = keeper.GRACE_SECONDS + 10
    assert locks.wait_until(lambda: all(map(locks.is_free, files)), seconds)
