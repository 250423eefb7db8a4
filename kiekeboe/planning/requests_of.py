"""Which house rules hold at a location on a day."""

from datetime import date

from kiekeboe.planning.models import RequestRules
from kiekeboe.planning.presets import GEWOON, PRESETS
from kiekeboe.planning.request_policy import Rules
from kiekeboe.planning.rules_json import from_json


def rules_on(location, day: date) -> Rules:
    """The rules of a location for care on `day`; the preset *gewoon* where none were chosen."""
    kept = RequestRules.objects.filter(location=location, since__lte=day).order_by("-since").first()
    if kept is None:
        return GEWOON
    return PRESETS[kept.preset] if kept.preset else from_json(kept.rules)
