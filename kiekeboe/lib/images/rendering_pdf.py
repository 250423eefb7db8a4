"""The first page of an untrusted PDF as one clean WebP. Runs only inside `limited.Sandbox`.

PDFium as built for us has no JavaScript and no XFA; it finds no files here and no network.
"""

import json
from io import BytesIO
from typing import BinaryIO

import pypdfium2 as pdfium

from kiekeboe.lib.images.rendering import WEBP

WIDEST, TALLEST = 799, 1199  # pixels before PDFium rounds up: readable on a phone


def render(source: BinaryIO) -> bytes:
    """A line of JSON (width and height), then the picture."""
    page = pdfium.PdfDocument(source.read())[0]
    width, height = page.get_size()
    drawn = page.render(scale=min(WIDEST / width, TALLEST / height), may_draw_forms=False)
    picture, made = drawn.to_pil().convert("RGB"), BytesIO()
    picture.save(made, **WEBP)
    facts = {"width": picture.width, "height": picture.height}
    return json.dumps(facts).encode() + b"\n" + made.getvalue()
