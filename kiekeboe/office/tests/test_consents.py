"""What parents allow, asked and written down by the office; photos that parents reported."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.urls import reverse
from django.utils import timezone

from kiekeboe.events.models import Event
from kiekeboe.lib.jobs.models import Assignment
from kiekeboe.notifications.asking import ask_about_photos
from kiekeboe.notifications.models import Notice
from kiekeboe.notifications.tasks import send_photo_question
from kiekeboe.people import wordings
from kiekeboe.people.models import Consent, Purpose
from kiekeboe.photos.models import Photo, Report
from kiekeboe.photos.reporting import report
from kiekeboe.testing import make

pytestmark = pytest.mark.django_db


def text(response):
    return response.content.decode()


def intake_of(nursery):
    return reverse("office:intake", args=[nursery.noor.pk])


def answers(guardian, *, own="yes", together="no", signed="Marit", **rest):
    given = dict.fromkeys(Purpose.values, "later") | {
        "own_portal": own, "group_portal": together, **rest,
    }  # fmt: skip
    form = {f"{guardian.pk}-{purpose}": said for purpose, said in given.items()}
    return form | {f"{guardian.pk}-signed": signed, "language": "nl"}


def test_the_first_conversation_asks_everything_on_one_page(desk, nursery):
    """C1 C2"""
    shown = text(desk.manager.get(intake_of(nursery)))
    for purpose in Purpose.values:
        assert wordings.wording(purpose, "nl", "Noor").question in shown
    assert shown.count('value="later"') == len(Purpose.values)


def test_answers_of_the_first_conversation_keep_the_words_and_sending_twice_is_once(desk, nursery):
    """C2"""
    form = answers(desk.mother, website="no")
    for _ in range(2):
        assert desk.manager.post(intake_of(nursery), form).status_code == 302
    rows = {one.purpose: one for one in Consent.objects.all()}
    assert {one: row.allowed for one, row in rows.items()} == {
        "own_portal": True, "group_portal": False, "website": False,
    }  # fmt: skip
    own = rows["own_portal"]
    assert own.said == wordings.wording("own_portal", "nl", "Noor").said
    assert (own.channel, own.answered_by_kind) == ("intake", "office")
    assert own.answered_by == desk.people["manager"].pk


def test_both_parents_answer_together_each_under_their_own_name(desk, nursery):
    father = make.guardian([nursery.noor], first_name="Bilal")
    form = answers(desk.mother) | answers(father, own="no", signed="Bilal de Wit")
    assert desk.manager.post(intake_of(nursery), form).status_code == 302
    assert Consent.objects.get(guardian=father, purpose="own_portal").allowed is False
    assert Consent.objects.get(guardian=desk.mother, purpose="own_portal").allowed


@pytest.mark.parametrize("signed", ["", "Piet"])
def test_without_the_name_of_the_parent_nothing_is_kept_and_nothing_is_lost(desk, nursery, signed):
    """U20"""
    response = desk.manager.post(intake_of(nursery), answers(desk.mother, signed=signed))
    assert response.status_code == 422
    assert not Consent.objects.exists()
    field = response.context["form"][f"{desk.mother.pk}-own_portal"]
    assert field.value() == "yes"


def test_the_parent_reads_along_in_english_and_loses_nothing(desk, nursery):
    form = answers(desk.mother) | {"turn": "en"}
    response = desk.manager.post(intake_of(nursery) + "?language=en", form | {"language": "en"})
    assert response.status_code == 200
    assert "May we take photos of Noor" in text(response)
    assert response.context["form"][f"{desk.mother.pk}-own_portal"].value() == "yes"
    assert not Consent.objects.exists()
    form = answers(desk.mother) | {"language": "en"}
    desk.manager.post(intake_of(nursery), form)
    said = Consent.objects.get(purpose="own_portal").said
    assert said == wordings.wording("own_portal", "en", "Noor").said


def test_a_parent_without_authority_and_a_relative_are_not_asked(desk, nursery):
    """C2 A6"""
    step = make.guardian([nursery.noor], first_name="Peter", has_authority=False)
    granny = make.relative(nursery.noor, desk.mother, first_name="Riet").guardian
    shown = text(desk.manager.get(intake_of(nursery)))
    assert "Peter" not in shown
    assert "Riet" not in shown
    form = answers(desk.mother) | answers(step, signed="Peter") | answers(granny, signed="Riet")
    desk.manager.post(intake_of(nursery), form)
    assert set(Consent.objects.values_list("guardian", flat=True)) == {desk.mother.pk}


def test_an_answer_by_phone_says_so_in_the_file(desk, nursery):
    address = reverse("office:answer", args=[nursery.noor.pk, desk.mother.pk, "website"])
    assert desk.manager.post(address, {"answer": "yes"}).status_code == 422
    assert desk.manager.post(address, {"answer": "yes", "channel": "phone"}).status_code == 302
    shown = text(desk.manager.get(reverse("office:consent", args=[nursery.noor.pk])))
    assert "per telefoon" in shown
    assert "Mag Noor op onze website?" in shown


def test_the_list_says_of_whom_what_is_missing_and_only_in_reach(desk, nursery):
    make.consent(nursery.noor, guardian=desk.mother, own=True)
    shown = text(desk.manager.get(reverse("office:consents")))
    assert "Marit" in shown
    assert "foto’s met andere kinderen" in shown
    assert "foto’s voor het eigen gezin" not in shown
    assert nursery.teun.last_name not in shown
    whole = text(desk.owner.get(reverse("office:consents")))
    assert nursery.teun.last_name in whole
    narrowed = f"{reverse('office:consents')}?group={nursery.kikkers.pk}"
    assert nursery.teun.last_name not in text(desk.owner.get(narrowed))


COSTS = {"office:consents": 9, "office:papers": 10, "office:photo-reports": 6}


@pytest.mark.parametrize("address", COSTS)
def test_a_list_costs_the_same_for_one_child_and_for_three(
    desk, nursery, address, django_assert_num_queries
):
    silent_and_reported(nursery, nursery.noor)
    desk.manager.get(reverse(address))
    with django_assert_num_queries(COSTS[address]):
        desk.manager.get(reverse(address))
    for _ in range(2):
        silent_and_reported(nursery, make.child(nursery.kikkers))
    with django_assert_num_queries(COSTS[address]):
        desk.manager.get(reverse(address))


def silent_and_reported(nursery, child):
    """A child with a parent who answered, and one who did not; a photo of it was reported."""
    report_of(child, make.guardian([child]))
    make.guardian([child])


def letters_sent():
    """Do the letters that wait, at once."""
    for one in Assignment.objects.filter(job=send_photo_question.name):
        send_photo_question(*one.arguments)
    return [one for one in mail.outbox if "foto" in one.subject.lower()]


def test_a_parent_is_asked_by_mail_once_a_week(desk, nursery):
    """C2 The letter tells a first name and nothing else of the child."""
    address = reverse("office:reminder", args=[desk.mother.pk])
    for _ in range(2):
        assert desk.manager.post(address).status_code == 302
    asked = letters_sent()
    assert [one.to for one in asked] == [[desk.mother.account.email]]
    assert "Noor" in asked[0].body
    assert "Bakkali" not in asked[0].body
    assert Event.objects.filter(verb="consent_asked").count() == 1
    shown = text(desk.manager.get(reverse("office:consents")))
    assert "per e-mail gevraagd" in shown


def test_after_a_week_a_parent_may_be_asked_again(desk, nursery):
    now, by = timezone.now(), desk.people["manager"].actor()
    asked = [
        ask_about_photos(desk.mother, [nursery.noor], by=by, at=now - timedelta(days=days))
        for days in (9, 8, 1)
    ]
    assert asked == [True, False, True]


def test_who_is_kept_away_from_the_child_gets_no_letter(desk, nursery):
    relation = desk.mother.guardianships.get()
    relation.block(by=desk.people["manager"].actor(), at=timezone.now())
    desk.manager.post(reverse("office:reminder", args=[desk.mother.pk]))
    assert not letters_sent()


def test_a_parent_who_answered_everything_is_not_asked(desk, nursery):
    make.consent(nursery.noor, guardian=desk.mother, own=True, together=True)
    assert desk.manager.post(reverse("office:reminder", args=[desk.mother.pk])).status_code == 404


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_form_on_paper_has_the_exact_words(desk, nursery, language):
    address = reverse("office:paper", args=[nursery.noor.pk])
    shown = text(desk.manager.get(f"{address}?language={language}"))
    for purpose in Purpose.values:
        assert wordings.wording(purpose, language, "Noor").explained in shown
    assert "Marit" in shown
    assert 'class="box"' in shown


def test_the_filled_form_has_answers_with_their_days_and_no_boxes(desk, nursery):
    make.consent(nursery.noor, guardian=desk.mother, own=True, together=True, now=make.at(9))
    address = reverse("office:paper", args=[nursery.noor.pk])
    shown = text(desk.manager.get(f"{address}?filled=yes"))
    assert "14 april 2026" in shown
    assert 'class="box"' not in shown


def test_all_missing_forms_of_a_group_are_one_page_each(desk, nursery):
    make.child(nursery.kikkers, first_name="Mees")
    shown = text(desk.manager.get(f"{reverse('office:papers')}?group={nursery.kikkers.pk}"))
    assert shown.count('class="paper"') == 2
    assert nursery.teun.last_name not in shown


def test_the_agreements_about_photos_are_those_of_the_location(desk, nursery):
    """N3"""
    nursery.here.phone = "020 123"
    nursery.here.save()
    address = reverse("office:photo-rules", args=[nursery.here.pk])
    shown = text(desk.manager.get(f"{address}?language=nl"))
    assert "Wilgenlaan" in shown
    assert "020 123" in shown
    assert "60 seconden" in shown
    assert "at most" in text(desk.manager.get(f"{address}?language=en"))
    there = reverse("office:photo-rules", args=[nursery.there.pk])
    assert desk.manager.get(there).status_code == 404


def report_of(child, guardian):
    make.consent(child, guardian=guardian, own=True, together=True)
    photo = make.photo([child])
    return report(photo, guardian, "unfit", "Liever niet zo.", by=guardian.actor(), at=make.at(11))


@pytest.fixture
def reported(desk, nursery):
    found = report_of(nursery.noor, desk.mother)
    for rendition in found.photo.renditions.all():
        default_storage.save(rendition.path, ContentFile(b"RIFFxxxxWEBP"))
    return found


def test_a_reported_photo_waits_on_today_and_is_seen_by_the_office_only(desk, reported):
    """C8"""
    assert reverse("office:photo-reports") in text(desk.manager.get(reverse("office:today")))
    shown = text(desk.manager.get(reverse("office:photo-report", args=[reported.pk])))
    assert "Liever niet zo." in shown
    bytes_at = reverse("office:photo-bytes", args=[reported.photo_id, 400])
    answer = desk.manager.get(bytes_at)
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "private, no-store"
    for who in (desk.finance, desk.inspector, desk.parent):
        assert who.get(bytes_at).status_code == 404
        assert who.get(reverse("office:photo-reports")).status_code == 404


def test_a_photo_that_nobody_reported_or_may_be_shown_is_not_seen_by_the_office(desk, nursery):
    """S38"""
    make.consent(nursery.noor, guardian=desk.mother, own=True, together=True)
    photo = make.photo([nursery.noor])
    bytes_at = reverse("office:photo-bytes", args=[photo.pk, 400])
    assert desk.owner.get(bytes_at).status_code == 404
    default_storage.save(photo.renditions.get(longest=400).path, ContentFile(b"x"))
    report(photo, desk.mother, "unfit", by=desk.mother.actor(), at=make.at(11))
    assert desk.owner.get(bytes_at).status_code == 200
    make.consent(nursery.noor, guardian=desk.mother, own=False, now=timezone.now())
    assert desk.owner.get(bytes_at).status_code == 404


@pytest.mark.parametrize("decision", ["withdrawn", "left"])
def test_a_report_is_settled_with_one_tap_and_a_yes_and_the_parent_is_told(
    desk, reported, decision
):
    """C8"""
    address = reverse("office:photo-report", args=[reported.pk])
    assert desk.manager.post(address, {"decision": "away"}).status_code == 422
    once = desk.manager.post(address, {"decision": decision})
    assert once.status_code == 200
    assert not Report.objects.exclude(settled_at=None).exists()
    assert desk.manager.post(address, {"decision": decision, "sure": "yes"}).status_code == 302
    reported.refresh_from_db()
    assert reported.outcome == decision
    standing = Photo.objects.standing().filter(pk=reported.photo_id).exists()
    assert standing == (decision == "left")
    told = Notice.objects.filter(kind="report", account=desk.mother.account)
    assert {one.channel for one in told} == {"app", "mail"}
    assert "gemeld" in text(desk.parent.get("/parent/more/notices/"))


def test_a_parent_who_takes_the_question_back_is_told_nothing(desk, reported):
    from kiekeboe.photos.reporting import take_back

    take_back(reported, by=desk.mother.actor(), at=timezone.now())
    assert not Notice.objects.filter(kind="report").exists()


def test_a_report_at_another_location_is_not_there(desk, nursery):
    other = report_of(nursery.teun, make.guardian([nursery.teun]))
    assert desk.manager.get(reverse("office:photo-report", args=[other.pk])).status_code == 404
    assert desk.owner.get(reverse("office:photo-report", args=[other.pk])).status_code == 200
