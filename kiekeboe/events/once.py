"""Writing a row under an id that was chosen before, exactly once."""

from uuid import UUID

from django.db import models

from kiekeboe.lib.ids import uuid7


def create_once(rows: models.Manager, id: UUID, organisation: UUID, **facts):
    """(row, whether it is new). An id that lives in another organisation tells nothing here:
    the row then gets an id of its own."""
    known = rows.filter(pk=id, organisation=organisation).first()
    if known:
        return known, False
    free = id if not rows.filter(pk=id).exists() else uuid7()
    return rows.create(pk=free, organisation_id=organisation, **facts), True
