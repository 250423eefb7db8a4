"""News that turned out to be a slip: what nobody read or got yet is not told."""

from datetime import datetime
from uuid import UUID

from kiekeboe.notifications.models import Kind, Notice


def forget_answers(request_id: UUID, *, at: datetime) -> None:
    """The answer to a request was taken back within minutes, before its letter went out."""
    Notice.objects.filter(
        kind=Kind.REQUEST, subject_id=request_id, sent_at=None, read_at=None, dropped_at=None
    ).update(dropped_at=at)
