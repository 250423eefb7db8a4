"""Letters: mail in the language of who reads it, as plain text and as HTML."""

import re
from collections.abc import Callable, Sequence
from smtplib import SMTPRecipientsRefused
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.dispatch import Signal
from django.template.loader import render_to_string
from django.utils import translation

refused = Signal()  # address, answer: its mail server knows nobody there
taken = Signal()  # address: its mail server took a letter


def post(
    to: str,
    template: str,
    context: dict,
    *,
    language: str,
    files: Sequence[tuple[str, bytes, str]] = (),
    letter_id: UUID | None = None,
    accepted: Callable[[], object] = lambda: None,
) -> bool:
    """Send one letter. `template` names three files: <template>_subject.txt, .txt and .html;
    `files` go along as (name, bytes, content type).

    False when the mail server knows no such address: trying again is of no use. Raises what else
    it answered (SMTPException, OSError); the caller tries again later. With the same `letter_id`
    it is the same letter to every mail program. `accepted` is called the moment that it is taken.
    """
    with translation.override(language):
        given = {"origin": settings.ORIGIN, "language": language} | context
        subject = " ".join(render_to_string(f"{template}_subject.txt", given).split())
        letter = EmailMultiAlternatives(
            subject, render_to_string(f"{template}.txt", given), to=[to]
        )
        letter.attach_alternative(render_to_string(f"{template}.html", given), "text/html")
    for one in files:
        letter.attach(*one)
    if letter_id:
        host = urlsplit(settings.ORIGIN).hostname
        letter.extra_headers["Message-ID"] = f"<{letter_id}@{host}>"
    return _sent(letter, to, accepted)


def _sent(letter, to, accepted) -> bool:
    line = get_connection()
    line.open()  # opened here, so that nothing stands between "taken" and `accepted`
    try:
        letter.connection = line
        letter.send()
        accepted()
    except SMTPRecipientsRefused as problem:
        code, answer = next(iter(problem.recipients.values()))
        words = answer.decode("utf-8", "replace") if isinstance(answer, bytes) else str(answer)
        if not is_gone(code, words):
            raise
        refused.send(sender=None, address=to, answer=f"{code} {words}")
        return False
    finally:
        line.close()
    taken.send(sender=None, address=to)
    return True


def is_gone(code: int, answer: str) -> bool:
    """Whether a refusal says that nobody has this address: not that the box is full, that we are
    not trusted, or that it is a busy hour (RFC 3463: X.1.Y is about addresses, X.2.1 disabled)."""
    if not 500 <= code < 600:
        return False
    if found := re.search(r"\b5\.(\d{1,3})\.(\d{1,3})\b", answer):
        about, detail = int(found[1]), int(found[2])
        return (about == 1 and detail not in (7, 8)) or (about, detail) == (2, 1)
    return code in (550, 551, 553)
