"""A server with only the hub, and a doorman who reads a list: for the tests of the hub."""

import asyncio
import json
import os
import sys
from datetime import date
from pathlib import Path
from uuid import UUID

import django


async def main(port: int, guests: Path, limit: int) -> None:
    from django.utils.timezone import localdate
    from granian.constants import Interfaces
    from granian.server.embed import Server

    from kiekeboe.live import Reach, reach_of, still_signed_in
    from kiekeboe.live.hub import Hub

    @reach_of("test")
    def reach(organisation_id, cookies):
        guest = json.loads(guests.read_text()).get(cookies.get("guest", ""))
        if guest is None or guest["organisation"] != str(organisation_id):
            return None
        return Reach(
            key=cookies["guest"],
            children=frozenset(map(UUID, guest.get("children", []))),
            groups=frozenset(map(UUID, guest.get("groups", []))),
            everything=guest.get("everything", False),
        )

    reach_of("family")(reach)

    @still_signed_in("family")
    def standing(keys):
        return keys & json.loads(guests.read_text()).keys()

    def today():
        told = guests.with_name("today")
        return date.fromisoformat(told.read_text()) if told.exists() else localdate()

    hub = Hub(limit=limit, today=today)
    quiet = {"websockets": False, "log_enabled": False}
    server = Server(hub, port=port, interface=Interfaces.ASGINL, **quiet)
    await server.serve()


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "kiekeboe.settings"
    django.setup()
    asyncio.run(main(int(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])))
