"""A year book of 120 different photos of 1200 pixels: how long, how much memory, how heavy."""

import resource
import time
from datetime import timedelta
from io import BytesIO

from django.utils import timezone
from PIL import Image

from kiekeboe.bench.rows import Row
from kiekeboe.people.models import Guardianship
from kiekeboe.photos import book_making, files
from kiekeboe.photos.models import Appearance, Photo, Rendition
from kiekeboe.story import scenes

PHOTOS = 120
LONGEST = 1200


def measure(nursery) -> list[Row]:
    """The book of the second child, made in this process; its photos are taken away again."""
    now = timezone.now()
    relation = Guardianship.objects.get(child=nursery.children[1])
    hung = [_hang(nursery, taken_at, number) for number, taken_at in enumerate(_moments(now))]
    book = book_making.ask(relation, now.year, language="nl", by=relation.guardian.actor(), at=now)
    began = time.perf_counter()
    book_making.finish(book.organisation_id, book.pk, at=now)
    took = time.perf_counter() - began
    book.refresh_from_db()
    press = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    Appearance.objects.filter(photo__in=hung).delete()
    found = [
        Row("book", f"A year book of {len(book.photos)} photos", took, None, "s"),
        Row("book.bytes", "… its weight", book.bytes / 1e6, None, "MB"),
        Row("book.pages", "… its pages", book.pages, None, ""),
        Row("book.memory", "… most memory of its press", press, None, "MiB"),
    ]
    book.delete()
    return found


def _moments(now):
    """Evenly over what there is of this year, no further back than the children are here."""
    start = max(now - timedelta(days=170), now.replace(month=1, day=1, hour=12))
    return [start + (now - start) * number / PHOTOS for number in range(PHOTOS)]


def _hang(nursery, taken_at, number) -> Photo:
    owned = {"organisation_id": nursery.organisation}
    names = list(scenes.SCENES)
    name = names[number % len(names)]
    content = _picture(name, number)
    photo = Photo.objects.create(
        **owned, group_id=nursery.groups[0], taken_at=taken_at, heard_at=taken_at,
        ready_at=taken_at, colour="#cccccc", author_id=nursery.employee, stem=files.new_stem(),
        content_hash=f"{number + 1:064d}", caption=scenes.SCENES[name][0],
    )  # fmt: skip
    Appearance.objects.create(**owned, photo=photo, child_id=nursery.children[1], taken_at=taken_at)
    path = files.picture_path(photo.stem, LONGEST)
    files.keep(path, content)
    Rendition.objects.create(**owned, photo=photo, longest=LONGEST, width=LONGEST, height=900,
                             bytes=len(content), path=path)  # fmt: skip
    return photo


def _picture(name, number) -> bytes:
    """A drawn scene with grain over it, so that it weighs what a photo weighs."""
    with Image.open(BytesIO(scenes.photo(name, seed=number, mirrored=number % 2 == 1))) as drawn:
        small = drawn.convert("RGB").resize((LONGEST, 900))
    grain = Image.effect_noise(small.size, 40).convert("RGB")
    made = BytesIO()
    Image.blend(small, grain, 0.25).save(made, "WEBP", quality=80)
    return made.getvalue()
