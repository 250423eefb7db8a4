"""Films: taken in at once, made later, shown when they are whole (C6)."""

import io
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.utils import timezone
from django.utils.translation import override

from kiekeboe.events.models import Event
from kiekeboe.lib.films.refusals import Refused
from kiekeboe.lib.films.tests import filmed
from kiekeboe.lib.ids import uuid7
from kiekeboe.people.models import Guardianship
from kiekeboe.photos import filming, problems, quotas, sweeping, tasks
from kiekeboe.photos.filming import share_film
from kiekeboe.photos.models import Medium, Photo, Rendition
from kiekeboe.photos.sharing import NobodyTagged, NotAllowed, OtherPhoto, Upload
from kiekeboe.photos.tests.conftest import PowerCut
from kiekeboe.testing import make

pytestmark = [pytest.mark.django_db, filmed.needs_ffmpeg]
LATER = make.at(11)


def send(child, by, *, content=None, id=None, children=None):
    content = io.BytesIO(filmed.film()) if content is None else content
    who = (child.pk,) if children is None else children
    group = child.placements.get().group_id
    upload = Upload(id or uuid7(), group, who, content, "Op de glijbaan", Medium.FILM)
    return share_film(upload, by=by, at=make.at(10), day=make.DAY)[0]


def finish(photo, at=LATER):
    filming.finish(photo.organisation_id, photo.pk, at=at)
    photo.refresh_from_db()


def seen_by_parents_of(child):
    relations = Guardianship.objects.filter(child=child)
    return list(Photo.objects.shown_to(relations, make.DAY))


def files():
    folder = Path(default_storage.location)
    return {str(one.relative_to(folder)) for one in folder.rglob("*") if one.is_file()}


def named():
    paths = set(Rendition.objects.values_list("path", flat=True))
    return paths | set(Photo.objects.exclude(source="").values_list("source", flat=True))


def verbs():
    return list(Event.objects.order_by("sequence").values_list("verb", flat=True))


def test_a_film_is_shown_when_it_is_made_and_not_before(saar, eva):
    before = len(verbs())
    photo = send(saar, eva)
    assert photo.source in files()
    assert seen_by_parents_of(saar) == []
    assert verbs()[before:] == []

    finish(photo)

    assert seen_by_parents_of(saar) == [photo]
    assert (photo.medium, photo.seconds, photo.ready_at, photo.source) == ("film", 2, LATER, "")
    assert verbs()[before:] == ["photo_shared"]
    event = Event.objects.get(verb="photo_shared")
    assert (event.person_id, event.happened_at, event.heard_at) == (eva.person, make.at(10), LATER)
    assert set(photo.renditions.values_list("medium", "longest", "path")) == {
        ("film", 320, f"{photo.stem}-film.mp4"),
        *(("photo", size, f"{photo.stem}-{size}.webp") for size in (400, 1200, 2400)),
    }
    assert files() == named()


def test_a_film_of_a_child_who_may_not_be_in_photos_is_not_taken_in(eva):
    bo = make.child(eva and make.group(make.location()))
    with pytest.raises(NotAllowed):
        send(bo, eva)
    with pytest.raises(NobodyTagged):
        send(bo, eva, children=())

    assert (Photo.objects.count(), files()) == (0, set())


def test_a_parent_who_says_no_while_it_is_made_is_heard(saar, eva):
    """S37 The film is never there, for nobody."""
    photo = send(saar, eva)
    make.consent(saar, own=False, now=make.at(10, 30))

    finish(photo)

    assert (photo.problem, photo.ready_at) == ("not_allowed", None)
    assert seen_by_parents_of(saar) == []
    assert verbs()[-1] == "film_failed"
    assert Event.objects.get(verb="film_failed").payload == {"reason": "not_allowed"}
    assert files() == set()


def test_a_film_that_is_taken_back_while_it_is_made_never_comes(saar, eva):
    photo = send(saar, eva)
    photo.withdraw(by=eva, at=make.at(10, 30))

    finish(photo)

    assert (photo.ready_at, photo.source, files()) == (None, "", set())
    assert "photo_shared" not in verbs()


def test_a_film_that_is_sent_again_is_one_film(saar, eva):
    id = uuid7()
    first = send(saar, eva, id=id)
    assert send(saar, eva, id=id) == first
    finish(first)
    assert send(saar, eva, id=id) == first
    finish(first)

    assert files() == named()
    assert len(files()) == 4
    assert verbs().count("photo_shared") == 1
    with pytest.raises(OtherPhoto):
        send(saar, eva, id=id, content=filmed.film(seconds=1))
    assert len(files()) == 4


@pytest.mark.parametrize(
    ("content", "reason"), [(None, "film_lost"), (b"not a film any more", "not_a_film")]
)
def test_a_film_that_cannot_be_made_is_given_up_with_a_reason(saar, eva, content, reason):
    photo = send(saar, eva)
    default_storage.delete(photo.source)
    if content:
        default_storage.save(photo.source, io.BytesIO(content))

    finish(photo)
    finish(photo)

    assert (photo.problem, photo.source) == (reason, "")
    assert problems.sentence(photo)
    assert files() == set()
    assert verbs().count("film_failed") == 1


def test_what_is_not_a_film_is_refused_at_once(saar, eva):
    """S40"""
    for content in (b"<html>", b"", filmed.film()[:5000], filmed.film(seconds=61, rate=1)):
        with pytest.raises(Refused):
            send(saar, eva, content=content)

    assert (Photo.objects.count(), files()) == (0, set())


class Endless(io.RawIOBase):
    """A sender who never stops; says how much was asked at once."""

    most = 0

    def read(self, count=-1):
        self.most = max(self.most, count if count >= 0 else 10**12)
        return bytes(count)


def test_a_film_is_never_in_memory_as_a_whole_and_has_an_end(saar, eva):
    """S45 100 MB."""
    sender = Endless()
    with pytest.raises(Refused, match="film_too_large"):
        send(saar, eva, content=sender)

    assert sender.most <= 1024 * 1024
    assert files() == set()


def test_an_organisation_keeps_no_more_than_it_may(saar, eva, settings):
    """S45"""
    settings.PHOTO_ROOM = 1000
    with pytest.raises(quotas.Full):
        send(saar, eva)
    settings.PHOTO_ROOM = 0
    photo = send(saar, eva)
    settings.PHOTO_ROOM = 1000

    finish(photo)

    assert (photo.problem, files()) == ("no_room", set())
    with override("nl"):
        assert "Vraag kantoor" in problems.sentence(photo)


def test_a_full_disk_lets_the_film_wait(saar, eva, settings):
    """R03 The job is tried again; nothing is half there."""
    photo = send(saar, eva)
    settings.DISK_KEPT_FREE = 100
    there = files()

    with pytest.raises(quotas.Full):
        finish(photo)
    photo.refresh_from_db()
    assert (photo.problem, photo.ready_at, files()) == ("", None, there)

    settings.DISK_KEPT_FREE = 5
    finish(photo)
    assert photo.ready_at
    assert files() == named()


def test_a_disk_without_one_byte_left_keeps_no_half_film(small_disk, saar, eva, settings):
    """R03 The disk itself says no: while it is sent, and while it is made."""
    settings.DISK_KEPT_FREE = -100
    photo = send(saar, eva)
    ballast = small_disk / "ballast"
    fill(ballast)
    there = files()

    with pytest.raises(quotas.Full):
        send(saar, eva)
    with pytest.raises(quotas.Full):
        finish(photo)
    assert files() == there
    assert Photo.objects.count() == 1

    ballast.unlink()
    finish(photo)
    assert photo.ready_at
    assert files() == named()


def fill(path):
    with path.open("wb") as file:
        try:
            while True:
                file.write(bytes(65536))
                file.flush()
        except OSError:
            pass


def until_it_works(trouble, work):
    """Do `work` with trouble at every step in turn; how often there was trouble."""
    for step in range(60):
        trouble(step)
        try:
            work()
        except (OSError, PowerCut):
            continue
        return step
    raise AssertionError("it never worked")


@pytest.mark.parametrize("trouble", ["fail_after", "cut_after"])
def test_whatever_happens_to_the_disk_while_a_film_is_made_one_film_is_there(
    saar, eva, troubled_storage, trouble
):
    """R04 The n-th change of a file fails, or the power goes; then it is done again."""
    photo = send(saar, eva)

    def work():
        try:
            finish(photo)
        finally:
            troubled_storage.restore()
            if not Photo.objects.get(pk=photo.pk).ready_at:
                assert seen_by_parents_of(saar) == []

    assert until_it_works(getattr(troubled_storage, trouble), work) >= 4

    finish(photo)
    assert photo.ready_at
    assert files() == named()
    assert len(files()) == 4
    assert verbs().count("photo_shared") == 1


@pytest.mark.parametrize("trouble", ["fail_after", "cut_after"])
def test_a_film_is_taken_in_wholly_or_not_at_all(saar, eva, troubled_storage, trouble):
    """R04 What a power cut leaves is swept up after a day."""

    def work():
        try:
            send(saar, eva)
        finally:
            troubled_storage.restore()
            if trouble == "cut_after":
                sweeping.sweep(at=timezone.now() + timedelta(days=2))
            assert files() == named()
            assert len(files()) == Photo.objects.count()

    assert until_it_works(getattr(troubled_storage, trouble), work) >= 1


@pytest.mark.django_db(transaction=True)
def test_whatever_happens_to_the_database_one_film_is_there(saar, eva, troubled_database):
    """R04 The n-th change of a row fails."""
    photo = send(saar, eva)
    for step in range(60):
        try:
            with troubled_database(step):
                finish(photo)
            break
        except Exception:
            photo.refresh_from_db()
            assert files() <= named()

    finish(photo)
    assert step > 5
    assert photo.ready_at
    assert files() == named()
    assert verbs().count("photo_shared") == 1


def test_a_film_that_waited_for_a_day_is_given_up(saar, eva):
    photo = send(saar, eva)

    sweeping.give_up_what_never_came(at=make.at(9) + timedelta(days=1))
    assert not Photo.objects.get().problem
    sweeping.give_up_what_never_came(at=make.at(11) + timedelta(days=1))

    photo.refresh_from_db()
    assert (photo.problem, files()) == ("film_lost", set())
    finish(photo)
    assert photo.ready_at is None


def test_the_sweep_takes_old_files_without_a_name_only(saar, eva):
    photo = send(saar, eva)
    finish(photo)
    waiting = send(saar, eva)
    there = files()
    for path in ("photos/ab/left", "incoming/left", "elsewhere/kept"):
        default_storage.save(path, io.BytesIO(b"left"))

    assert sweeping.sweep(at=timezone.now()) == 0, "somebody may be writing them now"
    assert sweeping.sweep(at=timezone.now() + timedelta(days=2)) == 2

    assert files() == there | {"elsewhere/kept"}
    assert waiting.source in files()


def test_the_sweep_does_not_believe_an_empty_database():
    """Somebody put the files back first, and the rows will follow."""
    for number in range(150):
        default_storage.save(f"photos/ab/{number}.webp", io.BytesIO(b"a"))

    assert sweeping.sweep(at=timezone.now() + timedelta(days=2)) == 0
    assert len(files()) == 150


@pytest.mark.django_db(transaction=True)
def test_the_worker_makes_the_film(saar, eva, work_off):
    photo = send(saar, eva)
    work_off()

    assert Photo.objects.get(pk=photo.pk).ready_at
    tasks.make_film(str(photo.organisation_id), str(photo.pk))
    assert files() == named()
