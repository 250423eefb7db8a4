"""Naming the steady faces of a child."""

from datetime import timedelta

import pytest

from kiekeboe.events.models import Event
from kiekeboe.lib.ids import uuid7
from kiekeboe.planning.faces import end_face, faces_on, name_face
from kiekeboe.planning.models import SteadyFace
from kiekeboe.testing import make

pytestmark = pytest.mark.django_db
DAY, NOW = make.DAY, make.at(6)


@pytest.fixture
def noor():
    return make.child(first_name="Noor")


@pytest.fixture
def eva(noor):
    return make.caregiver(noor.placements.get().group)


def name(noor, eva, id=None, first_day=DAY):
    return name_face(id or uuid7(), noor, eva, first_day=first_day, by=eva.actor(), at=NOW)


def test_a_colleague_is_named_once(noor, eva):
    assert name(noor, eva) == name(noor, eva)
    assert SteadyFace.objects.count() == 1
    assert Event.objects.get().verb == "steady_face_named"
    assert faces_on([noor.pk], DAY, DAY).get().employee == eva
    assert not faces_on([noor.pk], DAY - timedelta(days=9), DAY - timedelta(days=1)).exists()


def test_a_face_ends_and_may_come_back(noor, eva):
    face = name(noor, eva)
    for _ in range(2):
        end_face(face, on=DAY + timedelta(days=3), by=eva.actor(), at=NOW)
    assert Event.objects.count() == 2
    later = DAY + timedelta(days=4)
    assert not faces_on([noor.pk], later, later).exists()
    name(noor, eva, first_day=later)
    assert SteadyFace.objects.count() == 2


def test_a_face_that_had_not_begun_was_never_there(noor, eva):
    end_face(name(noor, eva), on=DAY - timedelta(days=1), by=eva.actor(), at=NOW)
    assert not SteadyFace.objects.exists()
