"""Choosing the house rules of a location, from a day on (E7)."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from kiekeboe.events.actors import Actor
from kiekeboe.events.recording import locked_head, record
from kiekeboe.planning.models import RequestRules
from kiekeboe.planning.presets import PRESETS
from kiekeboe.planning.request_policy import Rules
from kiekeboe.planning.rules_json import to_json


class DayGoneBy(ValueError):
    """Rules cannot change for days that have passed: what was decided then stays decided."""


@transaction.atomic
def set_rules(
    id: UUID, location, rules: Rules, *, since: date, today: date, by: Actor, at: datetime
) -> RequestRules:
    """These rules hold for care from `since` on, until newer ones do. Raises DayGoneBy.

    One set per day: a second one for the same day takes the place of the first. Said again, it
    changes nothing.
    """
    locked_head(by.organisation)
    if since < today:
        raise DayGoneBy
    kept = RequestRules.objects.filter(location=location, since=since).first()
    told = {"preset": preset_of(rules), "rules": to_json(rules)}
    if kept and (kept.preset, kept.rules) == (told["preset"], told["rules"]):
        return kept
    if kept is None:
        kept = RequestRules(
            id=id, organisation_id=location.organisation_id, location=location, since=since
        )
    kept.preset, kept.rules, kept.written_at = told["preset"], told["rules"], at
    kept.save()
    record("rules_set", kept, by=by, at=at, since=since.isoformat(), preset=kept.preset)
    return kept


@transaction.atomic
def drop_rules(location, *, since: date, today: date, by: Actor, at: datetime) -> bool:
    """Take back rules that do not hold yet. Raises DayGoneBy; nothing to take back is False."""
    locked_head(by.organisation)
    if since <= today:
        raise DayGoneBy
    kept = RequestRules.objects.filter(location=location, since=since).first()
    if kept is None:
        return False
    record("rules_dropped", kept, by=by, at=at, since=since.isoformat())
    kept.delete()
    return True


def preset_of(rules: Rules) -> str:
    """The name of the preset that these rules are; empty when they are a house's own."""
    return next((name for name, one in PRESETS.items() if one == rules), "")
