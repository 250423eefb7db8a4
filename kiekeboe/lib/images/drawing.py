"""Photos drawn by code, so that no picture of a real person is ever needed."""

import random
from functools import cache
from io import BytesIO

from PIL import Image, ImageChops, ImageDraw, ImageFilter


@cache
def picture(width=320, height=240, seed=1, grain=12) -> Image.Image:
    """A scene of coloured blobs with camera grain, the same for the same seed."""
    chance = random.Random(seed)
    colours = [tuple(chance.randrange(256) for _ in range(3)) for _ in range(64 * 48)]
    base = Image.new("RGB", (64, 48))
    base.putdata(colours)
    base = base.resize((width, height), Image.Resampling.BICUBIC)
    pen = ImageDraw.Draw(base)
    for _ in range(200):
        x, y, size = chance.randrange(width), chance.randrange(height), chance.randrange(5, 60)
        stretch = width / 640
        box = (x, y, x + size * stretch, y + size * chance.uniform(0.3, 1.5) * stretch)
        pen.ellipse(box, fill=chance.choice(colours))
    noise = Image.effect_noise((width, height), grain)
    noise = Image.merge("RGB", (noise,) * 3)
    return ImageChops.add(base.filter(ImageFilter.GaussianBlur(1)), noise, 1, -128)


def photo(kind="JPEG", size=(320, 240), seed=1, **options) -> bytes:
    """The bytes of a photo as a camera would save it."""
    file = BytesIO()
    picture(*size, seed=seed).save(file, kind, **options)
    return file.getvalue()
