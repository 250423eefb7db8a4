"""A parent chooses news per kind, per channel and per child."""

import pytest

from kiekeboe.notifications import pushing
from kiekeboe.notifications.models import Channel, Kind, Notice, Preference
from kiekeboe.notifications.wishes import channels_of
from kiekeboe.testing import make
from kiekeboe.testing.signing_in import sign_in

pytestmark = pytest.mark.django_db
PAGE = "/parent/more/preferences/"


@pytest.fixture
def family(client):
    group = make.group()
    noor, luuk = make.child(group, first_name="Noor"), make.child(group, first_name="Luuk")
    mother = make.guardian([noor, luuk])
    sign_in(client, mother.account)
    return noor, luuk, mother


def wanted(mother, child=None):
    return channels_of(mother.account_id, child and child.pk)


def choose(client, mother, child, *turned_on, kind):
    """Of one kind exactly these channels, and everything else as it was."""
    now = wanted(mother, child)
    pairs = [f"{one}:{channel}" for one in now for channel in now[one] if one != kind]
    address = f"{PAGE}?child={child.pk}" if child else PAGE
    return client.post(address, {"wanted": [*pairs, *(f"{kind}:{one}" for one in turned_on)]})


def test_what_is_chosen_for_one_child_holds_for_that_child(client, family, push_service):
    """U34"""
    noor, luuk, mother = family
    answer = choose(client, mother, luuk, "app", kind=Kind.DAY_SUMMARY)

    assert answer.status_code == 302
    assert wanted(mother, luuk)[Kind.DAY_SUMMARY] == {Channel.APP}
    assert wanted(mother, noor)[Kind.DAY_SUMMARY] == {Channel.APP, Channel.PUSH}
    assert wanted(mother)[Kind.DAY_SUMMARY] == {Channel.APP, Channel.PUSH}
    assert Preference.objects.count() == 1, "only what differs is kept"
    pushing.subscribe(mother.account, push_service.phone("hers").listener, at=make.at(8))
    by = make.caregiver(noor.placements.get().group).actor("caregiver")
    for child in (noor, luuk):
        make.visit(child).check_out(by=by, at=make.at(15))
    told = Notice.objects.filter(kind=Kind.DAY_SUMMARY).values_list("child__first_name", "channel")
    assert sorted(told) == [("Luuk", "app"), ("Noor", "app"), ("Noor", "push")]


def test_a_later_choice_for_all_reaches_the_child_where_nothing_else_was_chosen(client, family):
    noor, luuk, mother = family
    choose(client, mother, luuk, "app", kind=Kind.DAY_SUMMARY)
    choose(client, mother, None, "digest", kind=Kind.PHOTO)

    assert wanted(mother, luuk)[Kind.PHOTO] == wanted(mother, noor)[Kind.PHOTO] == {"digest"}
    assert wanted(mother, luuk)[Kind.DAY_SUMMARY] == {Channel.APP}


def test_the_page_shows_what_holds_for_the_child_and_offers_every_child(client, family):
    _, luuk, mother = family
    choose(client, mother, luuk, kind=Kind.MESSAGE)

    shown = client.get(f"{PAGE}?child={luuk.pk}").content.decode()
    assert 'value="message:push" checked' not in shown
    assert 'value="message:push"' in shown
    assert "new_device" not in shown, "that is about the account and no child"
    assert "Noor" in shown
    everything = client.get(PAGE).content.decode()
    assert 'value="message:push" checked' in everything
    assert "unseen:" not in everything, "that is news for colleagues"


def test_for_one_child_there_is_nothing_to_choose_between(client):
    mother = make.guardian([make.child()])
    sign_in(client, mother.account)

    assert f"{PAGE}?child=" not in client.get(PAGE).content.decode()


@pytest.mark.parametrize("given", ["stranger", "nonsense"])
def test_the_child_of_another_family_is_not_there(client, family, given):
    """S12"""
    stranger = make.child()
    child = stranger.pk if given == "stranger" else given
    assert client.get(f"{PAGE}?child={child}").status_code == 404
    assert client.post(f"{PAGE}?child={child}", {"wanted": []}).status_code == 404
    assert not Preference.objects.exists()
