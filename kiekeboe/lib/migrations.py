"""Which migrations this database still lacks: one query, without Django's loader."""

from functools import cache
from pathlib import Path

from django.apps import apps
from django.db import connection

Migration = tuple[str, str]  # app label, name


def missing() -> frozenset[Migration]:
    """The migrations on disk that this database has not had."""
    if "django_migrations" not in connection.introspection.table_names():
        return on_disk()
    with connection.cursor() as cursor:
        cursor.execute("SELECT app, name FROM django_migrations")
        return on_disk() - set(cursor.fetchall())


@cache
def on_disk() -> frozenset[Migration]:
    return frozenset(
        (app.label, file.stem)
        for app in apps.get_app_configs()
        for file in Path(app.path, "migrations").glob("[0-9]*.py")
    )
