from datetime import timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.utils import timezone

from kiekeboe.care.models import Entry
from kiekeboe.lib import writing
from kiekeboe.lib.ids import uuid7
from kiekeboe.testing import make

pytestmark = pytest.mark.django_db


def nappies(noor, count):
    nappy = make.entry(noor, kind="nappy", details={"content": "wet"})
    values = {field.attname: getattr(nappy, field.attname) for field in Entry._meta.concrete_fields}
    values["amount"] = Decimal("120.50")
    return [Entry(**(values | {"id": uuid7()})) for _one in range(count)]


def test_what_is_written_is_read_back_as_it_was():
    [entry] = nappies(make.child(first_name="Noor"), 1)

    writing.insert([entry])

    kept = Entry.objects.get(pk=entry.pk)
    for field in Entry._meta.concrete_fields:
        assert getattr(kept, field.attname) == getattr(entry, field.attname), field.name
    assert not entry._state.adding


def test_many_rows_go_in_few_statements(django_assert_num_queries):
    entries = nappies(make.child(first_name="Noor"), 120)

    with django_assert_num_queries(3):
        writing.insert(entries)

    assert Entry.objects.filter(pk__in=[entry.pk for entry in entries]).count() == 120
    writing.insert([])


def test_an_update_changes_the_named_columns_of_one_row_only():
    noor = make.child(first_name="Noor")
    entry, other = nappies(noor, 2)
    writing.insert([entry, other])
    entry.started_at, entry.note = timezone.now() - timedelta(minutes=3), "Slaapt bijna"

    writing.update(entry, "started_at")

    kept = Entry.objects.get(pk=entry.pk)
    assert (kept.started_at, kept.note) == (entry.started_at, other.note)
    assert Entry.objects.get(pk=other.pk).started_at == other.started_at


def test_the_columns_hold_to_the_letter_what_django_would_have_written():
    noor = make.child(first_name="Noor")
    here, there = nappies(noor, 2)
    here.ended_at = there.ended_at = here.started_at.astimezone(ZoneInfo("Europe/Amsterdam"))

    writing.insert([here])
    Entry.objects.bulk_create([there])

    kept, wanted = as_kept(here), as_kept(there)
    assert len(kept) == len(Entry._meta.concrete_fields)
    assert kept[1:] == wanted[1:]
    assert [type(one) for one in kept] == [type(one) for one in wanted]


def as_kept(row):
    with connection.cursor() as cursor:
        key = Entry._meta.pk.get_db_prep_value(row.pk, connection)
        cursor.execute("SELECT * FROM care_entry WHERE id = %s", [key])
        return cursor.fetchone()
