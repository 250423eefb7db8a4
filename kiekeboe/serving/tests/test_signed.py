"""The bytes of photos from the real server, before and behind Django."""

import http.client
import re

import pytest

from kiekeboe.testing.house import House

pytestmark = pytest.mark.journey
PAGE = """
from types import SimpleNamespace
from django.utils import timezone
from kiekeboe.accounts.models import User
from kiekeboe.bench.running import signed_in
from kiekeboe.photos.delivery import Signer
from kiekeboe.photos.models import Photo
from kiekeboe.portal.access import family_of
account = User.objects.get(name="Sanne de Wit")
family = family_of(account)
key = signed_in(account)
numbers = {one.organisation_id: one.validity or 0 for one in family.guardianships}
signer = Signer(key, timezone.now(), numbers)
shown = Photo.objects.shown_to([one.pk for one in family.guardianships], timezone.localdate())
photo = shown.order_by("-taken_at").first()
print(key, photo.pk, signer.address(photo.organisation_id, photo.stem, 400))
"""
WITHDRAW = """
from django.utils import timezone
from kiekeboe.photos.models import Photo
photo = Photo.objects.get(pk="{id}")
photo.withdraw(by=photo.author.actor(), at=timezone.now())
"""
HEADERS = {
    "content-type": "image/webp",
    "x-content-type-options": "nosniff",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "private, max-age=30",
}


def ask(house: House, path, key="", **headers):
    line = http.client.HTTPConnection("127.0.0.1", house.port, timeout=20)
    cookie = {"Cookie": f"session={key}"} if key else {}
    line.request("GET", path, headers=cookie | {"Host": f"localhost:{house.port}"} | headers)
    answer = line.getresponse()
    body = answer.read()
    line.close()
    return answer, body


@pytest.fixture
def given(house):
    """(session key, id of a photo, its signed address) of a page made just now."""
    return house.script(PAGE).split()


def test_a_signed_photo_comes_with_the_same_headers_both_times(house, given):
    """S44 The first is answered by Django, the next ones before it."""
    key, _, address = given
    stored = (house.data / "files" / address[1:].split("?")[0]).read_bytes()
    for _ in range(3):
        answer, body = ask(house, address, key)
        assert answer.status == 200
        assert body == stored
        assert {name: answer.headers[name] for name in HEADERS} == HEADERS
        assert "sandbox" in answer.headers["content-security-policy"]
        assert answer.headers.get_all("content-type") == ["image/webp"]


def test_a_part_of_a_file_is_given_to_who_asks_for_it(house, given):
    key, _, address = given
    _, whole = ask(house, address, key)
    part, body = ask(house, address, key, Range="bytes=10-19")
    assert (part.status, body) == (206, whole[10:20])
    assert part.headers["Content-Range"] == f"bytes 10-19/{len(whole)}"
    assert ask(house, address, key, Range=f"bytes={len(whole)}-")[0].status == 416
    assert ask(house, address, key, Range="bytes=0-1,4-5")[0].status == 200
    stale = {"Range": "bytes=10-19", "If-Range": '"other"'}
    assert ask(house, address, key, **stale)[0].status == 200
    tag = part.headers["ETag"]
    assert ask(house, address, key, **{"If-None-Match": tag})[0].status == 304


def test_an_address_opens_for_nobody_else_and_for_nothing_else(house, given):
    """S36"""
    key, _, address = given
    other = house.script(PAGE).split()[0]
    assert ask(house, address, key)[0].status == 200
    assert ask(house, address, other)[0].status == 404
    assert ask(house, address)[0].status != 200
    assert ask(house, address, "x" * 32)[0].status != 200
    for changed in (
        address.replace("-400.webp", "-1200.webp"),
        address[:-1] + ("A" if address[-1] != "A" else "B"),
        address.split("?")[0],
        re.sub(r"s=(\d+)", lambda found: f"s={int(found[1]) + 60}", address),
    ):
        assert ask(house, changed, key)[0].status == 404


def test_no_stored_file_is_read_without_a_session(house):
    """S35 Every file, under every name one might guess."""
    files = sorted(path for path in (house.data / "files").rglob("*") if path.is_file())
    assert len(files) > 10
    opened = []
    for path in files:
        name = str(path.relative_to(house.data / "files"))
        for guess in (f"/{name}", f"/files/{name}", f"/media/{name}", f"/static/../files/{name}",
                      f"/photos/../files/{name}", f"//{name}", f"/{name}?s=1.1.1.1"):  # fmt: skip
            answer, _ = ask(house, guess)
            if answer.status == 200:
                opened.append(guess)
    assert opened == []


def test_a_withdrawn_photo_is_dead_within_a_minute_though_it_was_remembered(house, given):
    """S10 S38 The server remembers numbers for 30 seconds, a browser the picture for 30."""
    import time

    from kiekeboe.photos.validity import REMEMBERED

    key, id, address = given
    assert ask(house, address, key)[0].status == 200
    house.script(WITHDRAW.format(id=id))

    assert ask(house, f"/parent/photos/{id}/400/", key)[0].status == 404
    deadline = time.monotonic() + REMEMBERED + 1
    while ask(house, address, key)[0].status == 200 and time.monotonic() < deadline:
        time.sleep(0.5)
    assert ask(house, address, key)[0].status == 404
