"""How ./run serves: on this machine alone, and with the embedded Postgres for its whole life."""

import os
import signal

from django.conf import settings

from interviewprep import postgres

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "interviewprep.settings")

PORT = os.environ.get("PORT") or "8000"

bind = f"127.0.0.1:{PORT}"
workers = 2
threads = 4
worker_class = "gthread"
graceful_timeout = 5
loglevel = "warning"
control_socket_disable = True


def on_starting(server):
    """Join Postgres before any worker does, so that it outlives them all."""
    _ = settings.DATABASES


def when_ready(server):
    """Stop, not reload, when the terminal is closed."""
    signal.signal(signal.SIGHUP, lambda number, frame: server.signal(signal.SIGTERM, frame))


def post_worker_init(worker):
    """Say where the site is, once it answers."""
    if worker.age == 1:
        path = os.environ.get("START_PATH") or "/"
        print(f"Interviewprep is at http://127.0.0.1:{PORT}{path} (Ctrl-C stops it)", flush=True)


def on_exit(server):
    """Leave Postgres: the last one out stops it."""
    postgres.leave(settings.DATA_DIR)
