"""How little a snapshot costs, and that an old one never hides something new."""

import json
from datetime import time

import brotli
import pytest
from django.utils import timezone

from kiekeboe.accounts.models import Turn
from kiekeboe.care import setting
from kiekeboe.care.policy import Row
from kiekeboe.events.models import Head
from kiekeboe.people.models import Role
from kiekeboe.tablet.tests.kept import ADDRESS, ago, ask, busy_child, here, lock, snapshot
from kiekeboe.testing import make

# How little it costs


@pytest.mark.parametrize("alone", [False, True])
def test_three_children_cost_as_many_questions_as_one(tablet, django_assert_num_queries, alone):
    """B3, P02"""
    busy_child(tablet)
    if alone:
        lock(tablet)
    snapshot(tablet)
    questions = 12 if alone else 16
    with django_assert_num_queries(questions):
        snapshot(tablet)
    for number in (1, 2):
        busy_child(tablet, number)
    with django_assert_num_queries(questions):
        assert len(snapshot(tablet)["children"]) == 3


def test_what_the_tablet_has_already_is_not_told_again(tablet, noor, django_assert_max_num_queries):
    here(noor)
    tag = ask(tablet)["ETag"]
    with django_assert_max_num_queries(4):
        again = ask(tablet, **{"If-None-Match": tag})
    assert (again.status_code, again.content) == (304, b"")
    assert again["ETag"] == tag
    assert "csrftoken" not in again.cookies


def test_a_compressed_answer_has_the_same_tag(tablet, noor):
    here(noor)
    plain = ask(tablet)["ETag"]
    packed = ask(tablet, **{"Accept-Encoding": "br"})
    assert packed["Content-Encoding"] == "br"
    assert packed["ETag"] == plain
    assert json.loads(brotli.decompress(packed.content))["v"] == 1


def changes():
    """Everything in reach of a caregiver or the office that may change what is told."""

    def levels(tablet, noor, by, at):
        setting.set_levels(tablet.group.location, [Row("bottle", "hidden")], by=by, at=at)

    def sleep_checks(tablet, noor, by, at):
        setting.set_sleep_checks(tablet.group.location, [(0, 10)], by=by, at=at)

    def name(tablet, noor, by, at):
        noor.edit(first_name="Nora", by=by, at=at)

    def feeding(tablet, noor, by, at):
        noor.note_health(feeding_note="Fles van thuis", by=by, at=at)

    def allergy(tablet, noor, by, at):
        noor.allergies.note(noor, "ei", severity="mild", by=by, at=at)

    def consent(tablet, noor, by, at):
        make.consent(noor, guardian=make.guardian([noor]), own=True, now=at)

    def week(tablet, noor, by, at):
        hours = {day: (time(9), time(12)) for day in range(1, 8)}
        noor.contract_days.agree(
            noor, tablet.group, hours, first_day=timezone.localtime().date(), by=by, at=at
        )

    def phone(tablet, noor, by, at):
        noor.guardianships.first().guardian.edit(phone="112", by=by, at=at)

    def collecting(tablet, noor, by, at):
        noor.guardianships.first().edit(may_collect=False, by=by, at=at)

    def group(tablet, noor, by, at):
        tablet.group.edit(name="Vlinders", by=by, at=at)

    def hours(tablet, noor, by, at):
        tablet.group.location.edit(closes_at=time(23), by=by, at=at)

    def role(tablet, noor, by, at):
        Role.objects.give(
            make.employee(noor.organisation), "caregiver", group=tablet.group,
            started_on=timezone.localtime().date(), by=by, at=at,
        )  # fmt: skip

    def home(tablet, noor, by, at):
        guardian = noor.guardianships.first().guardian
        noor.home_notes.tell(
            None, child=noor, guardian=guardian, day=timezone.localtime().date(), text="Moe",
            by=by, at=at,
        )  # fmt: skip

    return [levels, sleep_checks, name, feeding, allergy, consent, week, phone, collecting, group,
            hours, role, home]  # fmt: skip


@pytest.mark.parametrize("change", changes(), ids=lambda change: change.__name__)
def test_the_tag_changes_with_everything_that_is_told(tablet, noor, change):
    """R03 An old tag must never hide something new."""
    here(noor)
    make.guardian([noor])
    before = ask(tablet)
    change(tablet, noor, tablet.caregiver.actor(), timezone.now())
    after = ask(tablet, **{"If-None-Match": before["ETag"]})
    assert after.status_code == 200
    assert of_the_house(after) != of_the_house(before)


def of_the_house(answer):
    found = json.loads(answer.content)
    return {name: found[name] for name in found if name not in ("at", "csrf", "head")}


def test_another_person_language_or_minute_of_a_shift_is_another_answer(tablet, group, noor):
    here(noor)
    tag = ask(tablet)["ETag"]
    tablet.client.cookies["language"] = "en"
    assert ask(tablet, **{"If-None-Match": tag}).status_code == 200
    tablet.client.cookies["language"] = "nl"
    assert ask(tablet, **{"If-None-Match": tag}).status_code == 304
    assert ask(tablet, **{"If-None-Match": tag[:-12] + '.0"'}).status_code == 200
    assert ask(lock(tablet), **{"If-None-Match": tag}).status_code == 200


@pytest.mark.parametrize("tag", ["", "*", '"', 'W/"x.y"', 'W/"x.²"', "x" * 5000])
def test_a_strange_tag_is_no_tag(tablet, tag):
    assert ask(tablet, **{"If-None-Match": tag}).status_code == 200


def test_sixteen_children_fit_in_fifteen_kilobytes_on_the_wire(tablet):
    """B3"""
    for number in range(16):
        busy_child(tablet, number)
    packed = ask(tablet, **{"Accept-Encoding": "br"}).content
    assert len(packed) <= 15 * 1024


# Who uses the tablet


def test_a_tablet_that_asks_by_itself_keeps_nobody_signed_in(tablet):
    """S22"""
    Turn.objects.update(seen_at=ago(5))
    before = Turn.objects.get().seen_at
    ask(tablet)
    assert Turn.objects.get().seen_at == before
    tablet.client.get(ADDRESS)
    assert Turn.objects.get().seen_at > before


def test_the_head_of_the_record_is_told(tablet, noor):
    here(noor)
    noor.edit(first_name="Nora", by=tablet.caregiver.actor(), at=timezone.now())
    assert snapshot(tablet)["head"] == Head.objects.get(pk=noor.organisation_id).sequence
