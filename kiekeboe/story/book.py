"""Rows and happenings of the story, gathered first and written at once."""

from collections import defaultdict

from django.db import transaction

from kiekeboe.events import history
from kiekeboe.events.actors import Actor
from kiekeboe.events.recording import Happening

BATCH = 400


class Book:
    """One organisation's part of the story. Nothing is in the database before `write`."""

    def __init__(self, organisation, clock):
        self.organisation, self.clock = organisation, clock
        self.rows = defaultdict(list)
        self.told = []

    def put(self, model, **columns):
        """A row of this organisation; what is put first is written first."""
        row = model(organisation_id=self.organisation, **columns)
        self.rows[model].append(row)
        return row

    def tell(self, verb, subject, *, by: Actor, at, children=(), group=None, **payload):
        happening = Happening(verb, subject, at, tuple(children), group, payload)
        self.told.append((happening, by))

    @transaction.atomic
    def write(self):
        """Write everything; the events in the order in which things happened."""
        for model, rows in self.rows.items():
            model.objects.bulk_create(rows, batch_size=BATCH)
        history.retell(self.organisation, sorted(self.told, key=lambda told: told[0].at))
