"""A child is in one place at a time: on PostgreSQL the database refuses overlapping stays.

SQLite has no exclusion constraints; there the verbs ask while they hold the one write lock.
"""

from django.db import migrations

ADD = """
CREATE EXTENSION IF NOT EXISTS btree_gist;
ALTER TABLE care_visit ADD CONSTRAINT stays_never_overlap EXCLUDE USING gist (
    child_id WITH =, tstzrange(arrived_at, left_at) WITH &&
) WHERE (withdrawn_at IS NULL);
"""


def add(apps, editor):
    if editor.connection.vendor == "postgresql":
        editor.execute(ADD)


def remove(apps, editor):
    if editor.connection.vendor == "postgresql":
        editor.execute("ALTER TABLE care_visit DROP CONSTRAINT stays_never_overlap")


class Migration(migrations.Migration):
    dependencies = [("care", "0001_initial")]
    operations = [migrations.RunPython(add, remove)]
