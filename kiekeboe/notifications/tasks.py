"""Sending what is due: every minute, one letter per account."""

from uuid import UUID

from django.utils.timezone import now

from kiekeboe.lib.jobs import every, job
from kiekeboe.notifications import outbox


@job(waits=(60, 300, 1800, 7200))
def deliver_news(account_id):
    outbox.deliver(UUID(account_id), at=now())


@every(minutes=1)
def hand_out_news():
    for account in outbox.waiting(now()):
        deliver_news.later(str(account), key=f"news:{account}")
