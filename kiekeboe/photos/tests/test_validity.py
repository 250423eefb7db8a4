"""What takes a photo away makes every address that was given before worthless."""

import ast
from pathlib import Path

import pytest
from django.utils import timezone

import kiekeboe
from kiekeboe.accounts.models import Session
from kiekeboe.photos import delivery, validity
from kiekeboe.photos.models import Validity
from kiekeboe.testing import make

pytestmark = pytest.mark.django_db
RECORDERS = {"record", "Happening", "change", "_tell", "_record"}
NOW = make.at(10)


def number(organisation):
    return Validity.objects.filter(pk=organisation.pk).values_list("number", flat=True).first() or 0


@pytest.fixture
def noor():
    child = make.child()
    parent = make.guardian([child])
    make.consent(child, guardian=parent, own=True, together=True)
    return child


def test_every_verb_about_photos_consent_and_family_says_whether_it_takes_away():
    """S10 A new verb that nobody thought about takes away, and breaks this test."""
    known = validity.TAKING | validity.HARMLESS

    said = set().union(*(verbs_of(app) for app in ("people", "photos", "planning")))
    about = {verb for verb in said if verb.startswith(validity.ABOUT)}

    assert {"photo_withdrawn", "consent_refused", "guardian_blocked"} <= about
    assert about - known == set()
    assert not validity.TAKING & validity.HARMLESS
    assert validity.takes_away("child_left")
    assert not validity.takes_away("logged")


def verbs_of(app):
    for path in (Path(kiekeboe.__file__).parent / app).rglob("*.py"):
        if "tests" not in path.parts:
            for node in ast.walk(ast.parse(path.read_text())):
                name = getattr(node, "func", None)
                name = getattr(name, "id", getattr(name, "attr", ""))
                if isinstance(node, ast.Call) and name in RECORDERS:
                    told = [*node.args[:2], *(key.value for key in node.keywords)]
                    yield from verbs_in(told)


def verbs_in(nodes):
    for node in nodes:
        for one in ast.walk(node):
            text = one.value if isinstance(one, ast.Constant) else None
            if isinstance(text, str) and "_" in text and text.replace("_", "").isalpha():
                yield text


def test_a_withdrawn_photo_raises_the_number_and_a_shared_one_does_not(noor):
    """S38"""
    before = number(noor.organisation)
    photo = make.photo([noor])
    assert number(noor.organisation) == before

    photo.withdraw(by=photo.author.actor(), at=NOW)

    assert number(noor.organisation) == before + 1
    photo.withdraw(by=photo.author.actor(), at=NOW)
    assert number(noor.organisation) == before + 1


@pytest.mark.parametrize("what", ["consent", "block", "end", "edit"])
def test_a_parent_who_may_see_less_raises_the_number_of_this_house_only(noor, what):
    """S10"""
    elsewhere = make.child()
    before = number(noor.organisation), number(elsewhere.organisation)
    relation = noor.guardianships.get()
    by = make.caregiver(noor.placements.get().group).actor()
    if what == "consent":
        make.consent(noor, own=False, now=NOW)
    elif what == "block":
        relation.block(by=by, at=NOW)
    elif what == "end":
        relation.end(on=make.DAY, by=by, at=NOW)
    else:
        relation.edit(by=by, at=NOW, receives_updates=False)

    assert number(noor.organisation) == before[0] + 1
    assert elsewhere.organisation_id == noor.organisation_id or (
        number(elsewhere.organisation) == before[1]
    )


def test_an_address_stands_until_the_number_goes_up_or_the_session_ends(
    noor, client, django_capture_on_commit_callbacks
):
    """S10 S36"""
    guardian = noor.guardianships.get().guardian
    client.force_login(guardian.account)
    key, at = client.session.session_key, timezone.now()
    signer = delivery.Signer(key, at, {noor.organisation_id: number(noor.organisation)})
    path, signature = signer.address(noor.organisation_id, "photos/aa/token", 400).split("?s=")

    assert delivery.signed_path(path, signature, key, at=at) == "photos/aa/token-400.webp"
    with django_capture_on_commit_callbacks(execute=True):
        make.consent(noor, own=False, now=NOW)
    assert delivery.signed_path(path, signature, key, at=at) is None

    signer = delivery.Signer(key, at, {noor.organisation_id: number(noor.organisation)})
    path, signature = signer.address(noor.organisation_id, "photos/aa/token", 400).split("?s=")
    assert delivery.signed_path(path, signature, key, at=at)
    Session.objects.all().delete()
    validity.SESSIONS.forget(key)
    assert delivery.signed_path(path, signature, key, at=at) is None


def test_what_is_remembered_is_forgotten_after_half_a_minute(noor, monkeypatch):
    """S10 Another process hears of a change within 30 seconds."""
    clock = [1000.0]
    monkeypatch.setattr(validity.time, "monotonic", lambda: clock[0])
    house = noor.organisation_id
    before = validity.NUMBERS.get(house)
    Validity.objects.update_or_create(pk=house, defaults={"number": before + 1})

    clock[0] += validity.REMEMBERED - 0.1
    assert validity.NUMBERS.get(house) == before
    clock[0] += 0.2
    assert validity.NUMBERS.peek(house) is None
    assert validity.NUMBERS.get(house) == before + 1
    assert validity.REMEMBERED <= 30
