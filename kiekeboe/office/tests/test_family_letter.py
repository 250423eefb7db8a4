"""The office reads, prints and mails the letter to parents."""

import pytest
from django.core import mail

from kiekeboe.lib.jobs.models import Assignment
from kiekeboe.notifications.tasks import send_family_letter
from kiekeboe.testing import make

pytestmark = pytest.mark.django_db


def test_the_office_reads_prints_and_mails_it(desk, nursery):
    """N3"""
    page = f"/office/places/{nursery.here.pk}/letter/"
    assert "What we write down" in desk.office.get(page, {"language": "en"}).content.decode()
    assert desk.office.get(f"{page}paper/").content.startswith(b"%PDF")
    make.guardian([nursery.noor])
    asked = desk.office.get(f"{page}mail/")
    assert "De brief naar alle gezinnen mailen?" in asked.content.decode()
    assert Assignment.objects.filter(job=send_family_letter.name).count() == 0

    told = desk.office.post(f"{page}mail/", follow=True).content.decode()
    assert "De brief gaat naar" in told
    many = Assignment.objects.filter(job=send_family_letter.name).count()
    assert many >= 1
    again = desk.office.post(f"{page}mail/", follow=True).content.decode()
    assert "vandaag al gemaild" in again
    assert Assignment.objects.filter(job=send_family_letter.name).count() == many
    assert mail.outbox == []


def test_who_invites_no_parents_mails_no_letters(desk, nursery):
    """S02"""
    page = f"/office/places/{nursery.here.pk}/letter/"
    for role in ("finance", "inspector"):
        assert getattr(desk, role).get(page).status_code == 404
        assert getattr(desk, role).post(f"{page}mail/").status_code == 404
