import importlib
import json
from io import StringIO

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.auth.password_validation import validate_password
from django.core.management import CommandError, call_command
from django.utils import timezone

from kiekeboe.accounts.models import Device, User
from kiekeboe.story import cast, codes
from kiekeboe.story.families import kid
from kiekeboe.tablet.access import DEVICE_COOKIE, caregiver_of

pytestmark = pytest.mark.django_db


def told_cast():
    paper = StringIO()
    call_command("cast", json=True, stdout=paper)
    return json.loads(paper.getvalue())


def test_the_password_is_one_that_people_may_choose(story):
    for account in User.objects.all():
        validate_password(cast.PASSWORD, account)
        assert account.check_password(cast.PASSWORD)


def test_the_code_of_this_moment_opens_the_office():
    """The second vector of RFC 6238, appendix B, in six digits."""
    assert codes.code_at("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", 1111111109) == "081804"


def test_the_printed_code_is_the_one_that_is_asked(story):
    hanneke = Authenticator.objects.get(user__email=f"hanneke@{cast.DOMAIN}", type="totp")
    code = codes.code_at(cast.TOTP_SECRET, timezone.now().timestamp())

    assert TOTP(hanneke).validate_code(code)


def test_the_cast_tells_who_sees_which_child(story):
    people = {one["email"]: one for one in told_cast()["people"]}

    seen = {child["id"] for child in people[f"sanne@{cast.DOMAIN}"]["children"]}

    assert seen == {str(kid("Noor").id), str(kid("Sami").id)}
    assert people[f"emre@{cast.DOMAIN}"]["children"] == []
    assert len(people[f"petra@{cast.DOMAIN}"]["recovery_codes"]) == 10


def test_the_cookie_in_the_cast_opens_the_tablet(story):
    for device in told_cast()["devices"]:
        cookie = device["cookie"]
        caregiver = caregiver_of({cookie["name"]: cookie["value"]}, story)
        assert str(caregiver.device.pk) == device["id"]
        assert caregiver.employee is None


def test_without_a_story_there_is_no_cast(db):
    with pytest.raises(CommandError):
        call_command("cast")


def test_one_click_opens_the_tablet_of_a_group(story, client):
    answer = client.post(f"/demo/tablets/{cast.KIKKERS.device}/")

    assert answer.status_code == 302
    assert caregiver_of({DEVICE_COOKIE: answer.cookies[DEVICE_COOKIE].value}, story)


def test_the_stage_door_shows_ours_and_not_the_neighbours(story, client):
    page = client.get("/demo/").content.decode()

    assert f"sanne@{cast.DOMAIN}" in page
    assert "KANARIE" not in page


def test_a_real_tablet_is_not_opened_by_the_stage_door(story, client):
    other = Device.objects.first()
    stranger = Device.objects.get(pk=other.pk)
    stranger.pk, stranger.key_hash = kid("Noor").id, "0" * 64
    stranger.save(force_insert=True)

    assert client.post(f"/demo/tablets/{stranger.pk}/").status_code == 404


def test_in_production_there_is_no_stage_door(story, client, settings):
    settings.MODE = "production"
    assert client.get("/demo/").status_code == 404
    assert client.post(f"/demo/tablets/{cast.KIKKERS.device}/").status_code == 404

    from kiekeboe import urls

    try:
        addresses = [str(each.pattern) for each in importlib.reload(urls).urlpatterns]
    finally:
        settings.MODE = "demo"
        importlib.reload(urls)
    assert "demo/" not in addresses
