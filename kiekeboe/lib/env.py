"""Reading settings from the environment, each variable once and typed."""

import os
from pathlib import Path


def text(name: str, default: str = "") -> str:
    """The value of `name`, or the contents of the file that `name`_FILE points at."""
    if file := os.environ.get(f"{name}_FILE"):
        return Path(file).read_text().strip()
    return os.environ.get(name, default)


def flag(name: str, default: bool = False) -> bool:
    value = os.environ.get(name, "").lower()
    return value in {"1", "true", "yes", "on"} if value else default


def number(name: str, default: int) -> int:
    return int(os.environ.get(name) or default)


def words(name: str, default: str = "") -> list[str]:
    """A list parted by commas; empty parts are dropped."""
    return [part.strip() for part in text(name, default).split(",") if part.strip()]


def path(name: str, default: str) -> Path:
    return Path(text(name, default)).expanduser().resolve()
