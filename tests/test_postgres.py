"""The embedded Postgres, with real processes that come, go and are killed."""

import contextlib
import hashlib
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import psutil
import pytest

from interviewprep import keeper, locks, postgres

ROOT = Path(__file__).parent.parent
# A user of the server: does what its standard input says, and answers in one line.
USER = """
import sys, psycopg
from pathlib import Path
from interviewprep import postgres
try:
    at = postgres.share(Path(sys.argv[1]))
except postgres.PostgresError as error:
    sys.exit(f"PostgresError: {error}")
def run(sql):
    where = {"host": at["HOST"], "port": at["PORT"], "user": at["USER"], "dbname": at["NAME"]}
    with psycopg.connect(**where) as line:
        cursor = line.execute(sql)
        return cursor.fetchone()[0] if cursor.description else "done"
run("SELECT pg_advisory_xact_lock(1); CREATE TABLE IF NOT EXISTS kept (id bigint PRIMARY KEY)")
print("joined", flush=True)
for sql in sys.stdin:
    print(run(sql), flush=True)
"""


class User:
    """A process that uses the server under `folder`."""

    def __init__(self, folder: Path, *before: str, **options):
        self.process = subprocess.Popen(
            [*before, sys.executable, "-c", USER, folder],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            cwd=ROOT,
            **options,
        )

    def joined(self) -> "User":
        """Wait until it has a server."""
        line = self.process.stdout.readline()
        assert line == "joined\n", self.process.stderr.read()
        return self

    def ask(self, sql: str) -> str:
        """Run a statement, committed: the first value of its answer."""
        self.process.stdin.write(sql + "\n")
        self.process.stdin.flush()
        return self.process.stdout.readline().strip()

    def go(self, number: int = signal.SIGTERM) -> None:
        """End, by a signal."""
        self.process.send_signal(number)
        self.process.communicate()


class Place:
    """A data folder, and what runs on it."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.home = folder / "postgres"
        self.users: list[User] = []

    def user(self, *before: str, **options) -> User:
        """A new user, joined."""
        self.users.append(User(self.folder, *before, **options))
        return self.users[-1].joined()

    def keeper(self) -> psutil.Process:
        """The keeper."""
        return psutil.Process(int((self.home / "keeper.lock").read_text()))

    def server(self) -> psutil.Process:
        """The postmaster."""
        return psutil.Process(int((self.home / "data" / "postmaster.pid").read_text().split()[0]))

    def stopped(self, seconds: float) -> bool:
        """Whether within `seconds` no process of the server, nor the keeper, lives."""
        files = [self.home / "server.lock", self.home / "keeper.lock"]
        return locks.wait_until(lambda: all(map(locks.is_free, files)), seconds)

    def clear(self) -> None:
        """End everything."""
        for user in self.users:
            user.go(signal.SIGKILL)
        postgres.leave(self.folder)
        if self.home.exists():
            assert self.stopped(10)
        assert not postgres.socket_folder(self.home).exists()
        shutil.rmtree(self.folder)


@contextlib.contextmanager
def a_place():
    """A data folder that every user of the machine reaches; at the end nothing runs on it."""
    folder = Path(tempfile.mkdtemp(prefix="place-", dir="/tmp"))
    folder.chmod(0o755)
    place = Place(folder)
    try:
        yield place
    finally:
        place.clear()


@pytest.fixture
def empty_place():
    """A data folder with nothing in it."""
    with a_place() as place:
        yield place


@pytest.fixture(scope="module")
def model():
    """A data folder that a server was set up in, stopped again."""
    with a_place() as place:
        place.user().go()
        postgres.leave(place.folder)
        yield place


@pytest.fixture
def place(model):
    """A copy of the model, which is quicker than setting one up."""
    with a_place() as place:
        subprocess.run(["cp", "-Rp", model.home, place.folder], check=True)
        yield place


def kill(*processes: psutil.Process) -> None:
    """kill -9 of each that still lives, all at once."""
    for process in processes:
        with contextlib.suppress(psutil.NoSuchProcess):
            process.kill()


def test_two_processes_share_one_server(place):
    first = place.user()
    server = place.server()
    second = place.user()
    first.ask("INSERT INTO kept VALUES (1)")
    assert second.ask("SELECT count(*) FROM kept") == "1"
    assert place.server() == server


def test_a_killed_user_leaves_the_server_to_the_other_and_the_last_one_stops_it(place):
    starter, other = place.user(), place.user()
    starter.go(signal.SIGKILL)
    assert not place.stopped(keeper.GRACE_SECONDS + 0.5)
    assert other.ask("SELECT 7") == "7"
    other.go(signal.SIGKILL)
    assert place.stopped(keeper.GRACE_SECONDS + 5)


def test_who_leaves_last_stops_it_at_once(place):
    place.user().go()
    began = time.monotonic()
    postgres.leave(place.folder)
    assert place.stopped(0)
    assert time.monotonic() - began < keeper.GRACE_SECONDS


def test_leaving_stops_nothing_that_another_uses(place):
    user = place.user()
    postgres.leave(place.folder)
    assert user.ask("SELECT 7") == "7"


def test_killing_everything_loses_no_committed_row(place):
    user = place.user()
    kept = 0
    timer = threading.Timer(1, lambda: kill(*all_of(place, user)))
    timer.start()
    while user.ask(f"INSERT INTO kept VALUES ({kept})") == "done":
        kept += 1
    timer.join()
    assert kept > 10
    rows = int(place.user().ask("SELECT count(*) FROM kept"))
    assert rows in (kept, kept + 1)  # The last may have been committed and its answer lost.


def all_of(place: Place, user: User) -> list[psutil.Process]:
    """Every process there is: the user, the keeper, the server and its children."""
    owner = place.keeper()
    return [psutil.Process(user.process.pid), owner, *owner.children(recursive=True)]


@pytest.mark.parametrize("killed", ["keeper", "server", "both"])
def test_a_new_user_finds_the_rows_after_a_part_was_killed(place, killed):
    user = place.user()
    user.ask("INSERT INTO kept VALUES (1)")
    owner, server = place.keeper(), place.server()
    kill(*{"keeper": [owner], "server": [server], "both": [owner, server]}[killed])
    newcomer = place.user()
    assert newcomer.ask("SELECT count(*) FROM kept") == "1"
    assert (place.server() == server) == (killed == "keeper")  # A living server is adopted.
    user.go()
    newcomer.go()
    postgres.leave(place.folder)
    assert place.stopped(0)


def test_a_server_that_dies_comes_back_for_those_who_use_it(place):
    user = place.user()
    kill(place.server())
    assert locks.wait_until(lambda: postgres.answers(place.home), 5)
    assert user.ask("SELECT 7") == "7"


def test_a_number_that_another_process_got_does_not_block_the_start(place):
    user = place.user()
    kill(*all_of(place, user))
    file = place.home / "data" / "postmaster.pid"
    lines = file.read_text().splitlines()
    file.write_text("\n".join([str(os.getpid()), *lines[1:]]) + "\n")
    assert place.user().ask("SELECT 7") == "7"


def test_who_comes_while_it_stops_gets_a_server(place):
    place.user().go()
    for _ in range(3):
        stopping = threading.Thread(target=postgres.leave, args=[place.folder])
        stopping.start()
        user = place.user()
        stopping.join()
        assert user.ask("SELECT 7") == "7"
        user.go()


def test_many_who_come_at_once_share_one_server(empty_place):
    empty_place.users = [User(empty_place.folder) for _ in range(4)]
    servers = {user.joined() and empty_place.server().pid for user in empty_place.users}
    assert len(servers) == 1


def test_a_set_up_that_was_cut_short_is_made_again(empty_place):
    for name in ("data", "draft-1234"):
        (empty_place.home / name / "base").mkdir(parents=True)
    (empty_place.home / "data" / "PG_VERSION").write_text("18\n")
    assert empty_place.user().ask("SELECT 7") == "7"
    assert not list(empty_place.home.glob("draft-*"))


def test_a_deep_folder_gets_its_socket_elsewhere_and_private(empty_place):
    deep = Place(empty_place.folder / "deep" / ("é" * 50) / "deeper")
    deep.folder.mkdir(parents=True)
    try:
        assert deep.user().ask("SELECT 7") == "7"
        folder = postgres.socket_folder(deep.home)
        assert folder.parent == Path("/tmp")
        assert folder.stat().st_mode & 0o077 == 0
    finally:
        deep.clear()


def test_a_socket_folder_that_is_not_ours_is_refused(empty_place):
    deep = Place(empty_place.folder / ("d" * 90))
    deep.home.mkdir(parents=True)
    door = postgres.socket_folder(deep.home)
    door.symlink_to(empty_place.folder)
    try:
        user = User(deep.folder)
        assert f"{door} belongs to somebody else" in user.process.communicate()[1]
    finally:
        door.unlink()
        deep.clear()


def test_an_ordinary_user_runs_it(empty_place):
    before, options = ordinary_user(empty_place.folder)
    user = empty_place.user(*before, **options)
    assert user.ask("SELECT rolsuper FROM pg_roles WHERE rolname = current_user") == "False"
    user.go()
    assert empty_place.user().ask("SELECT 7") == "7"  # Root, if we are, joins what a user made.


def ordinary_user(folder: Path) -> tuple[list[str], dict]:
    """What makes a child process an ordinary user who owns `folder`."""
    if os.geteuid():
        return [], {}
    nobody = pwd.getpwnam("nobody")
    options = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
    with contextlib.suppress(OSError):
        if not subprocess.run([sys.executable, "-c", ""], **options).returncode:
            os.chown(folder, nobody.pw_uid, nobody.pw_gid)
            return [], options
    # That user does not reach our Python; in a user namespace root is an ordinary user too.
    return ["unshare", "--user", "--map-user=1000"], {}


def test_a_folder_that_others_may_not_enter_serves_too(empty_place):
    empty_place.folder.chmod(0o700)
    user = empty_place.user()
    assert user.ask("SELECT 7") == "7"
    user.go()
    assert empty_place.user().ask("SELECT 7") == "7"


def test_the_words_sort_and_match_as_people_write(place):
    user = place.user()
    assert user.ask("SELECT 'ÉCOLE' ILIKE 'école'") == "True"
    assert user.ask("CREATE EXTENSION pg_trgm") == "done"
    assert user.ask("CREATE EXTENSION unaccent") == "done"
    assert float(user.ask("SELECT similarity('école', 'écoles')")) > 0.6
    assert user.ask("SELECT to_tsvector('simple', 'École naïve')") == "'naïve':2 'école':1"


def test_commits_are_on_disk_before_they_are_answered(place):
    user = place.user()
    for name in ("fsync", "synchronous_commit", "full_page_writes"):
        assert user.ask(f"SHOW {name}") == "on"


def test_a_start_that_fails_says_so_in_one_line(place):
    place.user().go()
    postgres.leave(place.folder)
    with open(place.home / "data" / "postgresql.conf", "a") as file:
        file.write("nonsense\n")
    errors = User(place.folder).process.communicate()[1]
    assert errors.startswith("PostgresError: Postgres did not start; ")
    assert "postgresql.conf" in errors and "postgres.log" in errors and errors.count("\n") == 1


def test_a_full_disk_is_called_by_its_name():
    said = "FATAL:  could not write file: No space left on device\nLOG:  shut down\n"
    assert str(postgres.failure(Path("/"), said)).startswith("The disk is full")


def test_the_name_of_the_socket_depends_on_the_data_alone(monkeypatch):
    home = Path("/" + "x" * 120)
    before = postgres.socket_folder(home)
    monkeypatch.setenv("TMPDIR", "/elsewhere")
    assert postgres.socket_folder(home) == before
    assert hashlib.sha256(os.fsencode(home)).hexdigest()[:16] in before.name
