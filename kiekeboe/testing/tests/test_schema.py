"""The tables keep to the conventions of the house."""

import ast
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import models

from kiekeboe.lib.ids import uuid7

PACKAGE = Path(__file__).resolve().parents[2]
OURS = [model for model in apps.get_models() if model.__module__.startswith("kiekeboe.")]

# A key other than a UUID named `id`, and why.
OTHER_KEYS = {
    "events.Head": "one per organisation, so the organisation is its key",
    "photos.Validity": "one per organisation, so the organisation is its key",
    "accounts.Session": "Django's sessions are kept by the hash of their key",
    "jobs.Turn": "one row per kind of work, so its name is its key",
}
# Rows that belong to no organisation, and why.
OF_NOBODY = {
    "organisation.Organisation": "is the wall itself",
    "accounts.User": "one account may be a parent in two organisations",
    "accounts.Session": "belongs to an account",
    "accounts.Browser": "belongs to an account",
    "accounts.Guess": "hashes of whoever tried, before anyone is known",
    "accounts.MailKey": "belongs to an account",
    "notifications.DeadAddress": "a mail address, whoever has it",
    "notifications.Preference": "belongs to an account",
    "notifications.PushSubscription": "a browser of an account",
    "notifications.QuietHours": "belongs to an account",
    "jobs.Assignment": "work of the house",
    "jobs.Turn": "work of the house",
}
# Unique or indexed without the organisation first, and why.
OTHER_ORDER = {
    "news_is_told_once": "an account reads the news of all its organisations together",
    "unread_news": "an account reads the news of all its organisations together",
    "news_to_send": "the post is sent for everyone at once",
    "pushed_browsers": "a browser of an account",
}
# Values that are unique in the whole house: found before the organisation is known.
UNIQUE_EVERYWHERE = {"endpoint_hash", "key_hash", "code_hash", "device", "path"}


def owned(model):
    return model._meta.label not in OF_NOBODY


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_every_row_has_a_uuid_that_the_house_or_the_tablet_chose(model):
    key = model._meta.pk
    assert model._meta.label in OTHER_KEYS or (
        (key.name, type(key), key.default) == ("id", models.UUIDField, uuid7)
    )


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_every_row_names_its_organisation(model):
    """S03 The first of the two walls stands on this column."""
    names = [field.name for field in model._meta.fields]
    assert ("organisation" in names) == owned(model)


@pytest.mark.parametrize("model", list(filter(owned, OURS)), ids=lambda model: model._meta.label)
def test_what_is_unique_or_looked_up_is_so_within_an_organisation(model):
    """S03"""
    found = [*model._meta.constraints, *model._meta.indexes]
    lists = {each.name: list(getattr(each, "fields", ())) for each in found}
    odd = {name for name, fields in lists.items() if fields and fields[0] != "organisation"}
    single = {
        field.name
        for field in model._meta.fields
        if field.unique and not field.primary_key and field.name not in UNIQUE_EVERYWHERE
    }
    assert (odd - OTHER_ORDER.keys(), single) == (set(), set())


def test_text_is_empty_or_there_but_never_null():
    nullable = [
        str(field)
        for model in OURS
        for field in model._meta.fields
        if field.null and isinstance(field, (models.CharField, models.TextField))
    ]
    assert nullable == []


def test_lists_of_exceptions_name_only_what_exists():
    labels = {model._meta.label for model in OURS}
    names = {
        each.name for model in OURS for each in (*model._meta.constraints, *model._meta.indexes)
    }
    assert (OTHER_KEYS.keys() | OF_NOBODY.keys()) - labels == set()
    assert OTHER_ORDER.keys() - names == set()


def test_apps_point_at_each_other_by_name():
    """A ForeignKey to another app is a string, so that apps load in any order."""
    wrong = [
        f"{path.relative_to(PACKAGE)}:{call.lineno}"
        for path in PACKAGE.rglob("models*/*.py")
        for call in relations(ast.parse(path.read_text()), path.relative_to(PACKAGE).parts[0])
    ] + [
        f"{path.relative_to(PACKAGE)}:{call.lineno}"
        for path in PACKAGE.glob("*/models.py")
        for call in relations(ast.parse(path.read_text()), path.relative_to(PACKAGE).parts[0])
    ]
    assert wrong == []


def relations(tree, app):
    """Calls of ForeignKey and the like whose target was imported from another of our apps."""
    strangers = {
        name.asname or name.name
        for each in ast.walk(tree)
        if isinstance(each, ast.ImportFrom)
        and (each.module or "").startswith("kiekeboe.")
        and each.module.split(".")[1] != app
        for name in each.names
    }
    for each in ast.walk(tree):
        if isinstance(each, ast.Call) and isinstance(each.func, ast.Attribute) and each.args:
            target = each.args[0]
            is_relation = each.func.attr in {"ForeignKey", "OneToOneField", "ManyToManyField"}
            if is_relation and isinstance(target, ast.Name) and target.id in strangers:
                yield each


@pytest.mark.django_db
def test_the_migrations_say_what_the_models_say():
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)
