"""Papers of our own bound to one file for a printer, each on sheets of its own."""

from collections.abc import Iterable
from io import BytesIO

import pypdfium2 as pdfium


def bound(papers: Iterable[bytes]) -> bytes:
    """These PDFs after each other. A blank page follows where the next would otherwise begin on
    the back of a sheet: what two families get never shares one. Titles and tags are not kept, so
    this is for the printer; who reads on a screen gets the paper itself."""
    whole = pdfium.PdfDocument.new()
    for paper in papers:
        whole.import_pages(pdfium.PdfDocument(paper))
        if len(whole) % 2:
            whole.new_page(*whole[len(whole) - 1].get_size())
    made = BytesIO()
    whole.save(made)
    return made.getvalue()
