"""A page of an untrusted PDF as one clean WebP. Runs only inside `limited.Sandbox`.

PDFium as built for us has no JavaScript and no XFA; it finds no files here and no network.
"""

import json
from io import BytesIO
from typing import BinaryIO

import pypdfium2 as pdfium

from kiekeboe.lib.images.rendering import WEBP

WIDEST, TALLEST = 799, 1199  # pixels before PDFium rounds up: readable on a phone


def render(source: BinaryIO) -> bytes:
    """A line of JSON (width, height and how many pages there are), then the picture. Before the
    PDF comes a line with the number of the page, from 1."""
    number = int(source.readline())
    document = pdfium.PdfDocument(source.read())
    page = document[number - 1]
    width, height = page.get_size()
    drawn = page.render(scale=min(WIDEST / width, TALLEST / height), may_draw_forms=False)
    picture, made = drawn.to_pil().convert("RGB"), BytesIO()
    picture.save(made, **WEBP)
    facts = {"width": picture.width, "height": picture.height, "pages": len(document)}
    return json.dumps(facts).encode() + b"\n" + made.getvalue()
