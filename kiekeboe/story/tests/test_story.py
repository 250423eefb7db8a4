import shutil
from datetime import UTC, datetime
from uuid import UUID

import pytest
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command

from kiekeboe.accounts import pins
from kiekeboe.accounts.models import Device, User
from kiekeboe.care import kinds
from kiekeboe.care.models import Entry, HomeNote, SleepLook, Visit
from kiekeboe.events import chain
from kiekeboe.events.models import Event
from kiekeboe.lib.films import probing
from kiekeboe.people.ages import age_in_months
from kiekeboe.people.models import Allergy, Child, Consent, Employee, Household, Role
from kiekeboe.photos.consent import untaggable
from kiekeboe.photos.consents import consents_of
from kiekeboe.photos.models import Photo, Rendition
from kiekeboe.story import cast, moving, neighbours, telling
from kiekeboe.story.families import kid

pytestmark = pytest.mark.django_db
OURS = cast.ORGANISATION
NOON = datetime(2026, 9, 15, 11, 20, tzinfo=UTC)
HARD_DAYS = {
    "a Monday at nine": datetime(2026, 9, 14, 7, 0, tzinfo=UTC),
    "a Sunday evening": datetime(2026, 9, 13, 19, 0, tzinfo=UTC),
    "the clock goes forward": datetime(2026, 3, 29, 10, 0, tzinfo=UTC),
    "the clock goes back": datetime(2026, 10, 25, 1, 30, tzinfo=UTC),
    "the last evening of the year": datetime(2026, 12, 31, 22, 50, tzinfo=UTC),
    "just after midnight": datetime(2026, 9, 14, 22, 1, 5, tzinfo=UTC),
    "king's day": datetime(2026, 4, 27, 11, 0, tzinfo=UTC),
}


def test_there_are_24_children_of_5_months_to_9_years_and_about_3000_entries(story):
    children = Child.objects.filter(organisation=OURS)
    ages = [age_in_months(child.born_on, story.date()) for child in children]

    assert len(ages) == 24
    assert (min(ages), max(ages)) == (5, 115)
    assert 2700 <= Entry.objects.filter(organisation=OURS).count() <= 3500
    assert set(Entry.objects.values_list("kind", flat=True)) == set(kinds.NAMES)
    assert 50 <= Photo.objects.filter(organisation=OURS).count() <= 70


def test_parents_gave_every_kind_of_consent(story):
    def says(name):
        answers = Consent.objects.filter(
            child=kid(name).id, purpose__in=["own_portal", "group_portal"]
        )
        return sorted(answers.values_list("purpose", "allowed"))

    own, together = "own_portal", "group_portal"
    assert says("Noor") == [(together, True), (together, True), (own, True), (own, True)]
    assert says("Finn") == [(together, False), (together, False), (own, True), (own, True)]
    assert says("Luuk") == [(together, False), (together, False), (own, False), (own, False)]
    assert says("Olivia") == [(together, False), (together, True), (own, True), (own, True)]
    assert says("Zoë") == []
    assert Consent.objects.filter(purpose="website").count() == 4


def test_families_are_as_different_as_families_are(story):
    assert Household.objects.filter(is_protected=True).count() == 1
    assert len(kid("Mees").homes) == 2
    assert kid("Noor").parents == kid("Sami").parents
    assert kid("Noor").room is not kid("Sami").room
    assert Allergy.objects.filter(severity="life_threatening").exclude(plan="").exists()
    assert set(Role.objects.values_list("name", flat=True)) == set(Role.Name.values)


def test_telling_it_again_changes_nothing(story):
    before = Event.objects.count(), Entry.objects.count(), User.objects.count()

    assert telling.tell(story) is False

    assert (Event.objects.count(), Entry.objects.count(), User.objects.count()) == before


def test_ids_are_the_same_every_time(story):
    assert Child.objects.get(first_name="Noor").pk == kid("Noor").id
    assert kid("Amir").id == UUID("919b8478-bd9f-5b26-8ece-b607575bc88e")


def test_the_record_of_events_holds(story):
    assert Event.objects.filter(organisation=OURS).count() > 3500
    assert chain.verify(OURS) is None
    assert chain.verify(neighbours.ORGANISATION) is None


def test_everyone_writes_their_own_pin(story):
    eva = Employee.objects.get(first_name="Eva")
    kikkers = Device.objects.get(pk=cast.KIKKERS.device)

    turn, _ = pins.begin_turn(kikkers, eva, cast.colleague("Eva").pin, story)

    assert turn.employee == eva


def test_only_children_who_may_be_photographed_are_on_photos(story):
    for photo in Photo.objects.all():
        children = list(photo.appearances.values_list("child", flat=True))
        assert children
        assert not untaggable(children, consents_of(children, story.date()))


def test_one_film_is_there_as_it_says_it_is(story):
    """It went through the gate when it was drawn, and would come through it as it is."""
    photo = Photo.objects.get(medium="film")
    film = photo.renditions.get(medium="film")

    assert (photo.seconds, photo.source, photo.problem) == (moving.SECONDS, "", "")
    assert photo.ready_at
    assert film.bytes == moving.FILM.stat().st_size < 300_000
    assert film.path == f"{photo.stem}-film.mp4"
    if shutil.which("ffprobe"):
        with probing.workshop() as folder:
            shutil.copy(moving.FILM, folder / "source")
            facts = probing.probe(folder / "source")
        assert (facts.width, facts.height, facts.seconds) == (film.width, film.height, 4)


def test_every_size_of_every_photo_is_in_the_store(story):
    renditions = Rendition.objects.all()

    pictures = renditions.filter(medium="photo")
    assert {one.longest for one in pictures} == {400, 1200, 2400}
    assert len(pictures) == 3 * Photo.objects.count()
    assert all(default_storage.size(one.path) == one.bytes for one in renditions)


@pytest.mark.parametrize("now", HARD_DAYS.values(), ids=HARD_DAYS)
def test_the_story_stands_on_any_day_at_any_hour(tell, now):
    tell(now)

    for entry in Entry.objects.all():
        kind, heard = kinds.get(entry.kind), entry.ended_at or entry.heard_at
        found = kind.check(entry.details, entry.amount, entry.started_at, entry.ended_at, heard)
        assert found == [], (entry.kind, entry.details)
    here = Visit.objects.open().filter(organisation=OURS)
    assert here.filter(group=cast.KIKKERS.id).count() >= 7
    assert Entry.objects.running().filter(organisation=OURS).count() >= 2
    assert chain.verify(OURS) is None
    assert_nothing_lies_ahead(now)


def assert_nothing_lies_ahead(now):
    assert not Entry.objects.filter(started_at__gt=now).exists()
    assert not Entry.objects.filter(ended_at__gt=now).exists()
    assert not Entry.objects.filter(heard_at__gt=now).exists()
    assert not Visit.objects.filter(arrived_at__gt=now).exists()
    assert not Photo.objects.filter(taken_at__gt=now).exists()
    assert not SleepLook.objects.filter(looked_at__gt=now).exists()
    assert not HomeNote.objects.filter(written_at__gt=now).exists()
    assert not Event.objects.filter(happened_at__gt=now).exists()


def test_it_is_not_told_in_production(settings, db):
    settings.MODE = "production"

    with pytest.raises(CommandError):
        call_command("tell_story")

    assert not User.objects.exists()
