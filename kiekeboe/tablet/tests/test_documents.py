"""The group reads its documents page by page; no file stays on the tablet (L1)."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.utils import timezone
from PIL import Image

from kiekeboe.accounts.models import Turn
from kiekeboe.documents import filing
from kiekeboe.documents.filing import Draft, Upload
from kiekeboe.documents.tests.shelf import ONE_PAGE, PAPER, picture
from kiekeboe.events.models import Event
from kiekeboe.lib.ids import uuid7
from kiekeboe.testing import make
from kiekeboe.testing.tablets import pair

LIST = "/group/documents/"


def words(answer):
    return " ".join(answer.content.decode().split())


def kept(here, title="Huisregels", *, content=ONE_PAGE, audience="caregivers", **fields):
    place = next((one for one in ("location", "group", "child") if one in fields), "organisation")
    fields = {name: getattr(one, "pk", one) for name, one in fields.items()}
    draft = Draft(uuid7(), title, fields.pop("kind", "rules"), audience, place, **fields)
    by = make.office_member(here.organisation).actor("owner")
    return filing.add(draft, Upload(uuid7(), "paper.pdf", content), by=by, at=timezone.now())


def page(document, number=1):
    return f"{LIST}{document.pk}/pages/{number}/"


def refused(tablet, document) -> bool:
    answers = [tablet.client.get(f"{LIST}{document.pk}/"), tablet.client.get(page(document))]
    shown = words(tablet.client.get(LIST))
    return {one.status_code for one in answers} == {404} and document.title not in shown


def test_the_group_reads_what_is_for_it_and_opening_is_written_down(tablet, group):
    """S61"""
    document = kept(group, location=group.location)
    assert "Huisregels" in words(tablet.client.get(LIST))
    assert page(document) in words(tablet.client.get(f"{LIST}{document.pk}/"))

    answer = tablet.client.get(page(document))

    assert Image.open(BytesIO(answer.content)).format == "WEBP"
    assert answer["Cache-Control"] == "private, no-store"
    assert "Content-Disposition" not in answer
    event = Event.objects.get(verb="document_downloaded")
    assert (event.person_id, event.device_id) == (tablet.caregiver.pk, tablet.device.pk)
    assert tablet.client.get(page(document, 2)).status_code == 404


def test_every_page_can_be_read(tablet, group):
    two = ONE_PAGE.replace(b"/Kids[3 0 R]/Count 1", b"/Kids[3 0 R 3 0 R]/Count 2")
    document = kept(group, content=two)
    assert tablet.client.get(page(document, 2)).status_code == 200
    verbs = {"document_previewed", "document_downloaded"}
    assert Event.objects.filter(verb__in=verbs).count() == 1


def test_a_photo_of_a_paper_is_shown_and_what_cannot_be_drawn_says_so(tablet, group):
    photo, broken = kept(group, content=picture()), kept(group, "Kapot", content=PAPER)
    assert tablet.client.get(page(photo)).status_code == 200
    assert "Vraag het aan kantoor" in words(tablet.client.get(f"{LIST}{broken.pk}/"))
    assert tablet.client.get(page(broken)).status_code == 404


@pytest.mark.parametrize("audience", ["office", "managers"])
def test_what_is_for_the_office_is_not_for_the_group(tablet, group, audience):
    """S02"""
    assert refused(tablet, kept(group, "Geheim", audience=audience))


def test_the_neighbours_and_another_location_and_house_are_out_of_reach(tablet, group):
    """S01 S03"""
    beside, elsewhere = make.group(group.location), make.group(make.location(group.organisation))
    abroad = make.group(make.location(make.organisation(name="Elders")))
    there = elsewhere.location
    for one in (kept(group, "Naast", group=beside), kept(group, "Verweg", group=elsewhere),
                kept(group, "Verweg", location=there), kept(abroad, "Buiten")):  # fmt: skip
        assert refused(tablet, one)
    assert not refused(pair(beside), kept(group, "Naast", group=beside))


def test_what_was_taken_back_is_gone(tablet, group):
    document = kept(group)
    by = make.office_member(group.organisation).actor("owner")
    filing.withdraw(document, by=by, at=timezone.now())
    assert refused(tablet, document)


def test_of_a_child_only_who_follows_it_reads_and_nothing_about_the_contract(tablet, group, noor):
    """S01 A trainee and the group next door do not; nor anybody what is for the one who signs."""
    document = kept(group, "Speciale afspraak", child=noor)
    assert not refused(tablet, document)
    assert refused(pair(group, name="trainee"), document)
    assert refused(pair(make.group(group.location)), document)
    bound = {"child": noor, "audience": "parents", "guardians": "contract"}
    assert refused(tablet, kept(group, "Handtekening", **bound))


def test_what_is_about_care_or_medicine_asks_for_the_pin_again(tablet, group, noor):
    """A7"""
    document = kept(group, "Zalf", child=noor, kind="medical")
    assert not refused(tablet, document)
    Turn.objects.update(pin_at=timezone.now() - timedelta(minutes=3))
    assert "Tik je pincode opnieuw in" in words(tablet.client.get(LIST))
    assert refused(tablet, document)


def test_without_a_pin_there_are_no_documents(tablet, group):
    """S22"""
    document = kept(group)
    Turn.objects.all().delete()
    assert tablet.client.get(LIST).status_code == 404
    assert tablet.client.get(page(document)).status_code == 404


def test_the_list_asks_as_much_for_three_as_for_one(tablet, group, django_assert_num_queries):
    kept(group)
    tablet.client.get(LIST)
    with django_assert_num_queries(4):
        tablet.client.get(LIST)
    kept(group, "Plan", group=group)
    kept(group, "Menu", location=group.location)
    with django_assert_num_queries(4):
        assert words(tablet.client.get(LIST)).count('<a class="row"') == 3
