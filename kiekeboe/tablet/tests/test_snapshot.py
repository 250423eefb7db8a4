"""The snapshot: what a tablet keeps, and what is never in it."""

import json
from datetime import time, timedelta

from django.test import Client
from django.utils import timezone

from kiekeboe.care.collecting import people_at_the_door
from kiekeboe.care.models import HandoverNote, LogRule, Muster
from kiekeboe.people.models import Child
from kiekeboe.tablet.tests.conftest import pair
from kiekeboe.tablet.tests.kept import (
    ADDRESS,
    ago,
    ask,
    busy_child,
    expected,
    here,
    lock,
    on_shift,
    snapshot,
    told,
)  # fmt: skip
from kiekeboe.testing import make

# What is told


def test_the_board_of_today_and_tomorrow_is_told(tablet, noor):
    """A7 So that a tablet without network draws both days."""
    visit = here(noor, brought_by="Papa", checked_in_by=tablet.caregiver.pk)
    expected(noor, starts_at=time(8), ends_at=time(18))
    expected(noor, days=1, starts_at=time(9), ends_at=time(17))
    expected(noor, days=2)
    make.allergy(noor, "pinda", "life_threatening")
    make.guardian([noor], first_name="Sanne", phone="06 1234 5678")
    found = told(tablet, noor)
    assert [(one[1][11:16], one[2][11:16]) for one in found["slots"]] == [
        ("08:00", "18:00"),
        ("09:00", "17:00"),
    ]
    assert found["visits"] == [
        {
            "visit": str(visit.pk),
            "group": str(tablet.group.pk),
            "arrived_at": visit.arrived_at.isoformat(),
            "left_at": None,
            "brought_by": "Papa",
            "collected_by": "",
            "by_clock": False,
            "in_by": tablet.caregiver.first_name,
        }
    ]
    assert found["allergies"] == [["pinda", "life_threatening", "Levensgevaarlijk"]]
    assert found["phones"] == [["Sanne", "Moeder", "06 1234 5678"]]
    assert found["levels"]["sleep"] == "required"
    assert found["look_every"] == 15


def slots(tablet, child):
    return [(one[1][11:16], one[2][11:16]) for one in told(tablet, child)["slots"]]


def today():
    return timezone.localdate()


def test_an_extra_day_stands_on_the_board_like_any_other(tablet, noor):
    """E8 What was granted at home is expected in the group at once, also of a child that has no
    contract in this group."""
    make.booking(noor, day=today())
    guest = make.child(make.group(tablet.group.location), first_name="Saar")
    make.booking(guest, day=today(), group=tablet.group, starts_at=time(9), ends_at=time(12))
    assert slots(tablet, noor) == [("08:00", "18:00")]
    assert slots(tablet, guest) == [("09:00", "12:00")]


def test_a_day_that_was_swapped_away_is_not_expected(tablet, noor):
    expected(noor, starts_at=time(8), ends_at=time(18))
    here(noor)
    make.booking(noor, day=today() + timedelta(days=1), kind="swap", old=today())
    assert [one[1][:10] for one in told(tablet, noor)["slots"]] == [
        (today() + timedelta(days=1)).isoformat()
    ]


def test_an_afternoon_off_leaves_the_morning(tablet, noor):
    expected(noor, starts_at=time(8), ends_at=time(18))
    make.absence(
        noor, kind="leave", first_day=today(), last_day=today(), starts_at=time(13),
        ends_at=time(18),
    )  # fmt: skip
    assert slots(tablet, noor) == [("08:00", "13:00")]
    assert told(tablet, noor)["absences"] == []


def test_the_diary_of_today_comes_in_words_with_who_wrote_it(tablet, noor):
    here(noor)
    entry = make.entry(
        noor,
        kind="bottle",
        amount=120,
        details={"took": "most", "offered": 150},
        started_at=ago(20),
        author=tablet.caregiver,
    )
    nap = make.entry(noor, started_at=ago(10), author=tablet.caregiver)
    [bottle, sleep] = told(tablet, noor, "closed")["entries"]
    assert bottle["entry"] == str(entry.pk)
    assert (bottle["amount"], bottle["by"]) == (120, tablet.caregiver.first_name)
    assert "120 ml" in bottle["line"]
    assert (bottle["revision"], bottle["changed"], bottle["looks"]) == (1, False, [])
    assert (sleep["kind"], sleep["ended_at"]) == ("sleep", None)
    assert told(tablet, noor)["nap"]["entry"] == str(nap.pk)


def test_a_changed_entry_is_told_in_its_new_words(tablet, noor):
    here(noor)
    entry = make.entry(noor, kind="care_note", details={"text": "Eerst"}, started_at=ago(9))
    assert "Eerst" in json.dumps(told(tablet, noor, "closed")["entries"])
    entry.revise(
        based_on=1,
        by=tablet.caregiver.actor(),
        at=timezone.now(),
        details={"text": "Daarna"},
    )
    words = json.dumps(told(tablet, noor, "closed")["entries"])
    assert "Daarna" in words
    assert "Eerst" not in words


def test_a_sheet_begins_with_what_was_given_the_last_time(tablet, noor):
    here(noor)
    for days, offered in ((2, 210), (1, 170)):
        make.entry(
            noor,
            kind="bottle",
            details={"took": "all", "offered": offered},
            started_at=timezone.now() - timedelta(days=days),
        )
    usual = told(tablet, noor, "closed")["usual"]
    assert usual["bottle"]["offered"] == 170
    assert usual["drink"]["amount"] == 50  # of this age, because nobody gave any


def test_at_the_door_stand_the_same_people_as_the_rule_says(tablet, noor):
    """B2"""
    here(noor)
    make.guardian([noor], first_name="Sanne")
    make.guardian([noor], first_name="Bart", may_collect=False)
    blocked = make.guardian([noor], first_name="Kim")
    relation = noor.guardianships.get(guardian=blocked)
    relation.block(by=tablet.caregiver.actor(), at=timezone.now())
    gone = make.guardian([noor], first_name="Weg").guardianships.get()
    gone.end(on=timezone.localtime().date() - timedelta(days=1), by=tablet.caregiver.actor(),
             at=timezone.now())  # fmt: skip
    day = timezone.localtime().date()
    make.collector(noor, "Oma Riet")
    make.collector(noor, "Buurvrouw", first_day=day, last_day=day)
    make.collector(noor, "Vorige week", last_day=day - timedelta(days=3))
    found = told(tablet, noor, "closed")
    people = people_at_the_door(noor.organisation_id, noor.pk, day)
    asked = {(one.name, one.allowed, str(one.relation)) for one in people}
    assert {tuple(one) for one in found["people"]} == asked
    assert found["once"] == ["Buurvrouw"]
    assert "Kim" not in [phone[0] for phone in told(tablet, noor)["phones"]]


def test_the_answers_about_photos_follow_the_stricter_parent(tablet, noor):
    """C1"""
    here(noor)
    make.consent(noor, guardian=make.guardian([noor]), own=True, together=True)
    make.consent(noor, guardian=make.guardian([noor]), own=True, together=False)
    assert told(tablet, noor, "closed")["photo"] == {"own": True, "together": False}


def test_the_policy_of_the_house_decides_what_is_asked_for(tablet, noor):
    """B5"""
    here(noor)
    rule = {"organisation": noor.organisation, "location": tablet.group.location}
    LogRule.objects.create(**rule, kind="bottle", level="hidden")
    LogRule.objects.create(**rule, kind="bottle", level="offered", child=noor)
    assert told(tablet, noor)["levels"]["bottle"] == "offered"


def test_a_guest_is_lent_and_who_is_lent_out_stands_in_the_house_by_name(tablet, group, noor):
    """B1, B12"""
    neighbours = make.group(group.location)
    guest = make.child(neighbours, first_name="Gast")
    here(guest, group=group)
    expected(noor)
    here(noor, group=neighbours)
    found = snapshot(tablet)
    assert [(one["first"], one["lent"]) for one in found["children"]] == [("Gast", True)]
    assert found["house"] == [
        {"id": str(noor.pk), "first": "Noor", "last": noor.last_name,
         "group_name": neighbours.name}
    ]  # fmt: skip


def test_who_works_in_two_groups_keeps_both(tablet, group):
    neighbours = make.group(group.location)
    mees = make.child(neighbours, first_name="Mees")
    here(mees)
    assert snapshot(tablet)["children"] == []
    make.role(tablet.caregiver, "caregiver", group=neighbours)
    found = snapshot(tablet)
    assert [one["first"] for one in found["children"]] == ["Mees"]
    assert [one["id"] for one in found["groups"]] == [str(group.pk), str(neighbours.pk)]


def test_colleagues_are_told_with_their_shifts_of_two_days(tablet, group):
    neighbours = make.group(group.location)
    other = make.caregiver(neighbours, first_name="Bo")
    on_shift(tablet.caregiver, group)
    on_shift(tablet.caregiver, group, days=1, starts=time(9), ends=time(12))
    on_shift(tablet.caregiver, group, days=2)
    on_shift(other, neighbours)
    found = {one["id"]: one for one in snapshot(tablet)["colleagues"]}
    mine, theirs = found[str(tablet.caregiver.pk)], found[str(other.pk)]
    assert (mine["here"], mine["on_duty"], len(mine["shifts"])) == (True, True, 2)
    assert (theirs["here"], theirs["on_duty"]) == (False, False)
    assert {one["first"] for one in snapshot(tablet)["staff_here"]} >= {"Bo"}


def test_a_child_without_a_place_today_or_tomorrow_is_not_kept(tablet, noor):
    """S34"""
    expected(noor, days=3)
    assert snapshot(tablet)["children"] == []


def test_words_come_in_the_language_of_the_tablet(tablet, noor):
    here(noor)
    make.allergy(noor, severity="mild")
    make.entry(noor, kind="nappy", details={"content": "wet"}, started_at=ago(9))
    tablet.client.cookies["language"] = "en"
    assert told(tablet, noor)["allergies"][0][2] == "Mild"
    assert "wet" in told(tablet, noor, "closed")["entries"][0]["line"]
    tablet.client.cookies["language"] = "nl"
    assert told(tablet, noor)["allergies"][0][2] == "Licht"
    assert "wet" not in told(tablet, noor, "closed")["entries"][0]["line"]


def test_a_name_cannot_put_markup_in_the_page(tablet, noor):
    Child.objects.filter(pk=noor.pk).update(first_name="<b>")
    here(noor)
    assert told(tablet, noor)["face"] == "&lt;b"


# What is never told


def test_nothing_of_what_a_tablet_may_not_keep_is_in_it(tablet, group):
    """S34, S02, S30 A canary of every kind, none of which is found."""
    noor = busy_child(tablet)
    noor.note_health(by=tablet.caregiver.actor(), at=timezone.now(),
                     medical_note="KANARIE-MEDISCH")  # fmt: skip
    relation = noor.guardianships.get()
    home = relation.guardian.household
    home.edit(by=tablet.caregiver.actor(), at=timezone.now(), street="KANARIE-STRAAT")
    relation.guardian.edit(
        by=tablet.caregiver.actor(), at=timezone.now(), email="kanarie@mail.test"
    )
    allergy = noor.allergies.get()
    allergy.plan = "KANARIE-PLAN"
    allergy.save()
    strangers = {
        "GROEP": make.child(make.group(group.location), first_name="KANARIE-GROEP"),
        "LOCATIE": make.child(
            make.group(make.location(group.organisation)), first_name="KANARIE-LOCATIE"
        ),
        "HUIS": make.child(first_name="KANARIE-HUIS"),
    }
    for child in strangers.values():
        expected(child)
        make.entry(child, kind="care_note", details={"text": "KANARIE"}, started_at=ago(5))
    for place in ("LOCATIE", "HUIS"):
        here(strangers[place])
        make.caregiver(strangers[place].placements.get().group, first_name="KANARIE-COLLEGA")
    HandoverNote.objects.create(
        organisation=group.organisation,
        group=strangers["GROEP"].placements.get().group,
        text="KANARIE-OVERDRACHT",
        author=tablet.caregiver,
        written_at=timezone.now(),
        until=timezone.localtime().date(),
    )
    Muster.objects.create(
        organisation=group.organisation,
        location=strangers["LOCATIE"].placements.get().group.location,
        mode="real",
        began_at=timezone.now(),
    )
    found = snapshot(tablet)
    assert noor.first_name in json.dumps(found)
    assert "KANARIE" not in json.dumps(found).upper()
    assert found["muster"] is None


def test_of_another_group_only_the_name_of_who_is_inside_is_kept(tablet, group):
    """S34"""
    sem = make.child(make.group(group.location), first_name="Sem")
    here(sem)
    make.allergy(sem, "kanarie")
    found = snapshot(tablet)
    assert [one["first"] for one in found["house"]] == ["Sem"]
    assert set(found["house"][0]) == {"id", "first", "last", "group_name"}
    assert "kanarie" not in json.dumps(found)


def test_a_tablet_alone_has_no_closed_part_but_watches_who_sleeps(tablet):
    """S25, B6"""
    noor = busy_child(tablet)
    nap = noor.entries.get(kind="sleep")
    found = snapshot(lock(tablet))
    assert (found["turn"], found["closed"]) == (None, None)
    assert [one["id"] for one in found["groups"]] == [str(tablet.group.pk)]
    [child] = found["children"]
    assert child["nap"] == {
        "entry": str(nap.pk),
        "started_at": nap.started_at.isoformat(),
        "looks": [],
    }
    words = json.dumps(found)
    for hidden in ("Oma Riet", "Slept well", 'bottle",', "own_portal"):
        assert hidden not in words


def test_a_turn_of_another_tablet_opens_nothing(tablet, group):
    """S25"""
    other = pair(group, name="trainee")
    tablet.client.cookies["turn"] = other.client.cookies["turn"].value
    assert snapshot(tablet)["closed"] is None


def test_a_trainee_keeps_the_day_and_nothing_medical_or_of_the_family(group, noor):
    """S14"""
    tablet = pair(group, name="trainee")
    noor.note_health(by=tablet.caregiver.actor(), at=timezone.now(), medical_note="KANARIE")
    here(noor)
    found = snapshot(tablet)
    assert found["turn"]["rights"] == ["log_care", "see_day", "share_photos"]
    assert str(noor.pk) in found["closed"]["children"]
    assert "KANARIE" not in json.dumps(found)


def test_who_is_not_paired_or_not_any_more_hears_nothing(tablet, noor):
    """S24"""
    here(noor)
    assert Client().get(ADDRESS).status_code == 404
    tablet.device.__class__.objects.update(revoked_at=timezone.now(),
                                           revoked_by=tablet.caregiver.pk)  # fmt: skip
    answer = ask(tablet)
    assert answer.status_code == 404
    assert "storage" in answer["Clear-Site-Data"]
    assert b"Noor" not in answer.content
