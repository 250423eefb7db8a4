"""Conversations: one per child and household with the group, one per household with the office."""

from functools import reduce
from operator import or_

from django.db import models
from django.db.models import F, Q

from kiekeboe.lib.ids import uuid7


class ThreadQuerySet(models.QuerySet):
    def of_relations(self, relations):
        """The conversations of guardians through these relations, which must be in force.

        Only of the household where the guardian lives now; a relative has none (A6).
        """
        homes = Q(pk__in=())
        for one in relations:
            if not one.is_relative and one.receives_updates:
                mine = Q(kind=Thread.Kind.OFFICE) | Q(child=one.child_id)
                home = one.guardian.household_id
                homes |= mine & Q(organisation=one.organisation_id, household=home)
        return self.filter(homes)

    def about(self, children):
        """The conversations with the group about these children."""
        return self.filter(kind=Thread.Kind.GROUP, child__in=children)

    def unseen(self):
        """Where a family said something that nobody of staff has seen."""
        return self.filter(last_family__gt=F("seen_by_staff"))

    def unanswered(self):
        """Where a family had the last word."""
        return self.filter(last_family__gt=F("last_staff"))


class Thread(models.Model):
    """One conversation.

    `last` numbers every change in it: a message sent, edited or deleted. The other three are marks
    in that numbering, kept by the verbs in the same transaction, so that the inbox of a group
    needs no counting.
    """

    class Kind(models.TextChoices):
        GROUP = "group"
        OFFICE = "office"

    id = models.UUIDField(primary_key=True, default=uuid7)
    organisation = models.ForeignKey("organisation.Organisation", models.CASCADE)
    kind = models.CharField(max_length=6, choices=Kind)
    household = models.ForeignKey("people.Household", models.PROTECT, related_name="threads")
    child = models.ForeignKey("people.Child", models.PROTECT, null=True, related_name="threads")
    opened_at = models.DateTimeField()
    last = models.PositiveIntegerField(default=0)
    last_family = models.PositiveIntegerField(default=0)
    last_staff = models.PositiveIntegerField(default=0)
    seen_by_staff = models.PositiveIntegerField(default=0)
    last_at = models.DateTimeField(null=True, blank=True)  # when we heard the newest message

    objects = ThreadQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "household", "child"],
                condition=Q(kind="group"),
                name="one_conversation_per_child_and_household",
            ),
            models.UniqueConstraint(
                fields=["organisation", "household"],
                condition=Q(kind="office"),
                name="one_conversation_with_the_office",
            ),
            models.CheckConstraint(
                condition=Q(kind="group", child__isnull=False) | Q(kind="office", child=None),
                name="a_conversation_with_a_group_is_about_a_child",
            ),
            models.CheckConstraint(
                condition=Q(
                    last_family__lte=F("last"),
                    last_staff__lte=F("last"),
                    seen_by_staff__lte=F("last"),
                ),
                name="nothing_is_seen_before_it_is_said",
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "child"], name="threads_of_a_child"),
            models.Index(
                fields=["organisation"],
                condition=Q(last_family__gt=F("seen_by_staff")),
                name="unseen_threads",
            ),
        ]


class Seat(models.Model):
    """Who of staff answers: a conversation that was handed over to a colleague."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    organisation = models.ForeignKey("organisation.Organisation", models.CASCADE)
    thread = models.ForeignKey(Thread, models.CASCADE, related_name="seats")
    employee = models.ForeignKey("people.Employee", models.PROTECT, related_name="seats")
    given_by = models.ForeignKey("people.Employee", models.PROTECT, related_name="+")
    given_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "thread"],
                condition=Q(ended_at=None),
                name="one_colleague_answers",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None) | Q(ended_at__gte=F("given_at")),
                name="a_seat_ends_after_it_is_given",
            ),
        ]


TOLD_OF = ("message", "note", "arrival", "reaction")


def _only(one: str) -> Q:
    others = {other: None for other in TOLD_OF if other != one}
    return Q(**others, **{f"{one}__isnull": False})


class Escalation(models.Model):
    """The manager was told that something a family sent stayed unseen for too long.

    Never removed: it is how we know that nothing stays unseen without anybody knowing.
    """

    id = models.UUIDField(primary_key=True, default=uuid7)
    organisation = models.ForeignKey("organisation.Organisation", models.CASCADE)
    message = models.ForeignKey(
        "chat.Message", models.CASCADE, null=True, related_name="escalations"
    )
    note = models.ForeignKey("care.HomeNote", models.CASCADE, null=True, related_name="+")
    arrival = models.ForeignKey("chat.Arrival", models.CASCADE, null=True, related_name="+")
    reaction = models.ForeignKey("care.Reaction", models.CASCADE, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "message"], name="the_manager_is_told_once"
            ),
            models.UniqueConstraint(
                fields=["organisation", "note"], name="the_manager_is_told_of_a_note_once"
            ),
            models.UniqueConstraint(
                fields=["organisation", "arrival"], name="the_manager_is_told_of_an_arrival_once"
            ),
            models.UniqueConstraint(
                fields=["organisation", "reaction"], name="the_manager_is_told_of_a_reply_once"
            ),
            models.CheckConstraint(
                condition=reduce(or_, (_only(one) for one in TOLD_OF)),
                name="the_manager_is_told_of_one_thing",
            ),
        ]
