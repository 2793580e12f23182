"""Locks on files, which the kernel drops when the process that holds them dies, however it dies."""

import contextlib
import fcntl
import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path


def wait_until(condition: Callable[[], bool], seconds: float) -> bool:
    """Ask often whether `condition` has come; False when `seconds` are over."""
    deadline = time.monotonic() + seconds
    while not (met := condition()) and time.monotonic() < deadline:
        time.sleep(0.02)
    return met


def open_lock(file: Path) -> int:
    """Open a lock file; close-on-exec, so that no program we start holds the lock."""
    # Reading is enough to lock, also for one who does not own the file.
    return os.open(file, os.O_RDONLY | os.O_CREAT, 0o644)


def try_lock(lock: int) -> bool:
    """Take an open lock for oneself, if nobody has it."""
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def is_free(file: Path) -> bool:
    """Whether nobody holds a lock."""
    lock = open_lock(file)
    try:
        return try_lock(lock)
    finally:
        os.close(lock)


@contextlib.contextmanager
def locked(file: Path, seconds: float) -> Iterator[None]:
    """Hold a lock alone; raises TimeoutError when it can't be had in that time."""
    lock = open_lock(file)
    try:
        if not wait_until(lambda: try_lock(lock), seconds):
            raise TimeoutError(f"another process has held {file} for {seconds} seconds")
        yield
    finally:
        os.close(lock)
