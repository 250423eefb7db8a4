"""The office sees to whom no mail arrives."""

import pytest

from kiekeboe.notifications import dead
from kiekeboe.testing import make
from kiekeboe.testing.signing_in import sign_in

pytestmark = pytest.mark.django_db


def test_the_office_sees_that_mail_does_not_arrive(client):
    group = make.group()
    noor = make.child(group)
    mother, father = make.guardian([noor]), make.guardian([noor])
    boss = make.office_member(group.organisation)
    sign_in(client, boss.account, second_factor=True)
    page = f"/office/children/{noor.pk}/family/"
    assert "Mail komt niet aan" not in client.get(page).content.decode()

    dead.mark(None, address=mother.account.email, answer="550 5.1.1 Nobody")

    assert client.get(page).content.decode().count("Mail komt niet aan") == 1
    dead.unmark(None, address=mother.account.email)
    dead.mark(None, address=father.account.email, answer="550 5.1.1 Nobody")
    assert client.get(page).content.decode().count("Mail komt niet aan") == 1
