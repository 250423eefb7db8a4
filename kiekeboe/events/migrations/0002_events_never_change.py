"""A trigger refuses to change what was recorded (removing is found by the chain)."""

from django.db import migrations

SQLITE = """
CREATE TRIGGER events_never_change BEFORE UPDATE ON events_event
BEGIN SELECT RAISE(ABORT, 'events never change'); END
"""

POSTGRESQL = """
CREATE FUNCTION events_never_change() RETURNS trigger AS
$$ BEGIN RAISE EXCEPTION 'events never change'; END $$ LANGUAGE plpgsql;
CREATE TRIGGER events_never_change BEFORE UPDATE ON events_event
FOR EACH ROW EXECUTE FUNCTION events_never_change();
"""


def add(apps, editor):
    editor.execute(POSTGRESQL if editor.connection.vendor == "postgresql" else SQLITE)


def remove(apps, editor):
    if editor.connection.vendor == "postgresql":
        editor.execute("DROP FUNCTION events_never_change CASCADE")
    else:
        editor.execute("DROP TRIGGER events_never_change")


class Migration(migrations.Migration):
    dependencies = [("events", "0001_initial")]
    operations = [migrations.RunPython(add, remove)]
