"""Identifiers of what a candidate owns: UUIDs of version 7, which sort by time of making."""

import uuid

import uuid_utils.compat


def new_id() -> uuid.UUID:
    """Return a fresh UUID of version 7."""
    return uuid_utils.compat.uuid7()


def to_id(text: str | None) -> uuid.UUID | None:
    """Read a UUID sent by a page; None for anything else."""
    try:
        return uuid.UUID(text or "")
    except ValueError:
        return None
