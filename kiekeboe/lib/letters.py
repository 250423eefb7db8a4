"""Letters: mail in the language of who reads it, as plain text and as HTML."""

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import translation


def post(to: str, template: str, context: dict, *, language: str) -> None:
    """Send one letter. `template` names three files: <template>_subject.txt, .txt and .html.

    Raises what the mail server answered (SMTPException, OSError); the caller tries again later.
    """
    with translation.override(language):
        given = {"origin": settings.ORIGIN, "language": language} | context
        subject = " ".join(render_to_string(f"{template}_subject.txt", given).split())
        letter = EmailMultiAlternatives(
            subject, render_to_string(f"{template}.txt", given), to=[to]
        )
        letter.attach_alternative(render_to_string(f"{template}.html", given), "text/html")
        letter.send()
