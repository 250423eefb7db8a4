"""What comes out of a photo."""

import io
import subprocess
import sys

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import override
from PIL import Image, ImageCms

from kiekeboe.lib.images.preparing import Refused, prepare
from kiekeboe.lib.images.refusals import SENTENCES
from kiekeboe.lib.images.tests import drawn


def opened(rendition) -> Image.Image:
    image = Image.open(io.BytesIO(rendition.content))
    image.load()
    return image


def sizes(prepared) -> dict:
    return {side: opened(one).size for side, one in prepared.renditions.items()}


def saved(image, kind, **options) -> bytes:
    file = io.BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def test_a_photo_becomes_three_webp_pictures():
    prepared = prepare(drawn.photo(size=(4000, 3000)))

    assert sizes(prepared) == {2400: (2400, 1800), 1200: (1200, 900), 400: (400, 300)}
    assert {opened(one).format for one in prepared.renditions.values()} == {"WEBP"}
    assert {(one.width, one.height) for one in prepared.renditions.values()} == {
        (2400, 1800),
        (1200, 900),
        (400, 300),
    }
    assert 0 < prepared.cpu_seconds < 5


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_small_photo_is_never_made_larger(kind):
    assert sizes(prepare(drawn.photo(kind, size=(500, 700)))) == {
        2400: (500, 700),
        1200: (500, 700),
        400: (286, 400),
    }


def test_a_strip_keeps_at_least_one_pixel():
    assert sizes(prepare(saved(Image.new("RGB", (9000, 2)), "PNG")))[400] == (400, 1)


def test_a_photo_comes_as_bytes_as_upload_and_as_path(tmp_path):
    photo = drawn.photo()
    (tmp_path / "a.txt").write_bytes(photo)

    given = [
        prepare(photo),
        prepare(SimpleUploadedFile("a.pdf", photo, "application/pdf")),
        prepare(tmp_path / "a.txt"),
    ]

    assert len({one.renditions[2400].content for one in given}) == 1


def test_the_colour_is_the_average():
    assert prepare(saved(Image.new("RGB", (90, 60), (255, 128, 0)), "PNG")).colour == "#ff8000"


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize(
    ("orientation", "red_is"),
    [
        *((1, "left"), (2, "right"), (3, "right"), (4, "left")),
        *((5, "top"), (6, "top"), (7, "bottom"), (8, "bottom")),
    ],
)
def test_a_photo_stands_the_way_it_was_taken(kind, orientation, red_is):
    """S39"""
    image = opened(prepare(drawn.halves(kind, orientation=orientation)).renditions[400])

    width, height = image.size
    places = {
        "left": (width // 4, height // 2),
        "right": (width * 3 // 4, height // 2),
        "top": (width // 2, height // 4),
        "bottom": (width // 2, height * 3 // 4),
    }
    reds = {name for name, place in places.items() if image.getpixel(place)[0] > 200}
    assert red_is in reds
    assert (width > height) == (orientation < 5)


def test_an_iphone_photo_stands_the_way_it_was_taken():
    drawn.can_draw_heic()
    photo = drawn.halves("HEIF", orientation=6)

    image = opened(prepare(photo).renditions[400])

    assert image.size == (200, 400)
    assert image.getpixel((100, 50))[0] > 200


@pytest.mark.parametrize(
    ("kind", "mode"),
    [
        *(("JPEG", mode) for mode in ("L", "CMYK")),
        *(("PNG", mode) for mode in ("1", "L", "LA", "P", "RGBA", "I;16")),
        ("WEBP", "RGBA"),
    ],
)
def test_every_kind_of_colour_becomes_a_photo(kind, mode):
    source = drawn.picture(500, 400)
    image = source.convert("L").convert("I").point(lambda v: v * 257).convert("I;16")
    image = image if mode == "I;16" else source.convert(mode)

    result = opened(prepare(saved(image, kind)).renditions[400]).convert("L")

    brightness = source.convert("L").resize((1, 1), Image.Resampling.BOX).getpixel((0, 0))
    assert abs(result.resize((1, 1), Image.Resampling.BOX).getpixel((0, 0)) - brightness) < 15


def test_what_is_see_through_becomes_white():
    prepared = prepare(saved(Image.new("RGBA", (90, 60), (0, 0, 0, 0)), "PNG"))

    assert prepared.colour == "#ffffff"


def test_the_colours_of_another_camera_become_srgb():
    """S39: the profile is applied, then dropped."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    wrong_profile = saved(Image.new("RGB", (64, 64), "red"), "PNG", icc_profile=profile)

    assert "icc_profile" not in opened(prepare(wrong_profile).renditions[400]).info


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_forty_megapixels_is_enough_and_one_row_more_is_not(kind):
    fits = saved(Image.new("RGB", (8000, 5000), "green"), kind)
    too_large = saved(Image.new("RGB", (8000, 5001), "green"), kind)

    assert sizes(prepare(fits))[2400] == (2400, 1500)
    with pytest.raises(Refused, match="too_many_pixels"):
        prepare(too_large)


def test_forty_megapixels_of_heic_and_see_through_webp_fit_in_memory():
    image = Image.new("RGBA", (8000, 5000), (0, 200, 0, 128))

    assert sizes(prepare(saved(image, "WEBP", method=0)))[2400] == (2400, 1500)
    assert sizes(prepare(saved(image, "PNG", compress_level=1)))[2400] == (2400, 1500)
    drawn.can_draw_heic()
    photo = saved(image.convert("RGB"), "HEIF")
    assert sizes(prepare(photo))[2400] == (2400, 1500)


@pytest.mark.parametrize("form", ["bytes", "upload", "path"])
def test_thirty_megabytes_is_the_limit(form, tmp_path):
    content = drawn.photo() + bytes(30_000_000)
    (tmp_path / "photo").write_bytes(content)
    source = {"bytes": content, "upload": io.BytesIO(content), "path": tmp_path / "photo"}[form]

    with pytest.raises(Refused, match="too_large"):
        prepare(source)


def test_a_refusal_says_what_to_do_in_dutch_and_english():
    with pytest.raises(Refused) as refusal:
        prepare(b"<html>")

    with override("en"):
        assert str(refusal.value.sentence) == (
            "This file is not a photo. Choose a JPEG, HEIC, PNG or WebP photo."
        )
    for sentence in SENTENCES.values():
        with override("en"):
            english = str(sentence)
        with override("nl"):
            assert str(sentence) != english


def test_without_the_heic_extra_the_person_hears_what_to_do():
    program = (
        "import sys\n"
        "sys.modules['pillow_heif'] = None\n"
        "from kiekeboe.lib.images.preparing import Refused, prepare\n"
        "try:\n"
        "    prepare(b'\\0\\0\\0\\x18ftypheic' + bytes(50))\n"
        "except Refused as refused:\n"
        "    print(refused.reason)\n"
    )
    path = {"PYTHONPATH": ":".join(filter(None, sys.path))}

    said = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, env=path)

    assert said.stdout.strip() == "heic_missing"
