"""Rows written with SQL that is worked out once, for what a tablet does all day.

Same values as Django's `bulk_create` and `update`, any database. Logging for four children takes
four of these statements; with the SQL kept it costs about half of the CPU that it did.
"""

from collections.abc import Sequence
from functools import lru_cache

from django.db import DEFAULT_DB_ALIAS, connection, connections, models

LONGEST = 900  # values in one statement; SQLite once took 999


def insert(rows: Sequence[models.Model]) -> None:
    """Write new rows of one model that have their keys. In a transaction: all or nothing."""
    if not rows:
        return
    fields = type(rows[0])._meta.concrete_fields
    at_once = LONGEST // len(fields)
    database = connections[DEFAULT_DB_ALIAS]
    with database.cursor() as cursor:
        for start in range(0, len(rows), at_once):
            part = rows[start : start + at_once]
            sql = _inserting(type(rows[0]), len(part), database.vendor)
            cursor.execute(sql, [_ready(row, field, database) for row in part for field in fields])
    for row in rows:
        row._state.adding, row._state.db = False, database.alias


def update(row: models.Model, *names: str) -> None:
    """Write these columns of a row that is there."""
    fields = [row._meta.get_field(name) for name in names]
    database = connections[DEFAULT_DB_ALIAS]
    values = [_ready(row, field, database) for field in (*fields, row._meta.pk)]
    with database.cursor() as cursor:
        cursor.execute(_updating(type(row), names, database.vendor), values)


def _ready(row, field, database):
    return field.get_db_prep_save(getattr(row, field.attname), database)


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
