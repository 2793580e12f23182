"""What ./run does before it serves, in one process so that a second start is quick.

Every step looks first whether it is needed. What goes wrong ends in one line that says what
to do. With --demo it makes the demo candidate, and prints the path where one signs in as them.
"""

import errno
import hashlib
import io
import os
import socket
import sys
from pathlib import Path

import django
import psycopg
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from interviewprep.postgres import FULL, PostgresError

STARTS_LOCK = 5_250_018  # Any number of our own: two starts at once migrate one after the other.


def main(words: list[str]) -> None:
    """Do every step; exits with a line on what to do where one fails."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "interviewprep.settings")
    folder = Path(os.environ.get("DATA_DIR") or ".data")
    try:
        check_port(os.environ.get("PORT") or "8000")
        check_folder(folder)
        url = os.environ.get("DATABASE_URL")
        if url and not url.startswith(("postgres://", "postgresql://")):
            sys.exit("DATABASE_URL is not of the form postgres://user:password@host:5432/name.")
        django.setup()
        if url:
            check_database()
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [STARTS_LOCK])
        migrate()
        call_command("load_bank", stdout=io.StringIO())
        collect_static()
        if "--demo" in words:
            call_command("demo", stdout=sys.stderr)
            print("/account/login/")
    except (PostgresError, ImproperlyConfigured, CommandError) as error:
        sys.exit(str(error))
    except KeyboardInterrupt:
        sys.exit(130)
    except (DatabaseError, OSError) as error:
        full = getattr(error, "errno", None) == errno.ENOSPC or "No space left" in str(error)
        if not full:
            raise
        sys.exit(FULL.format(folder=folder))


def check_port(port: str) -> None:
    """Exit unless `port` is free on this machine."""
    with socket.socket() as line:
        line.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            line.bind(("127.0.0.1", int(port)))
        except (ValueError, OverflowError):
            sys.exit(f"PORT={port} is not a port: PORT=8001 ./run would do.")
        except PermissionError:
            sys.exit(f"Port {port} is kept for root: PORT=8001 ./run would do.")
        except OSError:
            sys.exit(f"Port {port} is taken: end what listens there, or start PORT=8001 ./run.")


def check_folder(folder: Path) -> None:
    """Make the data folder; exit unless it can be written. Raises OSError on a full disk."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except (PermissionError, FileExistsError, NotADirectoryError):
        sys.exit(f"{folder} can't be written: set DATA_DIR to a folder of your own.")
    if not os.access(folder, os.W_OK | os.X_OK):
        sys.exit(f"{folder} can't be written: set DATA_DIR to a folder of your own.")


def check_database() -> None:
    """Exit unless DATABASE_URL lets us in, without waiting for the pool to give up."""
    try:
        psycopg.connect(**connection.get_connection_params(), connect_timeout=5).close()
    except psycopg.OperationalError as error:
        sys.exit(
            f"DATABASE_URL can't be reached: {' '.join(str(error).split())}. Start that server "
            "or mend the address; without DATABASE_URL the embedded Postgres is used."
        )


def migrate() -> None:
    """Bring the tables up to date."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)


def collect_static() -> None:
    """Gather, hash and compress the static files, if any has changed since the last time."""
    kept = settings.DATA_DIR / "static.state"
    digest = hashlib.sha256(django.__version__.encode())
    for finder in get_finders():
        for path, storage in finder.list([]):
            file = os.stat(storage.path(path))
            digest.update(f"{path} {file.st_size} {file.st_mtime_ns}\n".encode())
    state = digest.hexdigest()
    if settings.STATIC_ROOT.exists() and kept.exists() and kept.read_text() == state:
        return
    # Nothing is cleared: a site that still runs goes on finding the files it knows.
    call_command("collectstatic", verbosity=0, interactive=False)
    kept.write_text(state)


if __name__ == "__main__":
    main(sys.argv[1:])
