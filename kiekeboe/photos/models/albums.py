"""What a parent does with photos: agree to private use, keep favourites, ask for a year book."""

from django.db import models

from kiekeboe.lib.ids import uuid7


class Acceptance(models.Model):
    """A guardian read that photos are for private use (C5), once per wording."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    organisation = models.ForeignKey("organisation.Organisation", models.CASCADE)
    guardian = models.ForeignKey("people.Guardian", models.CASCADE, related_name="acceptances")
    wording = models.CharField(max_length=20)
    accepted_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "guardian", "wording"], name="a_guardian_accepts_once"
            )
        ]


class Favourite(models.Model):
    """A photo that one guardian wants to find back. It gives no right to see it."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    organisation = models.ForeignKey("organisation.Organisation", models.CASCADE)
    photo = models.ForeignKey("photos.Photo", models.CASCADE, related_name="favourites")
    guardian = models.ForeignKey("people.Guardian", models.CASCADE, related_name="favourites")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "guardian", "photo"], name="a_favourite_is_kept_once"
            )
        ]


class YearBook(models.Model):
    """A year of one child as a PDF for one guardian (fotoboek). Made by the worker, kept a week.

    `photos` and `written` say what is in it: the file is given only while all of that may still
    be seen by this guardian; otherwise it is made again. `path` is chosen when it is asked for,
    so that a run that was cut off leaves nothing that the next one does not find.
    """

    id = models.UUIDField(primary_key=True, default=uuid7)
    organisation = models.ForeignKey("organisation.Organisation", models.CASCADE)
    guardian = models.ForeignKey("people.Guardian", models.CASCADE, related_name="year_books")
    child = models.ForeignKey("people.Child", models.CASCADE, related_name="year_books")
    year = models.PositiveSmallIntegerField()
    language = models.CharField(max_length=2)
    asked_at = models.DateTimeField()
    made_at = models.DateTimeField(null=True, blank=True)
    problem = models.CharField(max_length=20, blank=True)
    photos = models.JSONField(default=list)
    written = models.JSONField(default=list)
    pages = models.PositiveSmallIntegerField(default=0)
    bytes = models.PositiveIntegerField(default=0)
    path = models.CharField(max_length=80, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "guardian", "child", "year"], name="one_book_per_year"
            )
        ]
