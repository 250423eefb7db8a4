"""Papers to keep and to print: a Typst template, values and pictures become a PDF/UA-1.

Values go in as JSON and are never read as markup. Setting happens in a cell without a network and
without other files, with limits on memory and time. The same values give the same bytes; nothing
of this machine is in them.

A template is a folder with paper.typ, which reads its values with `json("values.json")`, and its
pictures under "pictures/". It sets title, language and alt texts itself: PDF/UA-1 refuses without.
"""

import json
import shutil
import sys
import tempfile
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from kiekeboe.lib.films import confined
from kiekeboe.lib.images.limited import Failed

HERE = Path(__file__).parent
TYPEFACES = HERE / "typefaces"
# Mebibytes of addresses: what it really takes is far less. Output: MiB of one paper.
LIMITS = {"seconds": 120, "mebibytes": 3072, "output": 256, "patience": 60}
LEFT_OUT = {"Cc", "Cf", "Cn", "Co", "Cs"}


class NotMade(Exception):
    """The paper could not be set; the sentence is for whoever writes templates, not for people."""


@dataclass(frozen=True)
class Paper:
    """A PDF, and the first page as a PNG when it was asked for."""

    pdf: bytes
    preview: bytes = b""
    pages: int = 0


def typeset(
    template: Path,
    values: Mapping[str, Any],
    pictures: Iterable[tuple[str, bytes]] = (),
    *,
    at: datetime,
    preview: int = 0,
) -> Paper:
    """Set `values` in a template. Raises NotMade.

    `pictures` are names and contents, taken one by one. `at` is the moment that the PDF says it
    was made. `preview`: pixels per inch of a picture of the first page, 0 for none.
    """
    with tempfile.TemporaryDirectory(prefix="kiekeboe-paper-") as made:
        folder = Path(made)
        _lay_out(folder, template, printable(values), pictures)
        _press(folder, {"timestamp": int(at.timestamp()), "preview": preview})
        return _found(folder)


def typeset_each(
    template: Path, several: Iterable[Mapping[str, Any]], *, at: datetime
) -> list[bytes]:
    """A PDF for each of `several`, in order, by one press: some hundreds at a time. Raises NotMade.

    The template reads its values as that of one paper does; it has no pictures.
    """
    with tempfile.TemporaryDirectory(prefix="kiekeboe-papers-") as made:
        folder = Path(made)
        values = [printable(one) for one in several]
        _lay_out(folder, template, values, ())
        _press(folder, {"timestamp": int(at.timestamp()), "several": True})
        _refuse_mistake(folder)
        papers = [folder / f"paper-{place}.pdf" for place in range(len(values))]
        return [one.read_bytes() for one in papers]


def _press(folder, order) -> None:
    (folder / "order.json").write_text(json.dumps(order))
    words = [sys.executable, "-I", folder / "press.py", folder]
    try:
        confined.run(words, folder, **LIMITS, reads=(sys.prefix,))
    except Failed as failed:
        raise NotMade(f"the press stopped: {failed!r}") from failed


def _refuse_mistake(folder) -> None:
    mistake = folder / "mistake.txt"
    if mistake.exists():
        raise NotMade(mistake.read_text())


def _lay_out(folder, template, values, pictures):
    root = folder / "root"
    shutil.copytree(template, root)
    shutil.copytree(TYPEFACES, folder / "typefaces")
    shutil.copy(HERE / "press.py", folder / "press.py")
    (folder / "nothing").mkdir()
    (root / "pictures").mkdir(exist_ok=True)
    told = json.dumps(values, ensure_ascii=True)
    (root / "values.json").write_text(told)
    for name, content in pictures:
        if name != Path(name).name:
            raise NotMade(f"not the name of a picture: {name!r}")
        (root / "pictures" / name).write_bytes(content)


def _found(folder) -> Paper:
    _refuse_mistake(folder)
    pdf, preview = folder / "paper.pdf", folder / "preview.png"
    if not pdf.exists():
        raise NotMade("the press gave nothing")
    picture = preview.read_bytes() if preview.exists() else b""
    return Paper(pdf.read_bytes(), picture, int((folder / "pages.txt").read_text()))


def printable(value: Any) -> Any:
    """The same values with only characters that our typefaces have: others cannot be printed."""
    if isinstance(value, str):
        return text(value)
    if isinstance(value, Mapping):
        return {key: printable(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [printable(one) for one in value]
    return value


def text(written: str) -> str:
    """What can be printed of it: whatever has no shape in our typefaces is left out."""
    if written.isascii() and written.isprintable():
        return written
    composed = unicodedata.normalize("NFC", written).replace("\r\n", "\n")
    return "".join(one for one in composed if one == "\n" or _has_a_shape(one))


@lru_cache(maxsize=4096)
def _has_a_shape(one: str) -> bool:
    if unicodedata.category(one) in LEFT_OUT:
        return False
    starts, ends = _covered()
    place = bisect_right(starts, ord(one)) - 1
    return place >= 0 and ord(one) <= ends[place]


@lru_cache(maxsize=1)
def _covered() -> tuple[list[int], list[int]]:
    ranges = json.loads((TYPEFACES / "covers.json").read_text())
    return [first for first, _ in ranges], [last for _, last in ranges]
