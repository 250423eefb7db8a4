"""The letters of a demo without a mail server: kept in a folder, read on a page."""

import email
import email.policy
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

BETWEEN = b"-" * 79  # what Django's file backend writes after each letter


@dataclass(frozen=True)
class Letter:
    to: str
    subject: str
    text: str


def newest(most: int, folder: Path | None = None) -> list[Letter]:
    """The last letters, newest first."""
    files = sorted((folder or settings.EMAIL_FILE_PATH).glob("*.log"), key=_age)
    found = [letter for file in files[-most:] for letter in _read(file)]
    return found[::-1][:most]


def _age(file: Path) -> float:
    return file.stat().st_mtime


def _read(file: Path):
    for part in file.read_bytes().split(BETWEEN):
        if part.strip():
            mail = email.message_from_bytes(part.lstrip(), policy=email.policy.default)
            body = mail.get_body(("plain",))
            yield Letter(str(mail["To"]), str(mail["Subject"]), body.get_content() if body else "")
