"""The diary of a period on paper: what is on it, and what may never be."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone
from PIL import Image
from pypdf import PdfReader

from kiekeboe.events.models import Event
from kiekeboe.lib.ids import uuid7
from kiekeboe.people.models import Guardianship
from kiekeboe.portal.tests.test_weekly_piece import MONDAY
from kiekeboe.portal.tests.test_weekly_piece import told as weekly
from kiekeboe.testing import make

APRIL = {"from": "2026-04-01", "until": "2026-04-30"}


def paper(client, child, **asked):
    return client.get(f"/parent/children/{child.pk}/diary/file/", asked or APRIL)


def text_of(answer):
    assert answer.status_code == 200
    return "".join(page.extract_text() for page in PdfReader(BytesIO(answer.content)).pages)


def test_the_paper_holds_what_was_shared_in_the_period_and_nothing_else(parent, noor, luuk):
    """What somebody wrote is a value, and never read as markup."""
    make.entry(noor, kind="milestone", details={"what": "de eerste tand #panic()"})
    make.entry(noor, kind="care_note", note="tussen collega's")
    make.entry(noor, kind="particular", details={"text": "ingetrokken"}, withdrawn_at=make.at(12))
    make.entry(
        noor, kind="particular", details={"text": "uit maart"},
        started_at=make.at(10) - timedelta(days=20),
    )  # fmt: skip
    answer = paper(parent, noor)
    told = text_of(answer)
    assert answer["Cache-Control"] == "private, no-store"
    assert "Dagboek van Noor" in told
    assert "de eerste tand #panic()" in told
    for secret in ("collega", "ingetrokken", "geheim", "uit maart"):
        assert secret not in told
    root = PdfReader(BytesIO(answer.content)).trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "nl"


def test_the_weekly_pieces_of_the_period_stand_on_the_paper(parent, noor, luuk):
    """B9 Also on a day without entries; no draft, and none of another child."""
    weekly(noor)
    weekly(noor, text="{name} trommelde.", status="draft", monday=MONDAY - timedelta(days=7))
    weekly(luuk, text="{name} sprong.")
    told = text_of(paper(parent, noor))
    assert "De week van Noor" in told
    assert "Noor zong deze week." in told
    assert "trommelde" not in told
    assert "sprong" not in told
    assert "zong" not in text_of(
        paper(parent, noor, **{"from": "2026-03-01", "until": "2026-03-02"})
    )


def stored(photo):
    """The same photo with its files in the store."""
    for one in photo.renditions.all():
        content = BytesIO()
        Image.new("RGB", (one.width // 8, one.height // 8), "#cbe9dd").save(content, "WEBP")
        default_storage.save(one.path, ContentFile(content.getvalue()))
    return photo


def pictures_on(answer):
    return sum(len(page.images) for page in PdfReader(BytesIO(answer.content)).pages)


def test_photos_beside_a_piece_are_printed_and_only_what_the_album_shows(parent, noor, luuk):
    """S38 One of Luuk, of whom the family of Noor sees nothing; one that was taken back; and one
    that the parents say no to since."""
    seen, taken_back = stored(make.photo([noor])), stored(make.photo([noor]))
    other = stored(make.photo([luuk]))
    make.consent(noor, own=True, together=True)
    make.consent(luuk, own=True, together=True)
    taken_back.withdrawn_at = make.at(11)
    taken_back.withdrawn_by = uuid7()
    taken_back.save()
    weekly(noor, seen, other, taken_back)
    answer = paper(parent, noor)
    assert "Noor zong deze week." in text_of(answer)
    assert pictures_on(answer) == 1

    make.consent(noor, own=False)
    assert pictures_on(paper(parent, noor)) == 0


def test_every_taking_of_the_paper_is_written_down(parent, noor):
    paper(parent, noor)
    paper(parent, noor)
    assert Event.objects.filter(verb="diary_downloaded").count() == 2


@pytest.mark.parametrize(
    "asked",
    [
        {"from": "2026-04-01"},
        {"from": "2026-04-30", "until": "2026-04-01"},
        {"from": "2025-04-01", "until": "2026-04-02"},
    ],
)
def test_a_period_without_end_backwards_or_over_a_year_is_not_printed(parent, noor, asked):
    answer = paper(parent, noor, **asked)
    assert answer.status_code == 422
    assert "hooguit een jaar uit elkaar" in answer.content.decode()
    assert not Event.objects.filter(verb="diary_downloaded").exists()


def test_a_relative_gets_the_paper_without_medical_facts(client, noor, marit):
    reader = make.relative(noor, marit, first_name="Riet").guardian
    make.entry(noor, kind="particular", details={"text": "zag een egel"})
    make.entry(noor, kind="temperature", amount="38.90", note="gloeide")
    client.force_login(reader.account)
    told = text_of(paper(client, noor))
    assert "zag een egel" in told
    assert "38,9" not in told
    assert "gloeide" not in told


@pytest.mark.parametrize("end", ["ended", "blocked", "silent", "neighbour"])
def test_who_is_no_longer_or_never_was_family_gets_no_paper(client, noor, luuk, end):
    guardian = make.guardian(
        [luuk if end == "neighbour" else noor], receives_updates=end != "silent"
    )
    relation = Guardianship.objects.get(guardian=guardian)
    now = timezone.now()
    if end == "ended":
        relation.end(on=timezone.localdate() - timedelta(days=1), by=guardian.actor(), at=now)
    elif end == "blocked":
        relation.block(by=guardian.actor(), at=now)
    client.force_login(guardian.account)
    assert paper(client, noor).status_code == 404
