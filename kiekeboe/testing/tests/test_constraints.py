"""What the tables refuse, whoever asks: each constraint has an example that breaks it."""

from datetime import time, timedelta
from uuid import uuid4

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction

from kiekeboe.accounts import passes
from kiekeboe.accounts.models import Browser, Invitation
from kiekeboe.care.models import (
    EntryVersion,
    HandoverRead,
    LogRule,
    Reaction,
    Received,
    SleepCheckRule,
)
from kiekeboe.events import actors
from kiekeboe.events.models import Event, Mention
from kiekeboe.events.recording import record
from kiekeboe.lib.ids import uuid7
from kiekeboe.lib.jobs.models import Assignment
from kiekeboe.notifications.models import Notice, Preference
from kiekeboe.people.models import Consent
from kiekeboe.photos.models import Acceptance, Favourite, Report, YearBook
from kiekeboe.planning.models import (
    Booking,
    ClosedDay,
    Credit,
    Request,
    RequestRules,
    School,
    SchoolDay,
    Schooling,
)
from kiekeboe.testing import make
from kiekeboe.testing.tests import (
    billing_rows,
    chat_rows,
    development_rows,
    document_rows,
    planning_rows,
    profile_rows,
)

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def event():
    one = make.child()
    record("seen", one, by=actors.system(one.organisation_id), at=make.at(9), children=[one.pk])
    return Event.objects.get()


def mention():
    event()
    return Mention.objects.get()


def invitation(**person):
    owner = next(iter(person.values())).organisation
    return Invitation.objects.create(
        organisation=owner,
        email="a@example.test",
        key_hash=uuid4().hex,
        sent_at=make.at(8),
        expires_at=make.at(9),
        **person,
    )


def drill(**fields):
    return make.muster(make.location(), **fields)


def handover():
    return make.handover(make.caregiver(make.group()))


def handover_read():
    note = handover()
    return HandoverRead.objects.create(
        organisation_id=note.organisation_id, note=note, employee=note.author, at=make.at(17)
    )


def own_pass():
    group = make.group()
    return passes.issue(make.device(group, key=uuid4().hex), make.caregiver(group), make.at(6))


def writing():
    signed = own_pass()
    return Received.objects.create(
        organisation_id=signed.organisation_id,
        device=signed.device,
        employee=signed.employee,
        kind="log",
        digest="0" * 64,
        written_at=make.at(7),
        heard_at=make.at(9),
    )


def consent():
    make.consent(make.child(), own=True)
    return Consent.objects.get()


def version():
    entry = make.entry(make.child())
    fields = {"revision": 1, "replaced_at": make.at(11)} | entry.content()
    return EntryVersion.objects.create(organisation=entry.organisation, entry=entry, **fields)


STRETCH = {"starts_at": time(8), "ends_at": time(18), "day": make.DAY}
OLD = {"old_day": make.DAY + 2 * DAY, "old_starts_at": time(8), "old_ends_at": time(18)}


def planned(model, **fields):
    one = make.child()
    if "group" in {each.name for each in model._meta.fields}:
        fields["group"] = one.placements.get().group
    if "location" in {each.name for each in model._meta.fields}:
        fields["location"] = one.placements.get().group.location
    return model.objects.create(organisation=one.organisation, child=one, **fields)


def booking(**fields):
    return planned(Booking, **STRETCH | {"kind": "extra", "made_at": make.at(8)} | fields)


def two_swaps():
    """Two days of a child, each in return for another; the answer is the second one."""
    first = booking(kind="swap", **OLD)
    made = {"day": make.DAY + DAY, "kind": "swap", "made_at": make.at(8)}
    given = OLD | {"old_day": make.DAY + 3 * DAY}
    return Booking.objects.create(
        organisation=first.organisation, child=first.child, group=first.group,
        **STRETCH | made | given,
    )  # fmt: skip


def credit(**fields):
    given = {"unit": "minutes", "amount": 60, "day": make.DAY, "because": "office"}
    return planned(Credit, **given | fields, written_at=make.at(8))


def asked():
    given = STRETCH | {"ask": "extra", "last_day": make.DAY, "asked_at": make.at(8)}
    return planned(Request, **given)


def school(**fields):
    owner = fields.pop("organisation", None) or make.organisation()
    return School.objects.create(organisation=owner, name="De Regenboog", region="Noord")


def school_day():
    one = school()
    return SchoolDay.objects.create(
        organisation=one.organisation, school=one, day=make.DAY, kind="study"
    )


def schooling():
    one = make.child()
    where = school(organisation=one.organisation)
    return Schooling.objects.create(
        organisation=one.organisation, child=one, school=where, started_on=make.DAY
    )


def at_a_location(model, **fields):
    place = make.location()
    return model.objects.create(organisation=place.organisation, location=place, **fields)


def browser():
    moments = {"first_at": make.at(8), "last_at": make.at(8)}
    return Browser.objects.create(account=make.user(), mark_hash="m", **moments)


def notice():
    moments = {"made_at": make.at(8), "due_at": make.at(8)}
    return Notice.objects.create(
        account=make.user(), source=uuid4(), kind="photo", channel="app", **moments
    )


def preference(**about):
    return Preference.objects.create(
        account=make.user(), kind="photo", channel="app", wanted=True, **about
    )


def waiting():
    return Assignment.objects.create(job="kiekeboe.none", key="same")


def in_group(make_it, *words, **fields):
    return lambda: make_it(make.group(), *words, **fields)


def of_child(make_it, **fields):
    return lambda: make_it(make.child(), **fields)


def rendition():
    return make.photo([make.child()]).renditions.first()


def appearance():
    return make.photo([make.child()]).appearances.first()


def of_parent(model, **fields):
    """A row of `model` by the parent of a child, by default about a photo of that child."""
    one = make.child()
    parent = make.guardian([one])
    if "child" in fields:
        fields["child"] = one
    if fields.get("entry"):
        fields["entry"] = make.entry(one)
    elif "year" not in fields and "wording" not in fields:
        fields["photo"] = make.photo([one])
    return model.objects.create(organisation=one.organisation, guardian=parent, **fields)


def heart(**to):
    return of_parent(Reaction, child=True, at=make.at(9), **to)


def report():
    return of_parent(Report, why="else", reported_at=make.at(9))


def relation():
    one = make.child()
    make.guardian([one])
    return one.guardianships.get()


def role():
    return make.caregiver(make.group()).roles.get()


# Constraint → a row that is allowed. The example that breaks it is a second row like it …
TWICE = {
    "one_running_muster_per_location": drill,
    "a_handover_is_read_once": handover_read,
    "one_waiting_assignment_per_key": waiting,
    "events_in_one_order": event,
    "a_child_is_mentioned_once": mention,
    "one_open_invitation_per_guardian": lambda: invitation(guardian=make.guardian([make.child()])),
    "one_open_invitation_per_employee": lambda: invitation(employee=make.employee()),
    "one_browser_per_mark_and_account": browser,
    "one_pass_per_person_and_device": own_pass,
    "one_company_of_a_name": lambda: make.company(make.organisation()),
    "one_location_of_a_name": make.location,
    "one_group_of_a_name": make.group,
    "one_allergy_per_substance": of_child(make.allergy),
    "one_guardian_per_account": lambda: make.guardian([make.child()]),
    "one_relation_per_guardian_and_child": relation,
    "one_current_answer_per_parent": consent,
    "one_employee_per_account": lambda: make.employee(account=make.user()),
    "a_role_is_given_once": role,
    "one_open_placement_per_child": lambda: make.child().placements.get(),
    "one_open_contract_slot": of_child(make.contract_day),
    "a_day_is_closed_once": lambda: at_a_location(ClosedDay, day=make.DAY, name="Kerst"),
    "one_open_visit_per_child": of_child(make.visit),
    "one_running_sleep_per_child": of_child(make.entry),
    "a_version_is_kept_once": version,
    "one_sleep_rule_per_age": lambda: at_a_location(SleepCheckRule, minutes=10),
    "a_child_is_tagged_once": appearance,
    "one_rendition_of_a_size": rendition,
    "a_guardian_accepts_once": lambda: of_parent(
        Acceptance, wording="2026-1", accepted_at=make.at(9)
    ),
    "a_favourite_is_kept_once": lambda: of_parent(Favourite, at=make.at(9)),
    "one_open_report_per_guardian": report,
    "one_book_per_year": lambda: of_parent(
        YearBook, child=True, year=2026, language="nl", asked_at=make.at(9)
    ),
    "one_booking_at_a_time": booking,
    "one_credit_per_source": lambda: credit(source=uuid4()),
    "one_set_of_rules_per_day": lambda: at_a_location(
        RequestRules, since=make.DAY, preset="ruim", written_at=make.at(8)
    ),
    "one_school_of_a_name": school,
    "a_school_day_is_one_thing": school_day,
    "one_school_at_a_time": schooling,
    "a_child_is_sick_once": of_child(make.absence),
    "one_heart_per_entry": lambda: heart(entry=True),
    "one_heart_per_photo": heart,
    "one_preference_per_kind_and_channel": preference,
    "one_preference_per_child_kind_and_channel": lambda: preference(child=make.child()),
    "news_is_told_once": notice,
    **planning_rows.TWICE,
    **chat_rows.TWICE,
    **billing_rows.TWICE,
    **document_rows.TWICE,
    **development_rows.TWICE,
    **profile_rows.TWICE,
}
# … or the same row with these values.
CHANGED = {
    "a_revoked_device_names_who_did_it": (in_group(make.device), {"revoked_at": make.at(9)}),
    "a_pass_lasts": (own_pass, {"expires_at": make.at(6)}),
    "a_writing_names_its_person": (writing, {"employee": None}),
    "an_invitation_is_for_one_person": (
        lambda: invitation(guardian=make.guardian([make.child()])),
        {"guardian": None},
    ),
    "a_location_closes_after_it_opens": (make.location, {"closes_at": time(6)}),
    "group_ages_in_order": (make.group, {"age_from_months": 48}),
    "a_group_has_places": (make.group, {"capacity": 0}),
    "a_group_has_one_of_eight_colours": (make.group, {"colour": 9}),
    "a_child_leaves_after_it_starts": (
        make.child,
        {"ended_on": make.LONG_AGO - timedelta(days=1)},
    ),
    "a_relation_ends_after_it_starts": (
        relation,
        {"ended_on": make.LONG_AGO - timedelta(days=1)},
    ),
    "a_block_names_who_did_it": (relation, {"blocked_at": make.at(9)}),
    "a_role_is_as_wide_as_it_may_be": (role, {"name": "owner"}),
    "a_placement_ends_after_it_starts": (
        lambda: make.child().placements.get(),
        {"ended_on": make.LONG_AGO - timedelta(days=1)},
    ),
    "a_contract_day_has_length": (of_child(make.contract_day), {"ends_at": time(8)}),
    "a_week_has_seven_days": (of_child(make.contract_day), {"weekday": 8}),
    "an_absence_ends_after_it_starts": (
        of_child(make.absence),
        {"last_day": make.DAY - timedelta(days=1)},
    ),
    "a_visit_ends_after_it_begins": (of_child(make.visit), {"left_at": make.at(6)}),
    "an_entry_ends_after_it_starts": (of_child(make.entry), {"ended_at": make.at(10) - HOUR}),
    "a_care_note_stays_with_staff": (
        of_child(make.entry, kind="care_note"),
        {"visible_to_parents": True},
    ),
    "a_seen_note_names_the_reader": (
        lambda: make.home_note(one := make.child(), make.guardian([one])),
        {"seen_at": make.at(9)},
    ),
    "an_age_band_has_length": (
        lambda: at_a_location(LogRule, kind="sleep", level="required"),
        {"until_month": 0},
    ),
    "a_log_rule_has_one_width": (
        lambda: at_a_location(LogRule, kind="sleep", level="required"),
        lambda row: {"group": make.group(row.location), "child": make.child()},
    ),
    "a_muster_ends_after_it_begins": (
        lambda: drill(ended_at=make.at(11)),
        {"ended_at": make.at(9)},
    ),
    "a_running_muster_has_no_name_yet": (drill, {"ended_name": "Petra"}),
    "a_withdrawn_handover_names_who_did_it": (handover, {"withdrawn_at": make.at(18)}),
    "a_handover_says_something": (handover, {"text": ""}),
    "a_rendition_has_a_size": (rendition, {"width": 0}),
    "a_film_that_is_ready_takes_time": (
        lambda: make.photo([make.child()]),
        {"medium": "film"},
    ),
    "a_schooling_ends_after_it_starts": (
        schooling,
        {"ended_on": make.DAY - timedelta(days=1)},
    ),
    "a_booking_has_length": (booking, {"ends_at": time(8)}),
    "a_day_is_swapped_once": (
        two_swaps,
        lambda row: {"child": row.child, "old_day": OLD["old_day"]},
    ),
    "a_swap_gives_a_day_up": (booking, {"kind": "swap"}),
    "a_credit_is_something": (credit, {"amount": 0}),
    "only_what_is_earned_can_be_over": (credit, {"amount": -60, "until": make.DAY}),
    "a_request_has_length": (asked, {"ends_at": time(8)}),
    "a_swap_request_gives_a_day_up": (asked, {"ask": "swap"}),
    "an_offer_has_an_end": (asked, {"state": "offered"}),
    "a_decision_has_a_moment": (asked, {"state": "approved"}),
    "a_part_is_of_one_day": (of_child(make.absence), {"starts_at": time(8)}),
    "a_week_comes_back": (of_child(make.contract_day), {"every_weeks": 0}),
    "a_settled_report_says_how_and_by_whom": (report, {"settled_at": make.at(9)}),
    "a_reaction_is_to_one_thing": (heart, {"photo": None}),
    "a_seen_reaction_names_who_saw_it": (heart, {"seen_at": make.at(9)}),
    "family_sees_the_diary_and_nothing_else": (relation, {"relation": "family"}),
    **planning_rows.CHANGED,
    **chat_rows.CHANGED,
    **billing_rows.CHANGED,
    **document_rows.CHANGED,
    **development_rows.CHANGED,
    **profile_rows.CHANGED,
}


def constraints():
    ours = [model for model in apps.get_models() if model.__module__.startswith("kiekeboe.")]
    return {each.name for model in ours for each in model._meta.constraints}


def test_each_constraint_has_an_example_that_breaks_it():
    assert constraints() == TWICE.keys() | CHANGED.keys()


@pytest.mark.parametrize("name", TWICE)
def test_there_is_one_and_no_second(name):
    row = TWICE[name]()
    row.pk = uuid7()
    for field in row._meta.fields:
        if field.name in ("key_hash", "path"):
            setattr(row, field.name, uuid4().hex)

    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        row.save(force_insert=True)

    assert says(refusal, name, row)


@pytest.mark.parametrize("name", CHANGED)
def test_a_row_that_cannot_be_true_is_refused(name):
    made, changes = CHANGED[name]
    row = made()

    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        type(row).objects.filter(pk=row.pk).update(
            **(changes(row) if callable(changes) else changes)
        )

    assert says(refusal, name, row)


def says(refusal, name, row):
    """SQLite names the columns of a unique constraint, PostgreSQL and checks name it."""
    return name in str(refusal.value) or str(refusal.value).startswith(
        f"UNIQUE constraint failed: {row._meta.db_table}."
    )
