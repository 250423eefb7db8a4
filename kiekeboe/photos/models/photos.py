"""Photos, who is on them, and who may see them."""

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from kiekeboe.events.recording import record
from kiekeboe.lib.ids import uuid7
from kiekeboe.people.models import Consent
from kiekeboe.photos.consent import OWN, PUBLISHING, TOGETHER
from kiekeboe.planning.models import Placement


def _allows(purpose, day, child="child"):
    """A condition: the parents of the appearing child allow `purpose` (all recorded say yes)."""
    answers = Consent.objects.counting_on(day).filter(child=OuterRef(child), purpose=purpose)
    return Exists(answers.filter(allowed=True)) & ~Exists(answers.filter(allowed=False))


class Medium(models.TextChoices):
    PHOTO = "photo", _("Photo")
    FILM = "film", _("Film")


class Untagged(models.TextChoices):
    """Whose faces a caregiver said the untagged ones are (C3); never which face, never how many."""

    ADULTS = "adults", _("Only adults, who agree")
    COVERED = "covered", _("Made unrecognisable")
    NOBODY = "nobody", _("Not a face, or nobody can be recognised")


class PhotoQuerySet(models.QuerySet):
    def standing(self):
        """Photos that are whole and that staff did not take back."""
        return self.filter(withdrawn_at=None, ready_at__isnull=False)

    def shown_to(self, guardianships, day):
        """Photos that guardians may see through these relations on `day`.

        The rule of photos/consent.py as a question for the database: through one relation the
        child is on it and its parents allow their own photos, and every other child on it is
        allowed together with others.
        """
        refusing = (
            Appearance.objects.filter(photo=OuterRef("photo"))
            .exclude(child=OuterRef("child"))
            .filter(~_allows(TOGETHER, day))
        )
        mine = Appearance.objects.filter(
            _allows(OWN, day),
            ~Exists(refusing),
            photo=OuterRef("pk"),
            child__guardianships__in=guardianships,
        )
        return self.standing().filter(Exists(mine))

    def still_allowed(self, day):
        """Photos of which nobody's parents have said no, or never said yes, for photos at all."""
        refused = Appearance.objects.filter(photo=OuterRef("pk")).filter(~_allows(OWN, day))
        return self.filter(~Exists(refused))

    def publishable(self, purpose, day):
        """Standing photos that may be used outside the portal for one of consent.PUBLISHING.

        The rule of `may_publish` as a question for the database: everybody on it is allowed for
        this purpose and has a place on `day`.
        """
        on_it = Appearance.objects.filter(photo=OuterRef("pk"))
        placed = Placement.objects.in_force(day).filter(child=OuterRef("child"))
        refusing = on_it.filter(~(_allows(purpose, day) & Exists(placed)))
        if purpose not in PUBLISHING:
            return self.none()
        return self.standing().filter(Exists(on_it), ~Exists(refusing))

    def picturing(self, child_ids):
        """Photos on which one of these children appears."""
        theirs = Appearance.objects.filter(photo=OuterRef("pk"), child__in=child_ids)
        return self.filter(Exists(theirs))


class Photo(models.Model):
    """A photo as it is kept: renditions without any metadata, never the original."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    organisation = models.ForeignKey("organisation.Organisation", models.CASCADE)
    group = models.ForeignKey("organisation.Group", models.PROTECT, related_name="photos")
    taken_at = models.DateTimeField()
    caption = models.CharField(max_length=300, blank=True)
    colour = models.CharField(max_length=7)
    author = models.ForeignKey("people.Employee", models.PROTECT, related_name="photos")
    device = models.ForeignKey("accounts.Device", models.PROTECT, null=True, related_name="+")
    heard_at = models.DateTimeField()
    content_hash = models.CharField(max_length=64)
    medium = models.CharField(max_length=5, choices=Medium, default=Medium.PHOTO)
    seconds = models.PositiveSmallIntegerField(null=True, blank=True)  # how long a film takes
    stem = models.CharField(max_length=60, blank=True)  # what its files are called, see paths
    source = models.CharField(max_length=80, blank=True)  # a film that is still to be made
    ready_at = models.DateTimeField(null=True, blank=True)  # empty while a film is being made
    problem = models.CharField(max_length=20, blank=True)  # why a film could not be made
    untagged = models.CharField(max_length=10, choices=Untagged, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.UUIDField(null=True)

    objects = PhotoQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(medium=Medium.PHOTO, seconds=None)
                | Q(medium=Medium.FILM, ready_at=None)
                | Q(medium=Medium.FILM, seconds__isnull=False, seconds__gte=1),
                name="a_film_that_is_ready_takes_time",
            ),
        ]
        indexes = [models.Index(fields=["organisation", "group", "-taken_at"], name="group_photos")]

    def withdraw(self, *, by, at):
        """Take the photo back from everyone, also a film that is still being made.

        Twice changes nothing.
        """
        standing = Photo.objects.filter(pk=self.pk, withdrawn_at=None)
        if standing.update(withdrawn_at=at, withdrawn_by=by.person):
            children = list(self.appearances.values_list("child", flat=True))
            record("photo_withdrawn", self, by=by, at=at, children=children, group=self.group_id)
        self.refresh_from_db()


class Appearance(models.Model):
    """A child that is on a photo, as tagged by a caregiver."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    organisation = models.ForeignKey("organisation.Organisation", models.CASCADE)
    photo = models.ForeignKey(Photo, models.CASCADE, related_name="appearances")
    child = models.ForeignKey("people.Child", models.CASCADE, related_name="appearances")
    taken_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "photo", "child"], name="a_child_is_tagged_once"
            )
        ]
        indexes = [
            models.Index(fields=["organisation", "child", "-taken_at"], name="photos_of_a_child")
        ]


class Rendition(models.Model):
    """One size of a photo in the store, under a random name."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    organisation = models.ForeignKey("organisation.Organisation", models.CASCADE)
    photo = models.ForeignKey(Photo, models.CASCADE, related_name="renditions")
    medium = models.CharField(max_length=5, choices=Medium, default=Medium.PHOTO)
    longest = models.PositiveSmallIntegerField()
    width = models.PositiveSmallIntegerField()
    height = models.PositiveSmallIntegerField()
    bytes = models.PositiveIntegerField()
    path = models.CharField(max_length=80, unique=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "photo", "medium", "longest"],
                name="one_rendition_of_a_size",
            ),
            models.CheckConstraint(
                condition=Q(width__gte=1, height__gte=1),
                name="a_rendition_has_a_size",
            ),
        ]
        # What an organisation keeps in all is added up from this index alone.
        indexes = [models.Index(fields=["organisation", "bytes"], name="room_taken")]
