"""Documents: what is kept to be read, for whom, in which versions, and who agreed (L1, L3)."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kiekeboe.lib.ids import uuid7


class DocumentQuerySet(models.QuerySet):
    def standing(self):
        """Not withdrawn; whose it is, is asked in sight.py."""
        return self.filter(withdrawn_at=None)


class Document(models.Model):
    """A document of the organisation, a location, a group or a child.

    An audience takes in those behind it: what parents may read, colleagues may read too.
    """

    class Kind(models.TextChoices):
        RULES = "rules", _("House rules")
        PLAN = "plan", _("Pedagogical plan")
        INSPECTION = "inspection", _("Inspection report")
        MENU = "menu", _("Menu")
        AGREEMENT = "agreement", _("Agreement")
        MEDICAL = "medical", _("About care or medicine")
        OTHER = "other", _("Something else")

    class Place(models.TextChoices):
        ORGANISATION = "organisation", _("The whole organisation")
        LOCATION = "location", _("A location")
        GROUP = "group", _("A group")
        CHILD = "child", _("A child")

    class Audience(models.TextChoices):
        PARENTS = "parents", _("Parents and colleagues")
        CAREGIVERS = "caregivers", _("Colleagues")
        OFFICE = "office", _("The office")
        MANAGERS = "managers", _("Managers only")

    class Guardians(models.TextChoices):
        ALL = "all", _("All parents of the child")
        AUTHORITY = "authority", _("Parents with legal authority")
        CONTRACT = "contract", _("The parent who signs the contract")

    id = models.UUIDField(primary_key=True, default=uuid7)
    organisation = models.ForeignKey("organisation.Organisation", models.CASCADE)
    place = models.CharField(max_length=12, choices=Place)
    location = models.ForeignKey("organisation.Location", models.PROTECT, null=True, blank=True)
    group = models.ForeignKey("organisation.Group", models.PROTECT, null=True, blank=True)
    child = models.ForeignKey(
        "people.Child", models.CASCADE, null=True, blank=True, related_name="documents"
    )
    title = models.CharField(_("title"), max_length=120)
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.OTHER)
    audience = models.CharField(max_length=10, choices=Audience)
    guardians = models.CharField(max_length=9, choices=Guardians, default=Guardians.ALL)
    asks_agreement = models.BooleanField(default=False)
    expires_on = models.DateField(null=True, blank=True)
    published_at = models.DateTimeField()
    reminded_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.UUIDField(null=True)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(place="organisation", location=None, group=None, child=None)
                | Q(place="location", location__isnull=False, group=None, child=None)
                | Q(place="group", location=None, group__isnull=False, child=None)
                | Q(place="child", location=None, group=None, child__isnull=False),
                name="a_document_has_one_place",
            ),
            models.CheckConstraint(condition=~Q(title=""), name="a_document_has_a_title"),
            models.CheckConstraint(
                condition=Q(guardians="all") | Q(place="child", audience="parents"),
                name="some_guardians_only_of_a_child",
            ),
            models.CheckConstraint(
                condition=Q(asks_agreement=False) | Q(audience="parents"),
                name="parents_are_asked_to_agree",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_by=None)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                name="a_withdrawn_document_names_who_did_it",
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "-published_at"], name="documents_in_order"),
            models.Index(fields=["organisation", "child"], condition=Q(child__isnull=False),
                         name="documents_of_a_child"),
        ]  # fmt: skip

    def __str__(self):
        return self.title

    @property
    def whose(self) -> str:
        """Of which place or child, as people say it."""
        return str(self.child or self.group or self.location or "")


class Version(models.Model):
    """One file of a document. A new one stands beside the old ones and never replaces them."""

    class Form(models.TextChoices):
        PICTURE = "picture"
        PAPER = "paper"

    id = models.UUIDField(primary_key=True, default=uuid7)
    organisation = models.ForeignKey("organisation.Organisation", models.CASCADE)
    document = models.ForeignKey(Document, models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    form = models.CharField(max_length=7, choices=Form)
    name = models.CharField(max_length=120)
    bytes = models.PositiveIntegerField()
    content_hash = models.CharField(max_length=64)
    path = models.CharField(max_length=60, unique=True)  # how its files begin
    # How many pages, and the pixels of the picture of the first; empty when it cannot be drawn.
    pages = models.PositiveSmallIntegerField(null=True, blank=True)
    preview_width = models.PositiveSmallIntegerField(null=True, blank=True)
    preview_height = models.PositiveSmallIntegerField(null=True, blank=True)
    person = models.UUIDField()  # who added it
    kept_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "document", "number"], name="versions_are_counted"
            ),
            models.CheckConstraint(condition=Q(number__gte=1), name="versions_begin_at_one"),
            models.CheckConstraint(
                condition=Q(preview_width=None, preview_height=None)
                | Q(preview_width__isnull=False, preview_height__isnull=False),
                name="a_preview_has_both_measures",
            ),
        ]
        indexes = [models.Index(fields=["organisation", "document"], name="versions_of_one")]


class Reading(models.Model):
    """A guardian opened a version, and perhaps agreed with it. The first moments stay."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    organisation = models.ForeignKey("organisation.Organisation", models.CASCADE)
    version = models.ForeignKey(Version, models.CASCADE, related_name="readings")
    guardian = models.ForeignKey("people.Guardian", models.CASCADE, related_name="+")
    read_at = models.DateTimeField()
    agreed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "version", "guardian"], name="a_version_is_read_once"
            ),
            models.CheckConstraint(
                condition=Q(agreed_at=None) | Q(agreed_at__gte=F("read_at")),
                name="a_version_is_agreed_after_reading",
            ),
        ]
