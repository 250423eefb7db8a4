"""What a location agrees about chat, its texts, and who is away (F2, F3)."""

from datetime import timedelta

import pytest
from django.utils import timezone

from kiekeboe.chat.models import ChatPolicy, NoteTemplate, OutOfOffice
from kiekeboe.lib.ids import uuid7
from kiekeboe.testing import make

TODAY = timezone.localdate


def page(nursery):
    return f"/office/chat-rules/{nursery.here.pk}/"


def told(**more):
    return {
        "mode": "urgent_only", "since": TODAY().isoformat(), "text_nl": "Alleen als het moet.",
        "weekdays": ["1", "2"], "unseen_hours": "4", "urgent_hours": "1",
    } | more  # fmt: skip


def test_urgent_only_for_two_weeks_and_then_what_held_returns(desk, nursery):
    until = TODAY() + timedelta(days=13)
    saved = desk.manager.post(page(nursery), told(until=until.isoformat()))
    assert saved.status_code == 302
    now, after = ChatPolicy.objects.of(nursery.here.pk)
    assert (now.mode, now.weekdays, after.mode) == ("urgent_only", "12", "regular")
    assert after.since == until + timedelta(days=1)
    shown = desk.manager.get(page(nursery)).content.decode()
    assert "Alleen als het moet." in shown


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"since": "2020-01-01"}, "Deze dag is voorbij."),
        ({"urgent_hours": "8"}, "Wat dringend is, kan niet langer wachten dan de rest."),
        ({"opens_at": "09:00"}, "Vul beide tijden in, of geen van beide."),
        ({"weekdays": []}, "Kies minstens één dag."),
    ],
)
def test_what_does_not_fit_is_told_and_stays(desk, nursery, wrong, sentence):
    refused = desk.manager.post(page(nursery), told(**wrong))
    assert refused.status_code == 422
    assert sentence in refused.content.decode()
    assert "Alleen als het moet." in refused.content.decode()
    assert not ChatPolicy.objects.exists()


def test_texts_and_colleagues_who_are_away(desk, nursery):
    text = {"note-id": uuid7(), "note-title": "Ziek", "note-text_nl": "Beterschap!"}
    for _ in range(2):
        assert desk.manager.post(f"{page(nursery)}texts/", text).status_code == 302
    one = NoteTemplate.objects.get()
    away = {"away-id": uuid7(), "away-employee": desk.people["caregiver"].pk,
            "away-first_day": TODAY().isoformat(),
            "away-last_day": TODAY().isoformat()}  # fmt: skip
    assert desk.manager.post(f"{page(nursery)}away/", away).status_code == 302
    gone = OutOfOffice.objects.get()
    shown = desk.manager.get(page(nursery)).content.decode()
    assert "Beterschap!" in shown
    assert str(gone.employee) in shown
    desk.manager.post(f"{page(nursery)}texts/{one.pk}/")
    desk.manager.post(f"{page(nursery)}away/{gone.pk}/")
    one.refresh_from_db()
    gone.refresh_from_db()
    assert one.withdrawn_at
    assert gone.withdrawn_at


def test_another_location_and_other_roles_find_nothing(desk, nursery):
    """S12"""
    elsewhere = make.location(nursery.organisation)
    there = f"/office/chat-rules/{elsewhere.pk}/"
    assert desk.manager.get(there).status_code == 404
    assert desk.manager.post(there, told()).status_code == 404
    for who in (desk.finance, desk.inspector, desk.caregiver, desk.parent):
        assert who.get(page(nursery)).status_code == 404
        assert who.post(f"{page(nursery)}texts/", {"title": "x"}).status_code == 404
