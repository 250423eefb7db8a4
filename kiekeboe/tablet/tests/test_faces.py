"""C3: the worker that counts faces: how many it finds, and where."""

import json
from functools import cache
from io import BytesIO
from pathlib import Path

import brotli
import pytest
from PIL import Image, ImageFilter

from kiekeboe.lib import bundles
from kiekeboe.tablet.views.keeping import faces_script
from kiekeboe.testing import portraits
from kiekeboe.testing.v8 import device

NUMBERS = Path(bundles.finders.find("vendor/tiny-face-detector.bin"))
LEAST = 0.35


@cache
def tablet():
    """V8 with the network and its numbers in it."""
    ready = device(network="js/facing/network", faces="js/facing/network")
    told = json.dumps(list(NUMBERS.read_bytes()))
    ready.engine.eval(f"globalThis.net = network(Uint8Array.from({told}))")
    return ready


def found(content: bytes, longest: int = 480) -> list[dict]:
    picture = Image.open(BytesIO(content)).convert("RGBA")
    picture.thumbnail((longest, longest))
    told = json.dumps({"width": picture.width, "height": picture.height})
    pixels = json.dumps(list(picture.tobytes()))
    return json.loads(
        tablet().engine.eval(
            f"JSON.stringify(faces(net, {{...{told}, pixels: {pixels}}}, {LEAST}))"
        )
    )


@pytest.mark.parametrize("many", [1, 2, 3])
def test_so_many_faces_are_counted(many):
    """C3"""
    faces = found(portraits.people(many))
    assert len(faces) == many
    for face, left in zip(sorted(faces, key=lambda one: one["x"]), portraits.lefts(many), strict=1):
        middle = (face["x"] + face["w"] / 2) * portraits.WIDTH
        assert abs(middle - left - portraits.FACE / 2) < portraits.FACE / 4


def test_a_wall_without_anybody_asks_nothing():
    """C3"""
    assert found(portraits.people(0)) == []


def test_what_was_covered_is_not_a_face_any_more():
    """C4 As much as six blocks leave of it."""
    picture = Image.open(portraits.PORTRAIT)
    small = picture.resize((6, 6), Image.Resampling.BOX)
    covered = BytesIO()
    small.resize(picture.size).filter(ImageFilter.SMOOTH).save(covered, "PNG")
    assert found(covered.getvalue(), 240) == []


def test_the_detector_is_light_and_waits_until_it_is_needed():
    """U36 It is no part of what every tablet loads first."""
    small = len(brotli.compress(faces_script().encode())) + len(
        brotli.compress(NUMBERS.read_bytes())
    )
    assert small < 250 * 1024
    assert "tiny-face-detector" not in bundles.script("js/tablet.js")
    assert "convolve" not in bundles.script("js/tablet.js")
