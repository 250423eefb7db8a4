"""B8: a photo of 200 KB on both of its ways, beside the same server that only sends the file."""

import multiprocessing
import secrets
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from kiekeboe.bench import bare_file
from kiekeboe.bench.asking import Subject
from kiekeboe.bench.process import cpu
from kiekeboe.bench.rows import Row
from kiekeboe.photos.delivery import Signer
from kiekeboe.photos.models import Appearance, Photo, Rendition
from kiekeboe.portal.access import family_of

SIZE, ROUNDS, TIMES = 200_000, 9, 400


def hang(nursery) -> Photo:
    """A photo of the first child, of random bytes: only their number matters."""
    now = timezone.now()
    owned = {"organisation_id": nursery.organisation}
    photo = Photo.objects.create(
        **owned, group_id=nursery.groups[0], taken_at=now, heard_at=now, ready_at=now,
        colour="#cccccc", author_id=nursery.employee, content_hash="0" * 64,
        stem="photos/aa/measured-photo",
    )  # fmt: skip
    Appearance.objects.create(**owned, photo=photo, child_id=nursery.children[0], taken_at=now)
    rendition = Rendition.objects.create(
        **owned, photo=photo, longest=1200, width=1200, height=900, bytes=SIZE,
        path=f"{photo.stem}-1200.webp",
    )  # fmt: skip
    default_storage.save(rendition.path, ContentFile(secrets.token_bytes(SIZE)))
    return photo


def measure(server, port, nursery, photo, cookie) -> list[Row]:
    """Interleaved rounds; CPU of the serving process per answer, the client's is not counted."""
    numbers = {one.organisation_id: one.validity or 0
               for one in family_of(nursery.parent).guardianships}  # fmt: skip
    signer = Signer(cookie[1], timezone.now(), numbers)
    headers = {"Cookie": "=".join(cookie)}
    signed = Subject("signed", signer.address(photo.organisation_id, photo.stem, 1200), headers)
    session = Subject("session", f"/parent/photos/{photo.pk}/1200/", headers)
    bare = Subject("file", "/", {})
    server.find_web(lambda: signed.round_of_warming(port))
    with bare_server(default_storage.path(f"{photo.stem}-1200.webp")) as plain:
        session.round_of_warming(port)
        bare.round_of_warming(plain.port)
        for _ in range(ROUNDS):
            bare.round(plain, plain.port, TIMES)
            signed.round(server, port, TIMES)
            session.round(server, port, TIMES // 4)
    return rows(signed, session, bare)


def rows(signed, session, bare) -> list[Row]:
    plain = bare.median_cpu
    return [
        Row("B8.signed", "Photo on the signed path, against the bare file",
            plain / signed.median_cpu, 0.9, "x", at_least=True),
        Row("B8.session", "Photo on the session path, against the bare file",
            plain / session.median_cpu, 0.15, "x", at_least=True),
        Row("B8.signed.cpu", "Photo on the signed path: CPU", signed.median_cpu, None, "ms"),
        Row("B8.session.cpu", "Photo on the session path: CPU", session.median_cpu, None, "ms"),
        Row("B8.bare.cpu", "The bare file: CPU", plain, None, "ms"),
        Row("B8.address", "Signing forty addresses", signing(), None, "ms"),
    ]  # fmt: skip


def signing() -> float:
    """Milliseconds of a page with forty photos."""
    house = Photo.objects.values_list("organisation", flat=True)[0]
    signer = Signer(secrets.token_hex(16), timezone.now(), {house: 4})
    began = time.perf_counter()
    for number in range(40):
        signer.address(house, f"photos/aa/token-{number}", 400)
    return (time.perf_counter() - began) * 1000


class Plain:
    """The other server, as `Subject.round` knows one."""

    def __init__(self, port: int, pid: int):
        self.port, self.web = port, pid


@contextmanager
def bare_server(path: str) -> Iterator[Plain]:
    """The same server software in a process of its own, that gives this one file to everybody."""
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        port = door.getsockname()[1]
    other = multiprocessing.get_context("spawn").Process(
        target=bare_file.give, args=(path, port, SIZE)
    )
    other.start()
    try:
        wait_for(port)
        cpu(other.pid)
        yield Plain(port, other.pid)
    finally:
        other.terminate()
        other.join(5)


def wait_for(port: int) -> None:
    for _ in range(200):
        try:
            return socket.create_connection(("127.0.0.1", port), 0.5).close()
        except OSError:
            time.sleep(0.05)
    raise RuntimeError("the bare server did not start")
