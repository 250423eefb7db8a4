"""Guardians, their households, and what each may know of which child."""

from django.db import models, transaction
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from kiekeboe.accounts.inviting import revoke_elsewhere
from kiekeboe.events.actors import Actor, Kind
from kiekeboe.events.changing import change
from kiekeboe.events.once import create_once
from kiekeboe.events.recording import record
from kiekeboe.lib.ids import uuid7
from kiekeboe.people.models.children import Child


class Household(models.Model):
    """People at one address. Separated parents are two households that never see each other's."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    organisation = models.ForeignKey("organisation.Organisation", models.CASCADE)
    street = models.CharField(_("street and number"), max_length=120, blank=True)
    postcode = models.CharField(_("postcode"), max_length=10, blank=True)
    town = models.CharField(_("town"), max_length=80, blank=True)
    is_protected = models.BooleanField(_("protected address"), default=False)

    @property
    def address(self):
        """On one line; who may read a protected one is asked elsewhere."""
        return ", ".join(filter(None, [self.street, f"{self.postcode} {self.town}".strip()]))

    def edit(self, *, by, at, children=(), **facts):
        """Move, or protect the address. The event tells which columns, never the address."""
        return change(self, "address_changed", by=by, at=at, children=children, **facts)


class GuardianManager(models.Manager):
    @transaction.atomic
    def register(self, id, *, household=None, by, at, **facts):
        """Write an adult down, in a new household unless one is given.

        `id` is chosen before, so that saying it again changes nothing.
        """
        if household is None and not self.filter(pk=id, organisation=by.organisation).exists():
            household = Household.objects.create(organisation_id=by.organisation)
        facts["household"] = household
        guardian, new = create_once(self, id, by.organisation, **facts)
        if new:
            record("guardian_registered", guardian, by=by, at=at)
        return guardian


class Guardian(models.Model):
    """An adult who looks after a child at home (ouder/verzorger), in one organisation."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    organisation = models.ForeignKey("organisation.Organisation", models.CASCADE)
    household = models.ForeignKey(Household, models.PROTECT, related_name="guardians")
    account = models.ForeignKey(
        "accounts.User", models.SET_NULL, null=True, blank=True, related_name="guardians"
    )
    first_name = models.CharField(_("first name"), max_length=60)
    last_name = models.CharField(_("last name"), max_length=80)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("phone"), max_length=30, blank=True)
    language = models.CharField(_("language"), max_length=2, default="nl")

    objects = GuardianManager()

    class Meta:
        ordering = ["first_name", "last_name"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "account"],
                condition=Q(account__isnull=False),
                name="one_guardian_per_account",
            ),
        ]

    def __str__(self):
        return f"{self.first_name} {self.last_name}"

    @property
    def letters(self):
        return self.first_name[:2].capitalize()

    @transaction.atomic
    def edit(self, *, by, at, children=(), **facts):
        """Change name, e-mail, phone or language. The same facts again change nothing."""
        changed = change(self, "guardian_changed", by=by, at=at, children=children, **facts)
        revoke_elsewhere(self, by=by, at=at)
        return changed

    @transaction.atomic
    def tell_phone(self, phone: str, *, by, at, children=()) -> bool:
        """Another number, told by the guardian: it holds at once, because somebody may have to be
        called today. The same number again changes nothing."""
        told = " ".join(phone.split())
        return change(self, "guardian_phone_changed", by=by, at=at, children=children, phone=told)

    @transaction.atomic
    def leave_household(self, *, by, at, children=()):
        """Live at an address of one's own from now on; alone already changes nothing."""
        if self.household.guardians.exclude(pk=self.pk).exists():
            home = Household.objects.create(organisation_id=self.organisation_id)
            change(self, "household_left", by=by, at=at, children=children, household=home)

    def actor(self, *, origin="", heard_at=None) -> Actor:
        return Actor(self.organisation_id, Kind.GUARDIAN, self.pk, None, origin, heard_at)

    def guardianships_on(self, day):
        """The relations that give this guardian something to see on `day`."""
        return self.guardianships.in_force(day).filter(receives_updates=True)

    def children_on(self, day):
        """The children this guardian may know about on `day`. Nothing else exists for them."""
        return Child.objects.filter(guardianships__in=self.guardianships_on(day))

    def introducer_on(self, day) -> str:
        """The name of the parent who invited this relative (A6); empty for every other guardian."""
        relation = self.guardianships_on(day).filter(relation="family").first()
        return str(relation.introduced_by) if relation else ""


def _lasts(day):
    return Q(ended_on=None) | Q(ended_on__gte=day), Q(started_on__lte=day)


class GuardianshipQuerySet(models.QuerySet):
    def in_force(self, day):
        """Relations that hold on `day` and are not blocked.

        A relative reads along with the parent who invited them, and no longer than that parent
        has authority and sees the child: nobody looks through grandma's eyes (A6).
        """
        introducers = Guardianship.objects.filter(
            *_lasts(day),
            child=OuterRef("child"),
            guardian=OuterRef("introduced_by"),
            blocked_at=None,
            has_authority=True,
            receives_updates=True,
        )
        relative = Q(relation=Guardianship.Relation.FAMILY)
        return self.filter(*_lasts(day), ~relative | Exists(introducers), blocked_at=None)

    def parental(self):
        """Guardians in the full sense: everybody but the relatives whom a parent invited."""
        return self.exclude(relation=Guardianship.Relation.FAMILY)

    def relatives(self):
        """Those whom a parent invited to read along, as long as nobody ended it."""
        return self.filter(relation=Guardianship.Relation.FAMILY, ended_on=None)

    def with_authority(self, day):
        """Those whose answer counts for consent (ouders met gezag), blocked contact or not."""
        return self.filter(*_lasts(day), has_authority=True)


class GuardianshipManager(models.Manager.from_queryset(GuardianshipQuerySet)):
    @transaction.atomic
    def relate(self, *, child, guardian, by, at, **switches):
        """Make an adult a guardian of a child; the others hear of it (S30).

        A relation that is open stays as it is, also when it is blocked.
        """
        Child.objects.select_for_update().get(pk=child.pk)
        known = self.filter(child=child, guardian=guardian, ended_on=None).first()
        if known:
            return known
        relation = self.create(
            organisation_id=child.organisation_id, child=child, guardian=guardian, **switches
        )
        record(
            "guardian_added",
            relation,
            by=by,
            at=at,
            children=[child.pk],
            guardian=str(guardian.pk),
        )
        return relation


class Guardianship(models.Model):
    """What one adult is to one child."""

    class Relation(models.TextChoices):
        MOTHER = "mother", _("Mother")
        FATHER = "father", _("Father")
        PARENT = "parent", _("Parent")
        STEPPARENT = "stepparent", _("Stepparent")
        FOSTER = "foster", _("Foster parent")
        GUARDIAN = "guardian", _("Guardian")
        FAMILY = (
            "family",
            _("Family member"),
        )  # invited by a parent: diary and photos, nothing else (A6)

    id = models.UUIDField(primary_key=True, default=uuid7)
    organisation = models.ForeignKey("organisation.Organisation", models.CASCADE)
    child = models.ForeignKey(Child, models.CASCADE, related_name="guardianships")
    guardian = models.ForeignKey(Guardian, models.CASCADE, related_name="guardianships")
    relation = models.CharField(_("relation"), max_length=12, choices=Relation)
    has_authority = models.BooleanField(_("has legal authority"), default=True)
    is_contract_parent = models.BooleanField(_("signs and pays the contract"), default=False)
    may_collect = models.BooleanField(_("may collect"), default=True)
    receives_updates = models.BooleanField(_("sees diary and photos"), default=True)
    sees_invoices = models.BooleanField(_("sees invoices"), default=False)
    introduced_by = models.ForeignKey(
        Guardian, models.PROTECT, null=True, blank=True, related_name="introduced"
    )
    started_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    blocked_at = models.DateTimeField(null=True, blank=True)
    blocked_by = models.UUIDField(null=True, blank=True)

    objects = GuardianshipManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "child", "guardian"],
                condition=Q(ended_on=None),
                name="one_relation_per_guardian_and_child",
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=F("started_on")),
                name="a_relation_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(blocked_at=None, blocked_by=None)
                | Q(blocked_at__isnull=False, blocked_by__isnull=False),
                name="a_block_names_who_did_it",
            ),
            models.CheckConstraint(
                condition=~Q(relation="family")
                | Q(
                    has_authority=False,
                    is_contract_parent=False,
                    sees_invoices=False,
                    introduced_by__isnull=False,
                ),
                name="family_sees_the_diary_and_nothing_else",
            ),
        ]
        indexes = [models.Index(fields=["organisation", "guardian"], name="relations_by_guardian")]

    @property
    def is_relative(self) -> bool:
        """Whether this is a relative whom a parent invited: diary and photos, nothing else (A6)."""
        return self.relation == self.Relation.FAMILY

    def edit(self, *, by, at, **switches):
        """Change what this adult may and receives. The same again changes nothing."""
        children = [self.child_id]
        return change(self, "guardianship_changed", by=by, at=at, children=children, **switches)

    @transaction.atomic
    def block(self, *, by, at):
        """No page, photo, badge or mail about the child from now on (omgangsbeperking)."""
        blocked = Guardianship.objects.filter(pk=self.pk, blocked_at=None)
        if blocked.update(blocked_at=at, blocked_by=by.person):
            record("guardian_blocked", self, by=by, at=at, children=[self.child_id])
        self.refresh_from_db()

    @transaction.atomic
    def unblock(self, *, by, at):
        """Let the guardian see the child again. Doing it twice changes nothing."""
        blocked = Guardianship.objects.filter(pk=self.pk, blocked_at__isnull=False)
        if blocked.update(blocked_at=None, blocked_by=None):
            record("guardian_unblocked", self, by=by, at=at, children=[self.child_id])
        self.refresh_from_db()

    @transaction.atomic
    def end(self, *, on, by, at):
        """The last day on which this relation gives anything. Ending it again changes nothing."""
        if Guardianship.objects.filter(pk=self.pk, ended_on=None).update(ended_on=on):
            record("guardianship_ended", self, by=by, at=at, children=[self.child_id])
        self.refresh_from_db()
