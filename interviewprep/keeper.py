"""Keeps the embedded Postgres: a small process that outlives whoever was the first user.

It starts the server, or adopts one whose keeper was killed; starts it again if it dies; and
stops it when nobody holds users.lock any more. See postgres.py for the locks. It runs without
site-packages, so it imports neither Django nor a driver.
"""

import contextlib
import os
import pwd
import secrets
import shutil
import signal
import stat
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from interviewprep import postgres
from interviewprep.locks import is_free, open_lock, try_lock, wait_until
from interviewprep.postgres import PostgresError

GRACE_SECONDS = 2
LOG_BYTES = 1_000_000
SETTINGS = {
    "listen_addresses": "",
    "port": postgres.PORT,
    "unix_socket_permissions": "0700",
    "max_connections": "100",
    "shared_buffers": "64MB",
    "max_wal_size": "256MB",
    "fsync": "on",
    "full_page_writes": "on",
    "synchronous_commit": "on",
    "timezone": "UTC",
    "log_timezone": "UTC",
}
# The builtin provider knows every letter's case; the C library's part is for full-text search.
LOCALE = [
    "--encoding=UTF8",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--locale=C",
    f"--lc-ctype={'en_US' if sys.platform == 'darwin' else 'C'}.UTF-8",
]
SETUP = f"""CREATE ROLE {postgres.USER} LOGIN CREATEDB;
CREATE DATABASE {postgres.NAME} OWNER {postgres.USER};
"""


@dataclass(frozen=True)
class Runner:
    """As whom the server's programs run, and what their command begins with."""

    uid: int
    gid: int
    words: tuple[str, ...] = ()

    def popen(self, *command, **options) -> subprocess.Popen:
        """Start a command as that user, with the options of subprocess.Popen."""
        if not os.geteuid() and not self.words:
            options |= {"user": self.uid, "group": self.gid, "extra_groups": []}
        return subprocess.Popen([*self.words, *command], stdin=subprocess.PIPE, **options)

    def run(self, *command, text: str = "", **options) -> bool:
        """Run a command to its end, with `text` as its input: whether it went well."""
        with self.popen(*command, stdout=subprocess.DEVNULL, **options) as process:
            process.communicate(text.encode())
        return not process.returncode

    def own(self, folder: Path) -> None:
        """Give a folder, and what is in it, to that user."""
        if folder.lstat().st_uid != self.uid:
            for file in (folder, *folder.rglob("*")):
                os.chown(file, self.uid, self.gid, follow_symlinks=False)


def choose_runner(home: Path, programs: Path) -> Runner:
    """Find a user for the server, which refuses to be root; raises PostgresError."""
    if os.geteuid():
        return Runner(os.geteuid(), os.getegid())
    nobody = pwd.getpwnam("nobody")
    # In a user namespace root looks like nobody, and still reaches its own folders.
    ways = [Runner(nobody.pw_uid, nobody.pw_gid), Runner(0, 0, ("unshare", "--user"))]
    if (home / "data").exists():
        owner = (home / "data").stat()
        if owner.st_uid:
            ways.insert(0, Runner(owner.st_uid, owner.st_gid))
        else:
            ways.reverse()
    trial = ("sh", "-c", 'cd "$0" && "$1" --version', home, programs / "postgres")
    for runner in ways:
        with contextlib.suppress(OSError):
            if runner.run(*trial, stderr=subprocess.DEVNULL):
                return runner
    raise PostgresError(
        f"Postgres refuses to run as root, and no other user reaches {home} and {programs}: "
        "start as an ordinary user, or from a folder that others may enter."
    )


def keep(home: Path, programs: Path, report: int) -> None:
    """Run a server till its last user has gone; `report` is a pipe that hears of an error."""
    if os.fork():
        os._exit(0)  # So that no user is left with a child to bury.
    keeper = open_lock(home / "keeper.lock")
    # Somebody may just be looking whether it is free; another keeper is let be.
    if not wait_until(lambda: try_lock(keeper), 1):
        return
    (home / "keeper.lock").write_text(str(os.getpid()))
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, lambda *_: sys.exit())
    try:
        server = start_and_tell(home, programs, report)
        watch(home, programs, server)
    except PostgresError as error:
        sys.exit(str(error))
    finally:
        postgres.stop_server(home)
        with contextlib.suppress(OSError):
            postgres.socket_folder(home).rmdir()
        # Before start.lock, which goes with the process: who joins next sees no keeper.
        os.close(keeper)


def start_and_tell(home: Path, programs: Path, report: int) -> subprocess.Popen | None:
    """Start the server, and tell whoever waits for it what went wrong."""
    with contextlib.suppress(BrokenPipeError), open(report, "w") as pipe:
        try:
            with postgres.plain_errors(home):
                return start(home, programs)
        except PostgresError as error:
            pipe.write(str(error))
            raise


def watch(home: Path, programs: Path, server: subprocess.Popen | None) -> None:
    """Return when nobody has used the server for the grace, with start.lock held."""
    door = postgres.socket_folder(home) / f".s.PGSQL.{postgres.PORT}"
    last_used = time.monotonic()
    while True:
        time.sleep(0.2)
        if server:
            server.poll()  # Buries it, if it died.
        if is_free(home / "server.lock") or not door.exists():
            postgres.stop_server(home)
            server = start(home, programs)
        if not is_free(home / "users.lock"):
            last_used = time.monotonic()
        elif time.monotonic() - last_used > GRACE_SECONDS:
            lock = open_lock(home / "start.lock")
            if try_lock(lock) and is_free(home / "users.lock"):
                return
            os.close(lock)


def start(home: Path, programs: Path) -> subprocess.Popen | None:
    """Return a server that answers; None for one that outlived its keeper."""
    lock = open_lock(home / "server.lock")
    if not wait_until(lambda: try_lock(lock) or postgres.answers(home), postgres.START_SECONDS):
        raise PostgresError(f"A Postgres in {home} runs, but does not answer: end it.")
    if not try_lock(lock):
        os.close(lock)
        return None
    log = home / "postgres.log"
    if log.stat().st_size > LOG_BYTES:
        shutil.copy(log, log.with_suffix(".log.old"))
        os.truncate(log, 0)
    with open(log, "ab") as out:
        said = out.tell()
        runner = choose_runner(home, programs)
        clear_remains(home)
        server = None
        if make_data(home, programs, runner, out) and make_door(home, runner):
            options = [f"-c{key}={value}" for key, value in SETTINGS.items()]
            options.append(f"-cunix_socket_directories={postgres.socket_folder(home)}")
            command = (programs / "postgres", "-D", home / "data", *options)
            server = runner.popen(*command, stdout=out, stderr=out, pass_fds=[lock])
            server.stdin.close()
        os.close(lock)  # From here on the server alone holds it.
    if server:
        wait_until(
            lambda: postgres.answers(home) or server.poll() is not None, postgres.START_SECONDS
        )
    if not postgres.answers(home):
        postgres.stop_server(home)
        raise postgres.failure(home, log.read_bytes()[said:].decode(errors="replace"))
    return server


def clear_remains(home: Path) -> None:
    """Remove what a killed server and a killed set-up leave; nothing of either lives."""
    for draft in home.glob("draft-*"):
        shutil.rmtree(draft, ignore_errors=True)
    with contextlib.suppress(FileNotFoundError, ValueError, IndexError):
        file = home / "data" / "postmaster.pid"
        # Postgres takes a stale one away, unless another program has got its number since.
        if "postgres" not in command_of(int(file.read_text().split()[0])):
            file.unlink()


def command_of(pid: int) -> str:
    """The command line of a process; empty if there is none."""
    if sys.platform == "darwin":
        ps = ["ps", "-ww", "-o", "command=", "-p", str(pid)]
        return subprocess.run(ps, capture_output=True, text=True).stdout
    with contextlib.suppress(OSError):
        return Path(f"/proc/{pid}/cmdline").read_text(errors="replace")
    return ""


def make_data(home: Path, programs: Path, runner: Runner, out) -> bool:
    """Make the data folder unless it is there, whole or not at all; False when it fails."""
    data = home / "data"
    if (data / "global" / "pg_control").exists():
        runner.own(data)
        return True
    if data.exists():
        data.rename(home / f"unfinished-{secrets.token_hex(4)}")
    draft = home / f"draft-{secrets.token_hex(4)}"
    draft.mkdir(mode=0o700)
    runner.own(draft)
    initdb = [programs / "initdb", "--username=postgres", "--auth=trust", *LOCALE, "-D", draft]
    single = [programs / "postgres", "--single", "-cexit_on_error=on", "-D", draft, "postgres"]
    done = runner.run(*initdb, stderr=out) and runner.run(*single, text=SETUP, stderr=out)
    if done:
        draft.rename(data)
    return done


def make_door(home: Path, runner: Runner) -> bool:
    """Make the socket's folder, which only the data's owner may enter."""
    folder = postgres.socket_folder(home)
    folder.mkdir(mode=0o700, exist_ok=True)
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid not in (os.geteuid(), runner.uid):
        raise PostgresError(f"{folder} belongs to somebody else: remove it.")
    folder.chmod(0o700)
    for file in folder.iterdir():
        file.unlink()
    runner.own(folder)
    return True


if __name__ == "__main__":
    keep(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
