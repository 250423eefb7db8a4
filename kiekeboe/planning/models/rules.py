"""The house rules of a location, from a day on (ruilbeleid)."""

from django.db import models

from kiekeboe.lib.ids import uuid7


class RequestRules(models.Model):
    """One set of rules as JSON (see rules_json.py). The newest that holds on a day counts."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    organisation = models.ForeignKey("organisation.Organisation", models.CASCADE)
    location = models.ForeignKey(
        "organisation.Location", models.CASCADE, related_name="request_rules"
    )
    since = models.DateField()
    preset = models.CharField(max_length=10, blank=True)  # ruim, gewoon, streng; empty: own rules
    rules = models.JSONField(default=dict)
    written_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "location", "since"], name="one_set_of_rules_per_day"
            )
        ]
