"""The secret key of a site on one's own machine: made at the first start, kept in its data."""

import secrets
from pathlib import Path


def local_secret_key(folder: Path) -> str:
    """Return the key kept in `folder`, made there on the first start."""
    file = folder / "secret-key"
    if not file.exists():
        folder.mkdir(parents=True, exist_ok=True)
        draft = folder / f".secret-key-{secrets.token_hex(8)}"
        draft.touch(mode=0o600)
        draft.write_text(secrets.token_urlsafe(64))
        # A link fails where the file stands already, so two first starts agree on one key.
        try:
            file.hardlink_to(draft)
        except FileExistsError:
            pass
        draft.unlink()
    return file.read_text()
