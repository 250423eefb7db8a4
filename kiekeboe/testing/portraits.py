"""Pictures with faces on them, for tablets that count: one portrait, as often as somebody asks.

The portrait is of the astronaut Eileen Collins, by NASA: in the public domain (vendor.toml).
"""

from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw, ImageOps

PORTRAIT = Path(__file__).parent / "vendor" / "astronaut.jpg"
WIDTH, HEIGHT, FACE = 1200, 800, 340  # pixels; a portrait is a head with some room around it


def people(many: int, *, width: int = WIDTH, height: int = HEIGHT) -> bytes:
    """A JPEG of so many people beside each other on a wall, every other one mirrored."""
    wall = Image.new("RGB", (width, height), "#dfe9ec")
    draw = ImageDraw.Draw(wall)
    for place in range(0, width, 90):
        draw.rectangle((place, height - 120, place + 60, height), fill="#e7c99a")
    for n, left in enumerate(lefts(many, width)):
        portrait = Image.open(PORTRAIT).resize((FACE, FACE))
        wall.paste(ImageOps.mirror(portrait) if n % 2 else portrait, (left, (height - FACE) // 2))
    content = BytesIO()
    wall.save(content, "JPEG", quality=90)
    return content.getvalue()


def lefts(many: int, width: int = WIDTH) -> list[int]:
    """Where the portraits begin, from the left, in pixels."""
    return [round((n + 0.5) * width / many - FACE / 2) for n in range(many)]
