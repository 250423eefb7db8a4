"""Chapter five: the photos, through the same gate and the same store as those of a tablet."""

import hashlib
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from random import Random

from kiekeboe.lib.images.preparing import prepare
from kiekeboe.photos import files
from kiekeboe.photos.consent import allowed
from kiekeboe.photos.models import Appearance, Medium, Photo, Rendition
from kiekeboe.story import moving, scenes, team
from kiekeboe.story.cast import ROOMS, UILEN, WRITERS
from kiekeboe.story.ids import fixed

ALBUMS = {"Noor", "Sami"}
FILMED = 660  # minutes of the day


def write(book, stays) -> None:
    """About three photos a day; only children whose parents allow it are on them."""
    pictures = drawn()
    names = sorted(pictures)
    for day in dict.fromkeys(stay.day for stay in sorted(stays, key=lambda stay: stay.day)):
        for room in ROOMS:
            here = [stay for stay in stays if stay.day == day and stay.kid.room is room]
            chance = Random(f"photo/{room.name}/{here[0].ago if here else ''}")
            subjects = [stay for stay in here if _may_be_on_a_photo(stay.kid)]
            minute = _minute(room, day, book.clock, chance)
            subjects = [one for one in subjects if one.arrived + 10 < minute]
            subjects = [one for one in subjects if one.left is None or minute < one.left]
            if subjects:
                name = names[chance.randrange(len(names))]
                _photo(book, room, minute, subjects, (name, pictures[name]), chance)
    _film(book, stays)


def drawn() -> dict:
    """Each picture once through the pipeline: its pixels are the same for every child."""

    def prepared(variant):
        name, draw = variant
        content = draw()
        return name, (content, prepare(content))

    with ThreadPoolExecutor(2) as threads:
        return dict(threads.map(prepared, scenes.variants()))


def _minute(room, day, clock, chance) -> int:
    """When the photo is taken: in the morning with the little ones, after school with the rest."""
    minute = chance.randint(900, 980) if room is UILEN else chance.randint(600, 690)
    return minute if day != clock.today else min(minute, clock.minute - 5)


def _may_be_on_a_photo(kid) -> bool:
    answers = [
        (purpose, answer)
        for parent in kid.parents
        for purpose, answer in (("own_portal", parent.own), ("group_portal", parent.together))
        if parent.has_authority and answer is not None
    ]
    return allowed(answers).photographed


def _on_it(subjects, chance) -> list:
    """One to three children; every other day Noor or Sami, whose parents come and look first."""
    picked = chance.sample(subjects, min(len(subjects), chance.choice([1, 2, 2, 3])))
    looked_for = [stay for stay in subjects if stay.kid.first_name in ALBUMS and stay.ago % 2 == 0]
    return list(dict.fromkeys([*looked_for, *picked]))[:3]


def _photo(book, room, minute, subjects, picture, chance) -> None:
    (scene, _), (content, prepared) = picture
    day, ago = subjects[0].day, subjects[0].ago
    on_it = _on_it(subjects, chance)
    writer = team.actor(book, chance.choice(WRITERS[room]), room.device)
    _shared(
        book,
        on_it,
        prepared,
        writer,
        id=fixed("photo", room.name, ago),
        taken_at=book.clock.at(day, minute),
        caption=scenes.SCENES[scene][0],
        content_hash=hashlib.sha256(content + room.name.encode() + bytes([ago])).hexdigest(),
    )


def _film(book, stays) -> None:
    """One film, of the last day before today on which Noor or Sami was there."""
    theirs = [
        stay
        for stay in stays
        if stay.ago and stay.kid.first_name in ALBUMS and stay.arrived < FILMED - 10
        if (stay.left is None or stay.left > FILMED) and _may_be_on_a_photo(stay.kid)
    ]
    stay = min(theirs, key=lambda stay: (stay.ago, stay.kid.first_name))
    room, content = stay.kid.room, moving.FILM.read_bytes()
    film = _shared(
        book,
        [stay],
        prepare(moving.poster()),
        team.actor(book, WRITERS[room][0], room.device),
        id=fixed("film", room.name, stay.ago),
        taken_at=book.clock.at(stay.day, FILMED),
        caption=moving.CAPTION,
        content_hash=hashlib.sha256(content).hexdigest(),
        medium=Medium.FILM,
        seconds=moving.SECONDS,
    )
    told = {"medium": Medium.FILM, "width": moving.WIDTH, "height": moving.HEIGHT}
    _keep(book, film, files.film_path(film.stem), content, longest=moving.WIDTH, **told)


def _shared(book, on_it, prepared, writer, *, taken_at, **fields) -> Photo:
    heard_at = min(taken_at + timedelta(seconds=40), book.clock.now)
    room = on_it[0].kid.room
    photo = book.put(
        Photo,
        group_id=room.id,
        taken_at=taken_at,
        colour=prepared.colour,
        stem=files.new_stem(),
        author_id=writer.person,
        device_id=writer.device,
        heard_at=heard_at,
        ready_at=heard_at,
        **fields,
    )
    children = [stay.kid.id for stay in on_it]
    for child in children:
        book.put(Appearance, photo=photo, child_id=child, taken_at=taken_at)
    for longest, one in prepared.renditions.items():
        path = files.picture_path(photo.stem, longest)
        _keep(book, photo, path, one.content, longest=longest, width=one.width, height=one.height)
    book.tell("photo_shared", photo, by=writer, at=taken_at, children=children, group=room.id)
    return photo


def _keep(book, photo, path, content, **size) -> None:
    files.keep(path, content)
    book.put(Rendition, photo=photo, bytes=len(content), path=path, **size)
