"""Rows written with SQL that is worked out once, for what a tablet does all day.

Same values as Django's `bulk_create` and `update`, any database. Logging for four children takes
four of these statements; with the SQL kept it costs about half of the CPU that it did.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from functools import lru_cache
from operator import attrgetter
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connection, connections, models

LONGEST = 900  # values in one statement; SQLite once took 999


def insert(rows: Sequence[models.Model]) -> None:
    """Write new rows of one model that have their keys. In a transaction: all or nothing."""
    if not rows:
        return
    fields = type(rows[0])._meta.concrete_fields
    at_once = LONGEST // len(fields)
    database = connections[DEFAULT_DB_ALIAS]
    columns = _columns(fields, database.vendor)
    with database.cursor() as cursor:
        for start in range(0, len(rows), at_once):
            part = rows[start : start + at_once]
            sql = _inserting(type(rows[0]), len(part), database.vendor)
            cursor.execute(sql, [value for row in part for value in _ready(row, columns, database)])
    for row in rows:
        row._state.adding, row._state.db = False, database.alias


def update(row: models.Model, *names: str) -> None:
    """Write these columns of a row that is there."""
    fields = [row._meta.get_field(name) for name in names]
    database = connections[DEFAULT_DB_ALIAS]
    values = _ready(row, _columns((*fields, row._meta.pk), database.vendor), database)
    with database.cursor() as cursor:
        cursor.execute(_updating(type(row), names, database.vendor), values)


def _ready(row, columns, database) -> list:
    """The values of these columns as the database takes them."""
    found = []
    for name, plain, field in columns:
        value = getattr(row, name)
        make = plain.get(type(value))
        found.append(make(value) if make else field.get_db_prep_save(value, database))
    return found


@lru_cache(maxsize=256)
def _columns(fields, vendor) -> tuple:
    """Per column its attribute, and how the plain types of value are written without asking it."""
    kinds = PLAIN if vendor == "sqlite" and connection.timezone is UTC else {}
    return tuple((one.attname, kinds.get(type(_target(one)), {}), one) for one in fields)


def _target(field):
    while field.is_relation:
        field = field.target_field
    return field


def _same(value):
    return value


def _moment(value: datetime):
    """As Django writes an aware moment; what is naive it refuses itself."""
    return str((value if value.tzinfo is UTC else value.astimezone(UTC)).replace(tzinfo=None))


# What SQLite takes for what Django would make of these exact types. Anything else asks the field.
_NOTHING = {type(None): _same}
PLAIN = {
    models.UUIDField: _NOTHING | {UUID: attrgetter("hex")},
    models.CharField: {str: _same},
    models.TextField: {str: _same},
    models.BooleanField: _NOTHING | {bool: _same},
    models.IntegerField: _NOTHING | {int: _same},
    models.PositiveIntegerField: _NOTHING | {int: _same},
    models.PositiveBigIntegerField: _NOTHING | {int: _same},
    models.BigIntegerField: _NOTHING | {int: _same},
    models.DateTimeField: _NOTHING | {datetime: _moment},
    models.DecimalField: _NOTHING,
}


@lru_cache(maxsize=256)
def _inserting(model, count, vendor) -> str:
    quote, meta = connection.ops.quote_name, model._meta
    columns = ", ".join(quote(field.column) for field in meta.concrete_fields)
    one = f"({', '.join(['%s'] * len(meta.concrete_fields))})"
    return f"INSERT INTO {quote(meta.db_table)} ({columns}) VALUES {', '.join([one] * count)}"


@lru_cache(maxsize=256)
def _updating(model, names, vendor) -> str:
    quote, meta = connection.ops.quote_name, model._meta
    columns = ", ".join(f"{quote(meta.get_field(name).column)} = %s" for name in names)
    return f"UPDATE {quote(meta.db_table)} SET {columns} WHERE {quote(meta.pk.column)} = %s"
