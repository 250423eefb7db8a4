"""S34 After three days without contact a tablet carries only what it cannot read itself."""

import base64
import hashlib
import json
import os

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from kiekeboe.care.models import Entry
from kiekeboe.lib.ids import uuid7
from kiekeboe.photos.models import Photo
from kiekeboe.tablet.items import sealing
from kiekeboe.tablet.tests.test_photos import jpeg
from kiekeboe.testing import make
from kiekeboe.testing.tablets import entry


def seal(content: bytes) -> bytes:
    """As js/group/sealing.js does."""
    spki = serialization.load_der_public_key(base64.b64decode(sealing.public_key()))
    key, once = AESGCM.generate_key(256), os.urandom(12)
    return spki.encrypt(key, sealing.OAEP) + once + AESGCM(key).encrypt(once, content, None)


def sealed(item) -> dict:
    words = json.dumps({name: item[name] for name in ("pass", "mac", "body")})
    return {"sealed": base64.b64encode(seal(words.encode())).decode()}


def test_what_was_sealed_arrives_as_it_was_written(tablet, noor):
    """R02, S34 Once, with the person who signed it, also when it is sent twice."""
    told = sealed(tablet.item("log", entry(noor)))
    first, again = tablet.send(told), tablet.send(told)
    assert first.json()["answers"] == again.json()["answers"]
    assert first.json()["answers"][0]["status"] == 201
    assert Entry.objects.get().author_id == tablet.caregiver.pk


def test_a_seal_that_was_touched_opens_nothing(tablet, noor):
    """S27 Its own answer, and those behind it go on."""
    told = sealed(tablet.item("log", entry(noor)))
    raw = bytearray(base64.b64decode(told["sealed"]))
    raw[-1] ^= 1
    broken = [base64.b64encode(bytes(raw)).decode(), "", "AAAA", "no base64", 7, None]
    fine = tablet.item("log", entry(noor))
    answers = tablet.send(*({"sealed": one} for one in broken), fine).json()["answers"]
    assert [one["status"] for one in answers] == [422] * len(broken) + [201]
    assert [one["id"] for one in answers[:-1]] == [None] * len(broken)
    assert Entry.objects.count() == 1


def test_a_seal_signs_for_nobody(tablet, noor):
    """S27 Anybody can seal; only who has the pass can sign what is inside."""
    item = tablet.item("log", entry(noor)) | {"mac": "0" * 64}
    assert tablet.send(sealed(item)).json()["answers"][0]["status"] == 403
    assert not Entry.objects.exists()


def test_a_sealed_photo_arrives_whole(tablet, noor):
    """S34, R02"""
    make.consent(noor, own=True, together=True)
    picture = jpeg()
    what = {
        "photo": str(uuid7()),
        "children": [str(noor.pk)],
        "caption": "",
        "sha256": hashlib.sha256(picture).hexdigest(),
        "bytes": len(picture),
    }
    told = sealed(tablet.item("photo", what)) | {"now": tablet.wall().isoformat()}
    answer = tablet.client.put(
        f"/group/photos/{what['photo']}/",
        seal(picture),
        content_type="application/octet-stream",
        headers={"X-Item": base64.b64encode(json.dumps(told).encode()).decode()},
    )
    assert answer.json()["answers"][0]["status"] in (200, 201)
    assert Photo.objects.filter(pk=what["photo"]).exists()


def test_the_key_of_the_seals_stays_on_the_server(tablet, noor):
    """S34 The snapshot tells the half that locks, never the half that opens."""
    told = tablet.client.get("/group/snapshot/").json()
    assert told["sealing"] == sealing.public_key()
    assert "PRIVATE" not in json.dumps(told)
