"""The weekly piece: what a child lived through in one week, told to its family (B9)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kiekeboe.lib.ids import uuid7

LONGEST = 2000  # characters: a page, at most
NAME = "{name}"


class PieceQuerySet(models.QuerySet):
    def standing(self):
        """Not taken back."""
        return self.filter(withdrawn_at=None)

    def published(self):
        """What families may read; through which relations is asked in sight.py."""
        return self.standing().filter(status=Piece.Status.PUBLISHED)


class Piece(models.Model):
    """The piece of one child in the week of a Monday. Written for several, they have one `batch`.

    `text` holds {name} where the name of the child comes; `words` fills it in. `published_on` is
    the local day.
    """

    class Status(models.TextChoices):
        DRAFT = "draft", _("Draft")
        WAITING = "waiting", _("Waits for approval")
        PUBLISHED = "published", _("Published")

    id = models.UUIDField(primary_key=True, default=uuid7)
    organisation = models.ForeignKey("organisation.Organisation", models.CASCADE)
    child = models.ForeignKey("people.Child", models.CASCADE, related_name="pieces")
    location = models.ForeignKey("organisation.Location", models.PROTECT, related_name="pieces")
    batch = models.UUIDField()
    monday = models.DateField()
    text = models.CharField(max_length=LONGEST)
    status = models.CharField(max_length=9, choices=Status, default=Status.DRAFT)
    photos = models.ManyToManyField(
        "photos.Photo", through="development.PiecePhoto", related_name="pieces"
    )
    author = models.ForeignKey("people.Employee", models.PROTECT, related_name="pieces")
    written_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True, blank=True)
    published_on = models.DateField(null=True, blank=True)
    published_by = models.UUIDField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.UUIDField(null=True, blank=True)

    objects = PieceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="a_piece_says_something"),
            models.CheckConstraint(
                condition=Q(monday__iso_week_day=1), name="a_week_is_a_monday"
            ),
            models.CheckConstraint(
                condition=Q(
                    published_at__isnull=False, published_by__isnull=False,
                    published_on__isnull=False, status="published",
                )
                | Q(
                    published_at=None, published_by=None, published_on=None,
                    status__in=["draft", "waiting"],
                ),
                name="a_published_piece_names_who_did_it",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_by=None)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                name="a_withdrawn_piece_names_who_did_it",
            ),
            models.UniqueConstraint(
                fields=["organisation", "batch", "child"], name="a_piece_per_child_per_text"
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["organisation", "child", "-monday"], name="pieces_of_a_child")
        ]

    @property
    def words(self) -> str:
        """The text with the name of the child filled in."""
        return self.text.replace(NAME, self.child.first_name)


class PiecePhoto(models.Model):
    """A photo beside a piece. Who may see it is the rule of the album, each time it is shown."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    organisation = models.ForeignKey("organisation.Organisation", models.CASCADE)
    piece = models.ForeignKey(Piece, models.CASCADE, related_name="beside")
    photo = models.ForeignKey("photos.Photo", models.CASCADE, related_name="beside")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "piece", "photo"], name="a_photo_beside_a_piece_once"
            )
        ]


class PieceRule(models.Model):
    """Whether somebody at the desk reads a piece of this location before families do."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    organisation = models.ForeignKey("organisation.Organisation", models.CASCADE)
    location = models.ForeignKey("organisation.Location", models.CASCADE, related_name="+")
    needs_approval = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "location"], name="one_piece_rule_per_location"
            )
        ]
