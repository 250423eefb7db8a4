"""Writing: only from our own pages, only what a form asks, and nonsense breaks nothing."""

import json
from html.parser import HTMLParser
from uuid import uuid4

import pytest
from django.apps import apps
from django.test import override_settings
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from kiekeboe.testing.crawling import everything
from kiekeboe.testing.matrix import comes_in
from kiekeboe.testing.routes import address, routes
from kiekeboe.testing.town import CHILDREN
from kiekeboe.testing.visitors import Visitor

pytestmark = pytest.mark.django_db
ROUTES = [route for route in routes() if not route.name.startswith("story:")]
INSIDERS = {"tablet": "caregiver", "portal": "parent", "office": "owner"}
UNSAFE = ("POST", "PUT", "PATCH", "DELETE")
# Browsers send reports by themselves, without a token; the answer is the same to everyone. Which
# of the photos that a phone keeps may still be seen is a question: it writes nothing.
WITHOUT_TOKEN = {"csp-report", "portal:standing"}


@pytest.mark.parametrize("how", ["no token", "wrong token", "another site"])
def test_nothing_is_written_that_did_not_come_from_our_own_page(how, town, db):
    """S51 Every route, every unsafe way of asking."""
    guarded = {
        name: Visitor(name, town, enforce_csrf_checks=True)
        for name in ("parent", "caregiver", "owner")
    }
    let_in = []
    for route in ROUTES:
        visitor = guarded[INSIDERS.get(route.name.split(":")[0], "parent")]
        for method in UNSAFE:
            extra = foreign(how, visitor)
            response = visitor.ask(method, address(route, town["noor"]), **extra)
            if response.status_code != 403 and route.name not in WITHOUT_TOKEN:
                let_in.append((method, route.name, response.status_code))
    assert let_in == []


def foreign(how, visitor):
    if how == "no token":
        return {}
    token = "a" * 32
    visitor.client.cookies["csrf"] = token
    if how == "wrong token":
        return {"headers": {"X-CSRFToken": "b" * 32}}
    return {"headers": {"X-CSRFToken": token, "Origin": "https://evil.example"}}


class Forms(HTMLParser):
    """The forms of a page that write: (address, what their fields hold)."""

    def __init__(self):
        super().__init__()
        self.found, self.open, self.choice = [], None, None

    def handle_starttag(self, tag, pairs):
        told = dict(pairs)
        name, kind = told.get("name"), told.get("type", "text")
        if tag == "form" and (told.get("method") or "").lower() == "post":
            self.open = (told.get("action") or "", {})
            self.found.append(self.open)
        elif self.open is None:
            return
        elif tag == "select":
            self.choice = name
        elif tag == "option" and self.choice and "selected" in told:
            self.open[1][self.choice] = told.get("value", "")
        elif tag in {"input", "button"} and name:
            if kind in {"checkbox", "radio"} and "checked" not in told:
                return
            self.open[1][name] = told.get("value", "on" if kind == "checkbox" else "")

    def handle_endtag(self, tag):
        if tag == "form":
            self.open = None


# Columns that no form sets: who it belongs to, who did it, and what opens doors.
KEPT = {"id", "organisation_id", "account_id", "person_id", "password", "pin_hash", "key_hash",
        "code_hash", "is_active", "author_id", "device_id", "heard_at", "written_at",
        "answered_at", "sequence", "hash", "paired_by", "accepted_by_id"}  # fmt: skip
OURS = [model for model in apps.get_models() if model.__module__.startswith("kiekeboe.")]
OPEN_TO_CHANGE = {"accounts.Session", "events.Head", "jobs.Assignment", "jobs.Turn"}
# These forms are made to change it: a PIN, one's own password, a new link in place of the old.
MADE_FOR_IT = {"pin_hash": "/pin/", "password": "/password/", "key_hash": "/invitation/"}


def kept_columns():
    """(table, row, column) → value, of everything that no form may set."""
    return {
        (model._meta.label, row["pk"], name): value
        for model in OURS
        if model._meta.label not in OPEN_TO_CHANGE
        for row in model.objects.values("pk", *columns(model))
        for name, value in row.items()
    }


def columns(model):
    return [field.attname for field in model._meta.fields if field.attname in KEPT]


def every_column(town) -> dict:
    """A value of somebody else for every column of every table."""
    names = {field.name for model in OURS for field in model._meta.fields}
    names |= {field.attname for model in OURS for field in model._meta.fields}
    stranger = town["luna"]
    others = {
        "organisation": stranger.child.organisation_id,
        "account": stranger.account.pk,
        "child": stranger.child.pk,
        "guardian": stranger.parent.pk,
        "employee": stranger.caregiver.pk,
        "author": stranger.caregiver.pk,
        "is_active": "",
    }
    given = {name: str(others.get(name.removesuffix("_id"), uuid4())) for name in names}
    return given | {"is_active": "", "revision": "99", "heard_at": "2001-01-01T00:00"}


def forms_of(pages) -> list[tuple[str, dict]]:
    """(address, what its fields hold) of every form; the same form on many pages is one."""
    found = {}
    for page in pages:
        forms = Forms()
        forms.feed(page.text if page.is_page else "")
        for action, fields in forms.found:
            to = action or page.address
            found.setdefault((to, frozenset(fields)), (to, fields))
    return list(found.values())


@pytest.mark.parametrize("name", ["parent", "owner", "caregiver"])
def test_a_form_changes_only_what_it_asks(name, visit, town):
    """S13 Every form, sent with every column of every table beside its own fields."""
    visitor, extra, wrong = visit(name), every_column(town), []
    home = town["noor"].child.organisation_id
    forms = forms_of(list(everything(visitor)))
    before = kept_columns()
    for to, fields in forms:
        with visitor.traceless():
            visitor.client.post(to, {**extra, **fields})
            after = kept_columns()
        wrong += [
            (to, key)
            for key, value in before.items()
            if after.get(key, value) != value and MADE_FOR_IT.get(key[2], "\0") not in to
        ]
        wrong += [
            (to, key, value)
            for key, value in after.items()
            if key not in before and key[2] == "organisation_id" and value not in {home, None}
        ]
    assert kept_columns() == before
    assert len(forms) > 3
    assert not wrong, "\n".join(map(str, wrong))


NAMES = {"id", "child", "children", "kind", "started_at", "ended_at", "amount", "details", "note"}
NAMES |= {"entries", "looks", "visits", "group", "pin", "employee", "next", "q", "page"}
NAMES |= {"month", "group_id", "state", "answer", "purpose", "first_name", "born_on", "email"}
NAMES |= {
    "password",
    "language",
    "theme",
    "code",
    "caption",
    "at",
    "left_at",
    "revision",
    "based_on",
    "night",
}
NAMES |= {"text"}
names = some.sampled_from(sorted(NAMES))
values = some.one_of(
    some.text(max_size=30),
    some.sampled_from(
        ["", "\x00", "null", "-1", "9" * 400, "1e309", "NaN", "٣", "2026-02-30", "2026-13-01T99:99",
         "0001-01-01T00:00+23:59", "' OR 1=1 --", "{{7*7}}", "%s%n", "../../etc/passwd",
         "00000000-0000-0000-0000-000000000000", "\ud800".encode("utf-8", "replace").decode()]
    ),
    some.integers(),
    some.booleans(),
    some.none(),
)  # fmt: skip
told = some.recursive(
    values,
    lambda inner: some.lists(inner, max_size=3) | some.dictionaries(names, inner, max_size=4),
    max_leaves=8,
)
EXAMPLES = 300


@pytest.fixture(scope="module")
def insiders(town, django_db_blocker):
    with django_db_blocker.unblock():
        yield {name: Visitor(name, town) for name in ("anonymous", "parent", "caregiver", "owner")}


def nonsense(town, insiders, examples):
    @settings(max_examples=examples, deadline=None, suppress_health_check=list(HealthCheck))
    @given(
        route=some.sampled_from(ROUTES),
        child=some.sampled_from([*CHILDREN, None]),
        method=some.sampled_from(["GET", "GET", "POST", "PUT", "DELETE", "PATCH", "HEAD"]),
        form=some.dictionaries(names, values, max_size=5),
        body=told,
        as_json=some.booleans(),
    )
    def ask(route, child, method, form, body, as_json):
        able = [name for name in insiders if comes_in(name, route.name)]
        to = address(route, town[child] if child else None)
        words = {name: "" if value is None else str(value) for name, value in form.items()}
        for name in able or ["anonymous"]:
            with override_settings(STORAGES=town.storages):
                if method in {"GET", "HEAD"}:
                    response = insiders[name].ask(method, to, words)
                else:
                    content = json.dumps(body) if as_json else encoded(words)
                    kind = "application/json" if as_json else "application/x-www-form-urlencoded"
                    response = insiders[name].ask(method, to, content, content_type=kind)
            assert response.status_code < 500, (name, method, to, words, body)

    return ask


def encoded(words):
    from urllib.parse import urlencode

    return urlencode(words, errors="replace")


def test_nonsense_breaks_nothing(town, insiders, db):
    """S57 Any words, in any form, sent to any address by whoever may come there."""
    nonsense(town, insiders, EXAMPLES)()


@pytest.mark.deep
def test_much_nonsense_breaks_nothing(town, insiders, db):
    """S57"""
    nonsense(town, insiders, 20_000)()
