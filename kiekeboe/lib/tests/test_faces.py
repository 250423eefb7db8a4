from xml.etree import ElementTree

import pytest

from kiekeboe.lib import faces

NOOR = faces.recipe("baby", "swirl", "c", "7A2C55", "FBE3A0", "5A3A2A")


@pytest.mark.parametrize("hair", faces.HAIR)
def test_every_haircut_is_a_small_whole_drawing(hair):
    drawing = faces.draw(faces.recipe("child", hair, "a", "3C6E8F", "FBD3BD", "E7BE6F"))

    ElementTree.fromstring(drawing)
    assert len(drawing) < 1800


@pytest.mark.parametrize("bad", ["", "photos/ab/x.webp", "drawn:", NOOR + '"><script>', NOOR[:-1]])
def test_what_is_no_recipe_draws_nothing(bad):
    assert faces.draw(bad) == "" == faces.address(bad)


def test_a_face_is_served_as_a_picture_that_never_changes(client):
    answer = client.get(faces.address(NOOR))

    assert answer["Content-Type"] == "image/svg+xml"
    assert "immutable" in answer["Cache-Control"]
    assert client.get("/faces/nobody.svg").status_code == 404
