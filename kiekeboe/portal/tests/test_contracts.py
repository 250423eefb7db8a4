"""The contract of a child, as a family reads, changes and ends it (E12)."""

from datetime import timedelta

import pytest
from django.utils import timezone

from kiekeboe.lib.ids import uuid7
from kiekeboe.planning.models import ContractChange, ContractDay
from kiekeboe.planning.notice import last_day_after
from kiekeboe.portal.hero import dated
from kiekeboe.testing import make

TODAY = timezone.localdate()
LAST = last_day_after(TODAY)


@pytest.fixture
def noor(noor):
    """Comes on Tuesday and Thursday, ten hours."""
    for weekday in (2, 4):
        make.contract_day(noor, weekday=weekday)
    return noor


def address(child, more=""):
    return f"/parent/children/{child.pk}/contract/{more}"


def week(*weekdays, until="18:00", **more):
    told = {}
    for day in weekdays:
        told |= {f"on_{day}": "on", f"from_{day}": "08:00", f"until_{day}": until}
    return told | more


def text(answer):
    return answer.content.decode()


def test_the_contract_tells_its_week_and_its_hours(parent, noor):
    shown = text(parent.get(address(noor)))
    assert "08:00 – 18:00" in shown
    assert "20 uur per week. Gemiddeld 86,67 uur per maand." in shown


def test_fewer_days_tell_the_notice_and_the_hours_before_they_are_asked(parent, noor):
    shown = text(parent.get(address(noor, "days/"), week(2)))
    assert "43,33 uur per maand" in shown
    assert dated(LAST + timedelta(days=1), "l j F Y") in shown
    early = text(parent.get(address(noor, "days/"), week(2, day=LAST.isoformat())))
    assert "De eerste dag die kan is" in early
    assert "Deze dagen aanvragen" not in early
    assert not ContractChange.objects.exists()


def test_a_family_asks_for_other_days_once(parent, noor, marit):
    told = week(2, 3, id=uuid7(), words="Nieuwe baan")
    for _ in range(2):
        answer = parent.post(address(noor, "days/"), told)
        assert answer["Location"] == address(noor, "?done=asked")
    change = ContractChange.objects.get()
    assert (change.kind, change.guardian, change.words) == ("days", marit, "Nieuwe baan")
    assert change.day == TODAY + timedelta(days=1)
    assert [one["weekday"] for one in change.week] == [2, 3]
    assert ContractDay.objects.filter(weekday=3).count() == 0
    shown = text(parent.get(address(noor)))
    assert "Je vroeg iets anders" in shown
    assert address(noor, "days/") not in shown


def test_room_is_told_per_day_that_is_new(parent, noor, luuk):
    shown = text(parent.get(address(noor, "days/"), week(2, 3, 4)))
    assert "Woensdag, 08:00 – 18:00" in shown
    assert "Er is nog geen collega voor ingepland, op " in shown
    assert "Dinsdag, 08:00 – 18:00" not in shown
    assert "Luuk" not in shown


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (week(2, 4), "Dit zijn de dagen die je al hebt."),
        ({"day": ""}, "Kies ten minste één dag"),
        (week(2, until="07:59"), "na het begin"),
        (week(2, until="23:00"), "We zijn open van 07:30 tot 18:30."),
        (week(2, until=""), "Vul beide tijden in."),
    ],
)
def test_what_does_not_fit_is_told_and_nothing_is_asked(parent, noor, given, said):
    answer = parent.post(address(noor, "days/"), given | {"id": uuid7()})
    assert answer.status_code == 422
    assert said in text(answer)
    assert not ContractChange.objects.exists()


def test_an_end_is_asked_from_a_month_ahead_on_any_day(parent, noor):
    shown = text(parent.get(address(noor, "end/")))
    assert f'value="{LAST.isoformat()}"' in shown
    early = {"id": uuid7(), "day": (LAST - timedelta(days=1)).isoformat()}
    answer = parent.post(address(noor, "end/"), early)
    assert answer.status_code == 422
    assert dated(LAST, "l j F Y") in text(answer)
    parent.post(address(noor, "end/"), early | {"day": LAST.isoformat()})
    assert ContractChange.objects.get().day == LAST
    again = parent.post(address(noor, "end/"), {"id": uuid7(), "day": LAST.isoformat()})
    assert again.status_code == 422
    assert "Er wacht al een andere vraag" in text(again)


def test_a_question_is_taken_back_while_nobody_answered(parent, noor):
    parent.post(address(noor, "end/"), {"id": uuid7(), "day": LAST.isoformat()})
    change = ContractChange.objects.get()
    away = f"/parent/contract-changes/{change.pk}/withdrawal/"
    for _ in range(2):
        assert parent.post(away)["Location"] == address(noor, "?done=withdrawn")
    change.refresh_from_db()
    assert change.state == "withdrawn"
    assert address(noor, "end/") in text(parent.get(address(noor)))


def test_only_who_signed_changes_the_contract(client, parent, noor, marit):
    """S04 The other parent reads it; who has no authority and nobody signed, reads it too."""
    signer = make.guardian([noor], is_contract_parent=True)
    shown = text(parent.get(address(noor)))
    assert "Alleen wie het contract tekende" in shown
    for page in ("days/", "end/"):
        assert parent.get(address(noor, page)).status_code == 404
        assert parent.post(address(noor, page), {"id": uuid7()}).status_code == 404
    client.force_login(signer.account)
    assert client.get(address(noor, "end/")).status_code == 200


def test_another_family_and_a_relative_find_no_contract(client, noor, luuk, marit):
    """S04"""
    change = ContractChange.objects.create(
        organisation=noor.organisation, child=noor, guardian=marit, kind="end", day=LAST,
        received_at=timezone.now(),
    )  # fmt: skip
    for account in (
        luuk.guardianships.get().guardian.account,
        make.relative(noor, marit).guardian.account,
    ):
        client.force_login(account)
        for page in ("", "days/", "end/"):
            assert client.get(address(noor, page)).status_code == 404
        away = f"/parent/contract-changes/{change.pk}/withdrawal/"
        assert client.post(away).status_code == 404
    change.refresh_from_db()
    assert change.state == "requested"


def test_a_week_that_is_not_plain_is_for_the_office(parent, noor):
    ContractDay.objects.filter(weekday=4).update(every_weeks=2)
    shown = text(parent.get(address(noor)))
    assert "elke 2 weken" in shown
    assert "65 uur per maand" in shown
    assert "Vraag het kantoor" in shown
    assert parent.get(address(noor, "days/")).status_code == 404


def test_a_no_stands_there_with_its_reason(parent, noor, marit):
    ContractChange.objects.create(
        organisation=noor.organisation, child=noor, guardian=marit, kind="days", day=LAST,
        week=[{"weekday": 1, "starts_at": "08:00", "ends_at": "18:00"}], state="declined",
        reason="Maandag is vol.", received_at=timezone.now(), decided_at=timezone.now(),
    )  # fmt: skip
    shown = text(parent.get(address(noor)))
    assert "Maandag is vol." in shown


def test_news_of_an_answer_leads_to_the_contract(parent, noor, luuk, marit):
    for child, found in ((noor, 302), (luuk, 404)):
        change = ContractChange.objects.create(
            organisation=noor.organisation, child=child, guardian=marit, kind="end", day=LAST,
            received_at=timezone.now(),
        )  # fmt: skip
        answer = parent.get(f"/parent/requests/{change.pk}/")
        assert answer.status_code == found
        assert answer.get("Location", address(noor)) == address(noor)


def test_the_planning_leads_to_activities_and_the_contract(parent, noor):
    shown = text(parent.get("/parent/planning/"))
    assert 'href="/parent/occasions/"' in shown
    assert f'href="{address(noor)}"' in shown


def test_what_the_other_home_asked_about_the_contract_is_not_there(parent, noor, marit):
    """U35 The week that holds is read by both; why the other home wants another one is not."""
    ContractChange.objects.create(
        organisation=noor.organisation, child=noor, guardian=make.guardian([noor]), kind="days",
        day=LAST, week=[{"weekday": 1, "starts_at": "08:00", "ends_at": "18:00"}],
        state="declined", reason="Geheim van Tom.", received_at=timezone.now(),
        decided_at=timezone.now(),
    )  # fmt: skip
    assert "Geheim van Tom." not in text(parent.get(address(noor)))


def test_the_question_of_the_other_home_is_not_taken_back(parent, noor, marit):
    """U35 Not with its address either."""
    his = ContractChange.objects.create(
        organisation=noor.organisation, child=noor, guardian=make.guardian([noor]), kind="end",
        day=LAST, received_at=timezone.now(),
    )  # fmt: skip
    answer = parent.post(f"/parent/contract-changes/{his.pk}/withdrawal/")
    his.refresh_from_db()
    assert (answer.status_code, his.state) == (404, "requested")
    assert parent.get(f"/parent/requests/{his.pk}/").status_code == 404
