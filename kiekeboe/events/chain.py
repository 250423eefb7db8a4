"""The hash chain that makes a changed or missing event visible."""

import hashlib
import json
from datetime import UTC


def link(previous: str, event) -> str:
    """The hash of an event, given the hash of the one before it."""
    row = (
        str(event.organisation_id),
        event.sequence,
        event.verb,
        event.subject_type,
        str(event.subject_id),
        event.actor_kind,
        str(event.person_id or ""),
        str(event.device_id or ""),
        event.origin,
        str(event.group_id or ""),
        event.happened_at.astimezone(UTC).isoformat(),
        event.heard_at.astimezone(UTC).isoformat(),
        json.dumps(event.payload, sort_keys=True, separators=(",", ":")),
    )
    return hashlib.sha256(f"{previous}|{row!r}".encode()).hexdigest()
