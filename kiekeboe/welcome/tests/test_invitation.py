"""An invitation in the browser: looking, the birth date, a password, the child's day."""

from datetime import timedelta
from urllib.parse import quote

import pytest
from django.utils import timezone

from kiekeboe.accounts import inviting
from kiekeboe.accounts.models import Session, User
from kiekeboe.testing import make

pytestmark = pytest.mark.django_db
PASSWORD = "een fiets met drie wielen"


@pytest.fixture
def guardian():
    child = make.child(first_name="Noor")
    made = make.guardian([child], first_name="Marit", email="marit@home.test")
    made.account.delete()
    made.refresh_from_db()
    return made


@pytest.fixture
def invitation(guardian):
    by = make.office_member(guardian.organisation).actor()
    return inviting.invite(guardian, by=by, at=timezone.now())


@pytest.fixture
def address(invitation):
    return f"/welcome/{inviting.clear_key(invitation)}/"


def test_looking_changes_nothing(client, address, invitation):
    """S29: mail scanners open links too."""
    for _ in range(10):
        assert client.get(address).status_code == 200
        assert client.head(address).status_code == 200
    before = invitation.tries
    invitation.refresh_from_db()
    assert (invitation.tries, invitation.accepted_at) == (before, None)


def test_before_the_birth_date_only_first_names_are_shown(client, address):
    page = client.get(address).content.decode()
    assert "Noor" in page
    assert "de Wit" not in page
    assert "2025" not in page.replace("24-12-2025", "")


@pytest.mark.parametrize("typed", ["01-07-2025", "1/7/25", "1 7 2025", "2025-07-01", "01072025"])
def test_a_parent_comes_in_with_birth_date_and_password(client, address, guardian, typed):
    assert client.post(address, {"born_on": typed})["Location"] == f"{address}account/"
    assert client.post(f"{address}account/", {"password": PASSWORD})["Location"] == "/"
    assert client.get("/")["Location"] == "/parent/"
    guardian.refresh_from_db()
    assert guardian.account.email == "marit@home.test"
    assert client.get(address).status_code == 410


def test_a_wrong_birth_date_says_how_often_you_can_still_try(client, address):
    """U21"""
    page = client.post(address, {"born_on": "02-07-2025"}, headers={"Accept-Language": "en"})
    assert page.status_code == 422
    text = page.content.decode()
    assert "You can try 4 more times." in text
    assert 'value="02-07-2025"' in text
    assert 'aria-invalid="true"' in text
    for _ in range(3):
        client.post(address, {"born_on": "02-07-2025"})
    assert client.post(address, {"born_on": "02-07-2025"}).status_code == 410
    assert client.post(address, {"born_on": "01-07-2025"}).status_code == 410


@pytest.mark.parametrize("typed", ["", "gisteren", "31-02-2025", "1-7"])
def test_a_date_that_is_none_costs_no_try(client, address, invitation, typed):
    assert client.post(address, {"born_on": typed}).status_code == 422
    invitation.refresh_from_db()
    assert invitation.tries == 0


def test_without_the_birth_date_there_is_no_second_page(client, address):
    """S29: not by guessing its address either."""
    for step in ("account/", "passkey/question/", "passkey/", "join/"):
        answer = client.post(address + step, {"password": PASSWORD})
        assert answer["Location"] == address
    assert not User.objects.filter(email="marit@home.test").exists()


def test_each_end_has_its_own_sentence(client, address, invitation):
    """S29"""
    english = {"Accept-Language": "en"}

    def said():
        page = client.get(address, headers=english)
        assert page.status_code == 410
        return page.content.decode()

    moments = {
        "This invitation is too old": {"expires_at": timezone.now() - timedelta(seconds=1)},
        "This invitation was taken back": {"revoked_at": timezone.now()},
        "This invitation was used already": {"accepted_at": timezone.now()},
        "The birth date was wrong five times": {"tries": 5},
    }
    rows = type(invitation).objects.filter(pk=invitation.pk)
    whole = rows.values("expires_at", "revoked_at", "accepted_at", "tries").get()
    for sentence, change in moments.items():
        rows.update(**whole | change)
        assert sentence in said()
        rows.update(**whole)
    unknown = client.get("/welcome/unknown/", headers=english)
    assert unknown.status_code == 404
    assert "We do not know this invitation" in unknown.content.decode()


def test_who_has_an_account_signs_in_and_gets_a_second_nursery(client, address, guardian):
    elsewhere = make.guardian([make.child()], account=make.user("marit@home.test"))
    client.post(address, {"born_on": "01-07-2025"})
    page = client.get(f"{address}account/").content.decode()
    assert f"/sign-in/?next={quote(address + 'account/', safe='')}" in page
    signed = {"email": "marit@home.test", "password": make.PASSWORD, "next": f"{address}account/"}
    assert client.post("/sign-in/password/", signed)["Location"] == f"{address}account/"
    assert client.post(f"{address}join/")["Location"] == "/"
    guardian.refresh_from_db()
    assert guardian.account == elsewhere.account


def test_a_weak_password_is_refused_in_words(client, address):
    """S17"""
    client.post(address, {"born_on": "01-07-2025"})
    page = client.post(
        f"{address}account/", {"password": "kort"}, headers={"Accept-Language": "en"}
    )
    assert page.status_code == 422
    assert "Use at least 12 characters." in page.content.decode()
    assert not User.objects.filter(email="marit@home.test").exists()


def test_the_first_owner_gets_a_second_factor_before_the_office(client):
    """S74, S15"""
    organisation = make.organisation()
    key = inviting.invite_owner(organisation, "olga@home.test", "Olga Bos", at=timezone.now())
    address = f"/welcome/{key}/"
    assert client.get(address).status_code == 200
    assert client.post(address)["Location"] == f"{address}account/"
    answer = client.post(f"{address}account/", {"password": PASSWORD})
    assert answer["Location"] == "/account/second-factor/"
    assert Session.objects.get().office_began_at is None


def test_who_reads_the_invitation_in_english_gets_an_english_account(client, address, guardian):
    client.post("/language/", {"language": "en", "next": address})
    client.post(address, {"born_on": "01-07-2025"})
    client.post(f"{address}account/", {"password": PASSWORD})
    guardian.refresh_from_db()
    assert guardian.account.language == "en"
