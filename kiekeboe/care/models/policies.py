"""What is logged at which age, per location, group or child."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kiekeboe.lib.ids import uuid7


class LogRule(models.Model):
    """One line of the policy: a kind, an age band, and how hard we ask for it.

    The child's own rule wins over the group's, the group's over the location's, and that one
    over the shipped default.
    """

    class Level(models.TextChoices):
        REQUIRED = "required", _("Asked for")
        OFFERED = "offered", _("Offered")
        HIDDEN = "hidden", _("Behind 'more'")

    id = models.UUIDField(primary_key=True, default=uuid7)
    organisation = models.ForeignKey("organisation.Organisation", models.CASCADE)
    location = models.ForeignKey("organisation.Location", models.CASCADE, related_name="log_rules")
    group = models.ForeignKey(
        "organisation.Group", models.CASCADE, null=True, blank=True, related_name="log_rules"
    )
    child = models.ForeignKey(
        "people.Child", models.CASCADE, null=True, blank=True, related_name="log_rules"
    )
    kind = models.CharField(max_length=12)
    level = models.CharField(max_length=8, choices=Level)
    from_month = models.PositiveSmallIntegerField(default=0)
    until_month = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until_month=None) | Q(until_month__gt=F("from_month")),
                name="an_age_band_has_length",
            ),
            models.CheckConstraint(
                condition=Q(group=None) | Q(child=None), name="a_log_rule_has_one_width"
            ),
        ]
        indexes = [models.Index(fields=["organisation", "location"], name="log_rules")]


class SleepCheckRule(models.Model):
    """How often we look at a sleeping child of an age; no minutes means not at all."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    organisation = models.ForeignKey("organisation.Organisation", models.CASCADE)
    location = models.ForeignKey(
        "organisation.Location", models.CASCADE, related_name="sleep_rules"
    )
    from_month = models.PositiveSmallIntegerField(default=0)
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "location", "from_month"], name="one_sleep_rule_per_age"
            )
        ]
