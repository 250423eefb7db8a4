"""What is in use, and what only stays in the books."""

from django.db import models
from django.db.models import Q


class InUse(models.QuerySet):
    def on(self, day):
        """What is in use on `day`; an ended location or group stays in the books."""
        return self.filter(Q(ended_on=None) | Q(ended_on__gte=day))
