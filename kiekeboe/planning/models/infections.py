"""An infectious illness in a group, told without a name (E3)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kiekeboe.lib.ids import uuid7


class Sign(models.TextChoices):
    """What a child has, as far as the GGD counts it (Wpg art. 26)."""

    STOMACH = "stomach", _("Stomach or bowel complaints")
    RASH = "rash", _("Rash")
    JAUNDICE = "jaundice", _("Jaundice")
    SCABIES = "scabies", _("Scabies")
    FEVER = "fever", _("Fever")
    COLD = "cold", _("Cold or cough")
    OTHER = "other", _("Something else")


class InfectionNotice(models.Model):
    """ "There is chickenpox in the group." To all families of the group; no child is named."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    organisation = models.ForeignKey("organisation.Organisation", models.CASCADE)
    group = models.ForeignKey("organisation.Group", models.CASCADE, related_name="infections")
    illness = models.CharField(_("illness"), max_length=80)
    words = models.CharField(_("what families should know"), max_length=1000, blank=True)
    told_on = models.DateField()
    until = models.DateField()
    told_by = models.UUIDField(null=True)
    told_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until__gte=models.F("told_on")), name="an_infection_notice_lasts"
            )
        ]
        indexes = [models.Index(fields=["organisation", "group", "until"], name="infections")]


class OutbreakRule(models.Model):
    """From how many children on a GGD wants to hear of a sign, at one location from a day on.

    Either so many cases, or more than one in so many of the group (outbreaks.py).
    """

    id = models.UUIDField(primary_key=True, default=uuid7)
    organisation = models.ForeignKey("organisation.Organisation", models.CASCADE)
    location = models.ForeignKey(
        "organisation.Location", models.CASCADE, related_name="outbreak_rules"
    )
    sign = models.CharField(max_length=8, choices=Sign)
    since = models.DateField()
    days = models.PositiveSmallIntegerField()
    cases = models.PositiveSmallIntegerField(null=True, blank=True)
    one_in = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "location", "sign", "since"],
                name="one_outbreak_rule_per_day",
            ),
            models.CheckConstraint(
                condition=Q(cases__gt=0, one_in=None) | Q(one_in__gt=0, cases=None),
                name="an_outbreak_is_cases_or_a_part",
            ),
        ]
