"""A nursery with two locations, a second organisation, and people behind the desk."""

from types import SimpleNamespace

import pytest
from django.test import Client

from kiekeboe.testing import make
from kiekeboe.testing.signing_in import sign_in

CANARY = "Kanarie"


def signed_in(account, *, strong=True):
    """A browser in which this account signed in, with its second factor unless told otherwise."""
    client = Client()
    sign_in(client, account, second_factor=strong)
    return client


def member_of(organisation, role, **width):
    """An employee with an account and one role."""
    employee = make.employee(organisation, account=make.user())
    make.role(employee, role, **width)
    return employee


@pytest.fixture
def nursery(db):
    """Location A with group and child, location B with its own, and another organisation."""
    organisation = make.organisation("De Regenlaars")
    here, there = (make.location(organisation, name=name) for name in ("Wilgenlaan", "Dorpsplein"))
    kikkers = make.group(here, name="Kikkers", age_to_months=240)
    otters = make.group(there, name="Otters")
    noor = make.child(kikkers, first_name="Noor", last_name="Bakkali")
    teun = make.child(otters, first_name="Teun", last_name=CANARY)
    away = make.child(make.group(make.location()), first_name=CANARY, last_name="Elders")
    return SimpleNamespace(**{name: value for name, value in locals().items() if name != "db"})


@pytest.fixture
def desk(nursery):
    """Signed-in browsers by role; the manager works at the first location only."""
    roles = {"owner": {}, "office": {}, "finance": {}, "inspector": {}}
    people = {name: member_of(nursery.organisation, name) for name in roles}
    people["manager"] = member_of(nursery.organisation, "manager", location=nursery.here)
    people["caregiver"] = member_of(nursery.organisation, "caregiver", group=nursery.kikkers)
    people["trainee"] = member_of(nursery.organisation, "trainee", group=nursery.kikkers)
    browsers = {name: signed_in(person.account) for name, person in people.items()}
    mother = make.guardian([nursery.noor], first_name="Marit")
    browsers["parent"] = signed_in(mother.account)
    return SimpleNamespace(people=people, mother=mother, **browsers)
