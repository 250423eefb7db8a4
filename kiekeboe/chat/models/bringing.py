"""What the group asks a family to bring (meenemen, B8)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kiekeboe.lib.ids import uuid7


class PleaseBringQuerySet(models.QuerySet):
    def standing(self):
        """What is still asked: not there yet, and not taken back."""
        return self.filter(done_at=None, withdrawn_at=None)

    def of_relations(self, relations):
        """What is asked of guardians through these relations; a relative brings nothing (A6)."""
        mine = [one.child_id for one in relations if not one.is_relative and one.receives_updates]
        return self.filter(child__in=mine)


class PleaseBring(models.Model):
    """One thing for one child. It stays until it is ticked off or taken back."""

    class Thing(models.TextChoices):
        NAPPIES = "nappies", _("Nappies")
        CLOTHES = "clothes", _("Spare clothes")
        CREAM = "cream", _("Cream")
        MILK = "milk", _("Milk or formula")
        MEDICINE = "medicine", _("Medicine")
        OUTDOORS = "outdoors", _("Something for outdoors")
        ELSE = "else", _("Something else")

    id = models.UUIDField(primary_key=True, default=uuid7)
    organisation = models.ForeignKey("organisation.Organisation", models.CASCADE)
    child = models.ForeignKey("people.Child", models.CASCADE, related_name="please_bring")
    thing = models.CharField(_("what"), max_length=8, choices=Thing)
    text = models.CharField(_("more about it"), max_length=120, blank=True)
    asked_by = models.ForeignKey("people.Employee", models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.UUIDField(null=True)  # a guardian or an employee
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = PleaseBringQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "child", "thing", "text"],
                condition=Q(done_at=None, withdrawn_at=None),
                name="a_thing_is_asked_once",
            ),
            models.CheckConstraint(
                condition=~Q(thing="else") | ~Q(text=""), name="something_else_has_a_name"
            ),
            models.CheckConstraint(
                condition=Q(done_at=None, done_by=None)
                | Q(done_at__isnull=False, done_by__isnull=False, withdrawn_at=None),
                name="a_ticked_thing_names_who_did_it",
            ),
        ]

    @property
    def words(self) -> str:
        """What to bring, as people say it."""
        if self.thing == self.Thing.ELSE:
            return self.text
        told = str(self.get_thing_display())
        return f"{told}: {self.text}" if self.text else told
