"""Changing columns of one row, with the event that names which ones."""

from datetime import datetime

from django.db import transaction

from kiekeboe.events.actors import Actor
from kiekeboe.events.recording import record


@transaction.atomic
def change(row, verb: str, *, by: Actor, at: datetime, children=(), group=None, **facts) -> bool:
    """Write what differs and record it once, by the names of the columns and never their content.

    The answer is whether anything was different; the same facts again change nothing.
    """
    stored = type(row)._default_manager.select_for_update().get(pk=row.pk)
    changed = [name for name, fact in facts.items() if getattr(stored, name) != fact]
    for name, fact in facts.items():
        setattr(row, name, fact)
    if not changed:
        return False
    row.save(update_fields=changed)
    record(verb, row, by=by, at=at, children=children, group=group, changed=sorted(changed))
    return True
