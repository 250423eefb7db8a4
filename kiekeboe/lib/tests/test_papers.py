"""Papers: tagged, closed to what people type, and the same every time."""

import io
import json
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image
from pypdf import PdfReader

from kiekeboe.lib import papers

AT = datetime(2026, 4, 14, 10, tzinfo=UTC)
LETTER = """
#let it = json("values.json")
#set document(title: it.title, author: ())
#set text(font: ("Figtree", "Figtree Ext", "DejaVu Sans"), lang: it.language)
#set page(width: 200mm, height: 400mm)
= #it.title
#it.text
#if it.at("picture", default: none) != none { image("pictures/" + it.picture, alt: it.alt, width: 20mm) }
#context [#metadata(counter(page).final().first()) <last-page>]
"""  # noqa: E501


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    return write(tmp_path_factory.mktemp("letter"), LETTER)


def write(folder, source):
    (folder / "paper.typ").write_text(source)
    return folder


def made(template, text="Dag", pictures=(), **more):
    values = {"title": "Een brief", "language": "nl", "text": text} | more
    return papers.typeset(template, values, pictures, at=AT)


def picture():
    file = io.BytesIO()
    Image.new("RGB", (40, 30), "#cbe9dd").save(file, "JPEG")
    return file.getvalue()


def told(paper):
    return PdfReader(io.BytesIO(paper.pdf)).pages[0].extract_text()


def test_a_paper_is_tagged_and_says_its_title_and_language(template):
    paper = made(template, picture="a.jpg", alt="Foto van Noor", pictures=[("a.jpg", picture())])
    root = PdfReader(io.BytesIO(paper.pdf)).trailer["/Root"]

    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root
    assert root["/Lang"] == "nl"
    assert "pdfuaid" in root["/Metadata"].get_object().get_data().decode()
    assert "Foto van Noor" in alt_texts(root["/StructTreeRoot"])
    assert PdfReader(io.BytesIO(paper.pdf)).metadata.title == "Een brief"
    assert paper.pages == 1


def alt_texts(node):
    node = node.get_object()
    if isinstance(node, list):
        return [text for one in node for text in alt_texts(one)]
    if not isinstance(node, dict):
        return []
    own = [str(node["/Alt"])] if "/Alt" in node else []
    return own + (alt_texts(node["/K"]) if "/K" in node else [])


def test_a_paper_tells_nothing_of_this_machine_and_is_the_same_every_time(template):
    first, second = made(template), made(template)
    told_of = PdfReader(io.BytesIO(first.pdf)).metadata

    assert first.pdf == second.pdf
    assert told_of.author in (None, "")
    assert not re.search(rb"/tmp|/home|/root|kiekeboe-paper", first.pdf)


def test_a_picture_without_an_alt_text_is_refused(tmp_path):
    template = write(tmp_path, LETTER.replace("alt: it.alt, ", ""))

    with pytest.raises(papers.NotMade):
        made(template, picture="a.jpg", pictures=[("a.jpg", picture())])


@pytest.mark.parametrize(
    "source",
    ['#read("/etc/hostname")', '#read("../../order.json")', '#import "@preview/cetz:0.3.4"'],
)
def test_a_template_reaches_no_other_files_and_no_network(tmp_path, source):
    with pytest.raises(papers.NotMade):
        made(write(tmp_path, source + LETTER))


def test_a_template_that_never_ends_is_stopped(tmp_path, monkeypatch):
    monkeypatch.setitem(papers.LIMITS, "seconds", 1)
    template = write(tmp_path, "#let f(n) = { while true { n += 1 } }\n#f(0)" + LETTER)

    with pytest.raises(papers.NotMade):
        made(template)


def test_the_name_of_a_picture_does_not_leave_its_folder(template):
    with pytest.raises(papers.NotMade):
        made(template, pictures=[("../paper.typ", b"= gotcha")])


@pytest.mark.parametrize(
    "text",
    ['#panic("x")', "$x^2$", "*vet* _schuin_", "\\u{41}", '"aanhaling"', "= Kop", "<x> @y", "// n"],
)
def test_what_people_type_is_never_markup(template, text):
    assert text in told(made(template, text))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=80) | st.text("#$\\\"'`*_=<>@/[]{}()\u202e\u200d😀שלוםλЖ", max_size=80))
def test_any_text_can_be_printed(template, text):
    assert made(template, text).pages == 1


def test_other_scripts_and_common_signs_are_printed_and_the_rest_is_left_out():
    assert papers.text("Zoë Łukasz Ğül Ж שלום ♥ ☀") == "Zoë Łukasz Ğül Ж שלום ♥ ☀"
    assert papers.text("a\u202e\u0000\u200db漢") == "ab"


def test_what_is_said_to_be_covered_is_in_the_typefaces():
    folder = Path(papers.TYPEFACES)
    names = ("figtree-400", "figtree-ext-400", "dejavu-sans")
    there = set().union(*(TTFont(folder / f"{name}.ttf").getBestCmap() for name in names))

    ranges = json.loads((folder / "covers.json").read_text())

    assert {one for first, last in ranges for one in range(first, last + 1)} == there
