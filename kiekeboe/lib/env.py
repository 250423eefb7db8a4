"""Reading settings from the environment, each variable once and typed.

Every value may also come from a file: `NAME_FILE=/run/secrets/name`. A value that cannot be read
or understood raises `Misread`, whose sentence names the variable and never its contents.
"""

import os
from pathlib import Path


class Misread(ValueError):
    """A variable of the environment that cannot be used as it stands."""


def text(name: str, default: str = "") -> str:
    """The value of `name`, or the contents of the file that `name`_FILE points at."""
    if file := os.environ.get(f"{name}_FILE"):
        try:
            return Path(file).read_text().strip()
        except (OSError, UnicodeDecodeError) as error:
            raise Misread(f"{name}_FILE points at {file}, which cannot be read") from error
    return os.environ.get(name, default)


def flag(name: str, default: bool = False) -> bool:
    value = os.environ.get(name, "").strip().lower()
    if value in {"", "0", "1", "true", "false", "yes", "no", "on", "off"}:
        return value in {"1", "true", "yes", "on"} if value else default
    raise Misread(f"{name} must be yes or no")


def number(name: str, default: int) -> int:
    try:
        return int(os.environ.get(name) or default)
    except ValueError as error:
        raise Misread(f"{name} must be a whole number") from error


def choice(name: str, default: str, allowed: set[str]) -> str:
    value = os.environ.get(name) or default
    if value not in allowed:
        raise Misread(f"{name} must be one of {', '.join(sorted(allowed))}")
    return value


def words(name: str, default: str = "") -> list[str]:
    """A list parted by commas; empty parts are dropped."""
    return [part.strip() for part in text(name, default).split(",") if part.strip()]


def path(name: str, default: str) -> Path:
    return Path(text(name, default)).expanduser().resolve()
