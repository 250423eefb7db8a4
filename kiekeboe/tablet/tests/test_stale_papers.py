"""A page at the tablet that stood open while the office went on."""

from django.utils import timezone

from kiekeboe.development import talks
from kiekeboe.development.models import Talk
from kiekeboe.lib.ids import uuid7
from kiekeboe.testing import make


def test_saving_a_draft_that_the_office_shared_begins_no_other_talk(tablet, noor):
    there = f"/group/children/{noor.pk}/talk/"
    tablet.client.post(there, {"id": uuid7(), "kind": "first"})
    tablet.client.post(there, {"opening": "Een fijne start."})
    by = make.office_member(noor.organisation).actor()
    talks.share(Talk.objects.get(), by=by, at=timezone.now())

    tablet.client.post(there, {"opening": "Een fijne start, en meer.", "invite": "1"})

    assert Talk.objects.count() == 1
