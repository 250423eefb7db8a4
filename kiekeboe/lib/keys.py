"""Keys that an installation makes for itself and keeps in a file only it can read."""

import os
import secrets
from collections.abc import Callable
from pathlib import Path


def random_words() -> str:
    """64 characters that nobody guesses."""
    return secrets.token_urlsafe(48)


def kept_in(path: Path, make: Callable[[], str] = random_words) -> str:
    """The key in `path`; made on first use (0600), the same one also when two start at once."""
    try:
        return path.read_text().strip()
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = path.with_name(f"{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    with os.fdopen(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as file:
        file.write(make())
    try:
        # A hard link appears whole or not at all; the second of two starters gets the first's key.
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
    return path.read_text().strip()
