"""Until when a signed address of a photo is good: a number per organisation that goes up with
everything that may take a photo away from somebody."""

from django.db import models


class Validity(models.Model):
    """Addresses that were signed under an older number are asked of the database again."""

    organisation = models.OneToOneField(
        "organisation.Organisation", models.CASCADE, primary_key=True, related_name="photo_validity"
    )
    number = models.BigIntegerField(default=0)
