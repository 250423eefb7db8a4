"""Building the data, starting the server on it and asking each part for its rows."""

import os
import time
from pathlib import Path

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.db import connection
from django.utils import timezone

from kiekeboe.accounts.sessions import SessionStore
from kiekeboe.bench import (
    anew,
    binding,
    delivering,
    invoicing,
    noon,
    pages,
    streaming,
    tapping,
    weight,
    writing,
    yearly,
)
from kiekeboe.bench.process import Server
from kiekeboe.bench.rows import Row
from kiekeboe.care.models import Entry
from kiekeboe.serving import prepare
from kiekeboe.story import n40
from kiekeboe.tablet.access import DEVICE_COOKIE, TURN_COOKIE


def measure(data: Path, parts: set[str]) -> list[Row]:
    """Everything that needs the server: pages, weight and memory."""
    began = time.monotonic()
    prepare.everything()
    nursery = n40.build(timezone.now())
    session = signed_in(nursery.parent)
    print(f"{Entry.objects.count()} entries in {time.monotonic() - began:.0f} s.", flush=True)
    tapping.open_pin(nursery)
    pen = writing.pen(nursery)
    wanted = pages.subjects(nursery, session, cookie_names(), pen)
    photo = delivering.hang(nursery)
    rows = binding.measure(nursery) if "book" in parts else []
    if "planning" in parts:
        rows += yearly.measure(nursery)
    at_noon = []
    if "noon" in parts:
        noon.small_ones(photo)
        at_noon = noon.visits(nursery, photo, signed_in)
    connection.close()
    with Server(dict(os.environ)) as server:
        rows.append(Row("B16.start", "From nothing to ready", server.took, 1.5, "s"))
        if "memory" in parts:
            time.sleep(2)
            rows.append(memory(server, "B16.idle", "Memory of web, worker and live, at rest"))
        if "pages" in parts:
            rows += pages.measure(server, settings.PORT, wanted, data / "bench")
        if "tapping" in parts:
            key = (DEVICE_COOKIE, n40.DEVICE_KEY)
            rows += tapping.measure(settings.PORT, data / "tablet", nursery, key)
        if "writing" in parts:
            server.find_web(lambda: wanted[0].round_of_warming(settings.PORT))
            rows += writing.measure(server, settings.PORT, wanted[-1].headers, pen, data)
        if "delivery" in parts:
            cookie = (settings.SESSION_COOKIE_NAME, session)
            rows += delivering.measure(server, settings.PORT, nursery, photo, cookie)
        if "weight" in parts:
            cookie = (settings.SESSION_COOKIE_NAME, session)
            rows += weight.measure(settings.ORIGIN, wanted[0].address, cookie)
        if at_noon:
            rows += noon.measure(server, settings.PORT, at_noon, wanted[-1].headers, pen)
        if "memory" in parts:
            rows.append(memory(server, "B16.used", "Memory of web, worker and live, after this"))
    if "anew" in parts:
        rows += anew.measure(nursery, signed_in)
    if "streams" in parts:
        rows += streaming.measure(nursery, signed_in)
    return rows


def memory(server, id, name) -> Row:
    return Row(id, name, server.pss_mib(), 170, "MiB")


def cookie_names() -> dict[str, str]:
    return {
        "session": settings.SESSION_COOKIE_NAME,
        "csrf": settings.CSRF_COOKIE_NAME,
        "device": DEVICE_COOKIE,
        "turn": TURN_COOKIE,
    }


def signed_in(account) -> str:
    """The key of a fresh sign-in of this account."""
    session = SessionStore()
    session[SESSION_KEY] = str(account.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = account.get_session_auth_hash()
    session.create()
    return session.session_key


def invoices() -> list[Row]:
    """B10, on an organisation of its own."""
    prepare.everything()
    return invoicing.measure()


def photos() -> list[Row]:
    """B7, as the photo pipeline measures itself against libvips."""
    from kiekeboe.lib.images import measuring

    found = measuring.measure(photos=6, rounds=3)
    name = "Photo pipeline against libvips, the same three sizes"
    if "not_run" in found:
        return [Row("B7", name, None, 0.75, "x", at_least=True, why=found["not_run"])]
    return [
        Row("B7", name, found["ratio"], found["goal"], "x", at_least=True),
        Row(
            "B7.one",
            "… against one JPEG of 1600 pixels alone",
            found["ratio_to_one_jpeg"],
            found["goal"],
            "x",
            at_least=True,
        ),
        Row(
            "B7.memory",
            "Most memory of the process of a photo",
            found["peak_kib"] / 1024,
            150,
            "MiB",
        ),
        Row("B7.photos", "Photos per CPU second", found["ours_per_cpu_second"], None, "/s"),
    ]
