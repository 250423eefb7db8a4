"""One ordered record of what happened in an organisation."""

from django.db import models

from kiekeboe.lib.ids import uuid7

GENESIS = "0" * 64


class Head(models.Model):
    """The newest event of an organisation. Locking this row puts events in one order."""

    organisation = models.OneToOneField(
        "organisation.Organisation", models.CASCADE, primary_key=True, related_name="event_head"
    )
    sequence = models.BigIntegerField(default=0)
    hash = models.CharField(max_length=64, default=GENESIS)


class EventQuerySet(models.QuerySet):
    def about(self, child):
        """What was done or read in the file of one child, newest first."""
        return self.filter(mentions__child=child).order_by("-sequence")

    def after(self, organisation_id, sequence):
        """What an organisation recorded after `sequence`, in order."""
        return self.filter(organisation=organisation_id, sequence__gt=sequence).order_by("sequence")


class Event(models.Model):
    """Who did what, to what, when it happened and when we heard. Never changed, never removed."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    organisation = models.ForeignKey("organisation.Organisation", models.CASCADE)
    sequence = models.BigIntegerField()
    verb = models.CharField(max_length=40)
    subject_type = models.CharField(max_length=40)
    subject_id = models.UUIDField()
    actor_kind = models.CharField(max_length=12)
    person_id = models.UUIDField(null=True)
    device_id = models.UUIDField(null=True)
    origin = models.CharField(max_length=60, blank=True)
    group_id = models.UUIDField(null=True)
    happened_at = models.DateTimeField()
    heard_at = models.DateTimeField()
    payload = models.JSONField(default=dict)
    hash = models.CharField(max_length=64)

    objects = EventQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "sequence"], name="events_in_one_order")
        ]


class Mention(models.Model):
    """A child that an event is about."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    organisation = models.ForeignKey("organisation.Organisation", models.CASCADE)
    event = models.ForeignKey(Event, models.CASCADE, related_name="mentions")
    child = models.ForeignKey("people.Child", models.PROTECT, related_name="mentions")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "child", "event"], name="a_child_is_mentioned_once"
            )
        ]
