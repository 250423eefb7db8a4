"""The second organisation is found by nobody of the first, and the other way round."""

import pytest

from kiekeboe.accounts.models import Device, User
from kiekeboe.care.caregivers import Caregiver
from kiekeboe.people.families import Family
from kiekeboe.people.members import OfficeMember
from kiekeboe.people.models import Child
from kiekeboe.photos.models import Photo
from kiekeboe.story import cast, neighbours

pytestmark = pytest.mark.django_db
THEIRS = neighbours.ORGANISATION


def test_there_is_something_to_leak(story):
    assert Child.objects.filter(organisation=THEIRS, medical_note__contains="KANARIE").count() == 2
    assert Photo.objects.filter(organisation=THEIRS).count() == 1


def test_no_parent_reaches_a_child_of_the_other_organisation(story):
    for account in User.objects.exclude(email=neighbours.PARENT_EMAIL):
        assert all(
            child.organisation_id != THEIRS for child in Family.of(account, story.date()).children
        )
    theirs = Family.of(User.objects.get(email=neighbours.PARENT_EMAIL), story.date())
    assert {child.organisation_id for child in theirs.children} == {THEIRS}


def test_nobody_in_the_office_reaches_the_other_organisation(story):
    for colleague in cast.COLLEAGUES:
        if colleague.office:
            member = OfficeMember.of(User.objects.get(email=colleague.email), story.date())
            for reach in (member.children, member.groups, member.guardians, member.colleagues):
                assert not reach.filter(organisation=THEIRS).exists()
    owner = OfficeMember.of(User.objects.get(email=neighbours.OWNER_EMAIL), story.date())
    assert not owner.children.exclude(organisation=THEIRS).exists()


def test_no_tablet_reaches_the_other_organisation(story):
    for device in Device.objects.exclude(organisation=THEIRS):
        caregiver = Caregiver(device, None, story, story.date())
        assert caregiver.children.exists()
        assert not caregiver.children.filter(organisation=THEIRS).exists()


def test_the_blocked_father_sees_nothing(story):
    emre = User.objects.get(email=f"emre@{cast.DOMAIN}")

    assert Family.of(emre, story.date()).children == []
    assert Family.of(User.objects.get(email=f"aylin@{cast.DOMAIN}"), story.date()).children
