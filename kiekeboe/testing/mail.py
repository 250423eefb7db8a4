"""A real SMTP server on a free port, that keeps what it is given."""

import email
import email.policy
import socket
import time
from email.message import EmailMessage

import pytest


class PostOffice:
    """Where the mails of a test arrive: `mails` in order, `to(address)` those of one person.

    `unknown`: what it answers about an address to which it takes nothing; `refused`: who was asked.
    """

    def __init__(self, host: str, port: int):
        self.host, self.port = host, port
        self.mails: list[EmailMessage] = []
        self.unknown: dict[str, str] = {}
        self.refused: list[str] = []

    async def handle_RCPT(self, server, session, envelope, address, options):  # as aiosmtpd asks
        if answer := self.unknown.get(address):
            self.refused.append(address)
            return answer
        envelope.rcpt_tos.append(address)
        return "250 known"

    async def handle_DATA(self, server, session, envelope):  # the name aiosmtpd asks for
        mail = email.message_from_bytes(envelope.content, policy=email.policy.default)
        mail["X-Envelope-To"] = ", ".join(envelope.rcpt_tos)
        self.mails.append(mail)
        return "250 kept"

    def to(self, address: str) -> list[EmailMessage]:
        return [mail for mail in self.mails if address in mail["X-Envelope-To"]]

    def wait_for(self, address: str, seconds: float = 10) -> EmailMessage:
        """The newest mail to this address; waits until the worker has sent one."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if found := self.to(address):
                return found[-1]
            time.sleep(0.05)
        raise AssertionError(f"no mail for {address} within {seconds} s")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="session")
def post_office_of_the_run():
    from aiosmtpd.controller import Controller

    office = PostOffice("127.0.0.1", free_port())
    controller = Controller(office, hostname=office.host, port=office.port)
    controller.start()
    yield office
    controller.stop()


@pytest.fixture
def post_office(post_office_of_the_run, settings):
    """Mail of this test goes through SMTP for real; `post_office.mails` is what arrived."""
    office = post_office_of_the_run
    office.mails.clear()
    office.unknown.clear()
    office.refused.clear()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = office.host, office.port
    settings.EMAIL_HOST_USER, settings.EMAIL_USE_TLS = "", False
    return office
