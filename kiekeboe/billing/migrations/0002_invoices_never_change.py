"""Triggers refuse every change of an issued invoice and its lines, and their removal while the
law wants them kept: seven years after the year they are of (AWR art. 52)."""

from django.db import migrations

ISSUED = "EXISTS (SELECT 1 FROM billing_invoice WHERE id IN ({}) AND number IS NOT NULL{})"
KEPT = " AND year + 7 >= CAST(strftime('%%Y', 'now') AS INTEGER)"
SQLITE = {  # name: (before what, when)
    "invoices_never_change": ("UPDATE ON billing_invoice", "OLD.number IS NOT NULL"),
    "invoices_are_kept": (
        "DELETE ON billing_invoice", "OLD.number IS NOT NULL" + KEPT.replace("year", "OLD.year"),
    ),
    "invoices_grow_no_lines": (
        "INSERT ON billing_invoiceline", ISSUED.format("NEW.invoice_id", ""),
    ),
    "invoice_lines_never_change": (
        "UPDATE ON billing_invoiceline", ISSUED.format("OLD.invoice_id, NEW.invoice_id", ""),
    ),
    "invoice_lines_are_kept": (
        "DELETE ON billing_invoiceline", ISSUED.format("OLD.invoice_id", KEPT),
    ),
}  # fmt: skip

POSTGRESQL = """
CREATE FUNCTION invoices_never_change() RETURNS trigger AS $$ BEGIN
    IF OLD.number IS NULL THEN RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END; END IF;
    IF TG_OP = 'DELETE' AND OLD.year + 7 < date_part('year', now()) THEN RETURN OLD; END IF;
    RAISE EXCEPTION 'invoices never change' USING ERRCODE = 'integrity_constraint_violation';
END $$ LANGUAGE plpgsql;
CREATE TRIGGER invoices_never_change BEFORE UPDATE OR DELETE ON billing_invoice
FOR EACH ROW EXECUTE FUNCTION invoices_never_change();
CREATE FUNCTION invoice_lines_never_change() RETURNS trigger AS $$ BEGIN
    IF TG_OP IN ('INSERT', 'UPDATE') AND EXISTS (
        SELECT 1 FROM billing_invoice WHERE id = NEW.invoice_id AND number IS NOT NULL
    ) OR TG_OP = 'UPDATE' AND EXISTS (
        SELECT 1 FROM billing_invoice WHERE id = OLD.invoice_id AND number IS NOT NULL
    ) OR TG_OP = 'DELETE' AND EXISTS (
        SELECT 1 FROM billing_invoice WHERE id = OLD.invoice_id AND number IS NOT NULL
        AND year + 7 >= date_part('year', now())
    ) THEN
        RAISE EXCEPTION 'invoices never change' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$ LANGUAGE plpgsql;
CREATE TRIGGER invoice_lines_never_change BEFORE INSERT OR UPDATE OR DELETE ON billing_invoiceline
FOR EACH ROW EXECUTE FUNCTION invoice_lines_never_change();
"""


def add(apps, editor):
    if editor.connection.vendor == "postgresql":
        editor.execute(POSTGRESQL)
        return
    for name, (before, when) in SQLITE.items():
        refuse = "SELECT RAISE(ABORT, 'invoices never change')"
        editor.execute(f"CREATE TRIGGER {name} BEFORE {before} WHEN {when} BEGIN {refuse}; END")


def remove(apps, editor):
    if editor.connection.vendor == "postgresql":
        editor.execute("DROP FUNCTION invoices_never_change CASCADE")
        editor.execute("DROP FUNCTION invoice_lines_never_change CASCADE")
        return
    for name in SQLITE:
        editor.execute(f"DROP TRIGGER {name}")


class Migration(migrations.Migration):
    dependencies = [("billing", "0001_prices_contracts_and_invoices")]
    operations = [migrations.RunPython(add, remove)]
