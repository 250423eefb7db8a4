"""Keys that an installation makes for itself and keeps in a file only it can read."""

import os
import secrets
from pathlib import Path


def kept_in(path: Path) -> str:
    """The key in `path`; made on first use (64 characters, 0600)."""
    try:
        return path.read_text().strip()
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        key = secrets.token_urlsafe(48)
        try:
            handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        except FileExistsError:
            return path.read_text().strip()
        with os.fdopen(handle, "w") as file:
            file.write(key)
        return key
