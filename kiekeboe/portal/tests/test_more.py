"""The rest: answers about photos, news, who looked, installing, live."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.conf import settings
from django.utils import timezone

from kiekeboe.accounts import lifetimes
from kiekeboe.accounts.models import Session
from kiekeboe.events.actors import Kind as ActorKind
from kiekeboe.events.recording import record
from kiekeboe.live.news import News
from kiekeboe.notifications.models import Notice, Preference
from kiekeboe.people.models import Consent
from kiekeboe.portal.live import reach
from kiekeboe.testing import make


def text(response):
    return response.content.decode()


def answer(client, child, purpose="own_portal", yes="yes"):
    return client.post(f"/parent/children/{child.pk}/consent/", {"purpose": purpose, "answer": yes})


def test_a_parent_answers_each_question_apart_and_may_change_it(parent, noor, marit):
    """C1, C2: nothing is ticked beforehand, each answer stays in the history."""
    empty = text(parent.get(f"/parent/children/{noor.pk}/consent/"))
    assert 'aria-pressed="true"' not in empty
    assert "Geen antwoord is nee" in empty
    assert answer(parent, noor).status_code == 302
    assert Consent.objects.current().get().purpose == "own_portal"
    answer(parent, noor, yes="no")
    assert [one.allowed for one in Consent.objects.order_by("answered_at")] == [True, False]
    shown = text(parent.get(f"/parent/children/{noor.pk}/consent/"))
    assert shown.count("Marit, <time") == 2
    assert "tekst 2026-1" in shown


def test_an_empty_answer_is_asked_again_and_nothing_is_kept(parent, noor):
    assert (
        parent.post(f"/parent/children/{noor.pk}/consent/", {"purpose": "own_portal"}).status_code
        == 422
    )
    assert answer(parent, noor, purpose="everything").status_code == 422
    assert not Consent.objects.exists()


def test_both_parents_see_that_the_stricter_answer_holds(parent, noor):
    """C2"""
    answer(parent, noor)
    bilal = make.guardian([noor], first_name="Bilal")
    make.consent(noor, guardian=bilal, own=False)
    assert "Bilal zei: liever niet" in text(parent.get(f"/parent/children/{noor.pk}/consent/"))


def test_a_parent_without_authority_reads_but_does_not_answer(client, noor):
    other = make.guardian([noor], has_authority=False, relation="stepparent")
    client.force_login(other.account)
    assert "ouders met gezag" in text(client.get(f"/parent/children/{noor.pk}/consent/"))
    assert answer(client, noor).status_code == 403
    assert not Consent.objects.exists()


def test_who_looked_in_the_file_is_equal_to_what_was_recorded(parent, noor, luuk, marit):
    """S64"""
    eva = make.employee(noor.organisation, first_name="Eva", last_name="Bos")
    record("file_read", noor, by=eva.actor(), at=make.at(9), children=[noor.pk])
    other = make.employee(noor.organisation, first_name="Bram", last_name="Luuklezer")
    record("file_read", luuk, by=other.actor(), at=make.at(9), children=[luuk.pk])
    record("checked_in", noor, by=eva.actor(ActorKind.CAREGIVER), at=make.at(9), children=[noor.pk])
    shown = text(parent.get(f"/parent/children/{noor.pk}/readers/"))
    assert shown.count("Eva Bos") == 1
    assert "Luuklezer" not in shown


def test_news_is_counted_read_and_only_of_own_children(parent, noor, luuk, marit):
    """D4"""
    for child, account in ((noor, marit.account), (luuk, marit.account)):
        Notice.objects.create(
            organisation=noor.organisation, account=account, source=uuid4(), kind="photo",
            channel="app", child=child, made_at=make.at(9), due_at=make.at(9),
        )  # fmt: skip
    shown = text(parent.get("/parent/more/notices/"))
    assert "nieuwe foto van Noor" in shown
    assert "Luuk" not in shown
    assert 'count="1"' in shown
    assert parent.post("/parent/more/notices/").status_code == 302
    assert Notice.objects.get(child=noor).read_at


def test_a_parent_chooses_which_news_comes_how(parent, marit):
    """G2: what keeps an account safe cannot be turned off."""
    shown = text(parent.get("/parent/more/preferences/"))
    assert 'value="new_device:mail" checked disabled' in shown
    parent.post("/parent/more/preferences/", {"wanted": ["photo:mail"]})
    wanted = Preference.objects.filter(account=marit.account)
    assert wanted.get(kind="photo", channel="mail").wanted
    assert not wanted.get(kind="photo", channel="app").wanted
    assert not wanted.filter(kind="new_device", channel="mail").exists()


def test_the_details_show_nothing_of_the_other_household(parent, noor):
    other = make.household(noor.organisation, street="Geheimstraat 1", town="Elders")
    make.guardian([noor], household=other, first_name="Bilal", phone="06 99999999")
    make.collector(noor, "Oma Riet")
    shown = text(parent.get(f"/parent/children/{noor.pk}/details/"))
    assert "Oma Riet" in shown
    assert "Geheimstraat" not in shown
    assert "99999999" not in shown


def test_the_hint_to_install_is_shown_until_it_is_closed_once(parent):
    """U38"""
    assert "op je telefoon" in text(parent.get("/parent/more/"))
    parent.post("/parent/more/install-hint/")
    assert "op je telefoon" not in text(parent.get("/parent/more/"))


def test_the_worker_keeps_the_shell_and_never_a_page_or_a_photo(client, db):
    worker = client.get("/parent/sw.js")
    assert worker["Content-Type"] == "text/javascript"
    assert 'startsWith("/static/")' in text(worker)
    manifest = client.get("/parent/manifest.webmanifest")
    assert manifest.json()["scope"] == "/parent/"
    assert manifest["Content-Type"] == "application/manifest+json"


def test_the_page_of_messages_also_says_how_to_call_the_group(parent):
    shown = text(parent.get("/parent/messages/"))
    assert "tel:0201234567" in shown
    assert "kikkers@example.test" in shown


def test_an_open_page_hears_of_own_children_only(parent, noor, luuk):
    cookies = {settings.SESSION_COOKIE_NAME: parent.cookies[settings.SESSION_COOKIE_NAME].value}
    hears = reach(noor.organisation_id, cookies)
    group = noor.placements.first().group_id
    assert hears.hears(News(1, "entry_logged", (noor.pk, luuk.pk), group)).children == (noor.pk,)
    assert hears.hears(News(2, "entry_logged", (luuk.pk,), group)) is None
    assert reach(make.organisation().pk, cookies) is None
    assert reach(noor.organisation_id, {}) is None
    relation = noor.guardianships.get()
    relation.block(by=relation.guardian.actor(), at=timezone.now())
    assert reach(noor.organisation_id, cookies) is None


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_page_is_there_in_both_languages(parent, noor, marit, language):
    marit.account.language = language
    marit.account.save()
    parent.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    shown = text(parent.get("/parent/more/", headers={"accept-language": language}))
    assert ("Uitloggen" in shown) == (language == "nl")
    assert ("Sign out" in shown) == (language == "en")


def test_the_last_day_of_a_sign_in_warns_before_it_is_over(parent, noor):
    """U22"""
    address = f"/parent/children/{noor.pk}/consent/"
    assert "<session-end" not in text(parent.get(address))
    row = Session.objects.get()
    row.began_at -= lifetimes.ABSOLUTE - timedelta(hours=1)
    row.save()
    shown = text(parent.get(address))
    assert f'ends="{lifetimes.ends_at(row.began_at, timezone.now()).isoformat()}"' in shown


def test_a_location_with_two_children_of_the_family_stands_once_in_help(parent, noor, marit):
    make.guardianship(marit, make.child(group=noor.placements.first().group))
    shown = text(parent.get("/parent/help/"))
    assert shown.count(noor.placements.first().group.location.name) == 1
