"""The web process: granian in one event loop, pages in threads, live streams in the loop."""

import asyncio
import gc
import os
import signal
import threading
from typing import Any

from kiekeboe.serving import door

# Thousands of open pages are many young objects that live long: looking at all of them for rings
# after every 700 new ones costs a fifth of the time that their news takes.
RINGS = (20_000, 20, 50)
LAST_MOMENT = 8.0  # seconds after which open connections no longer hold up the stop
SETTLED = 0.1  # seconds until the server software takes from the queue
GOODBYE = 1.0  # seconds in which each answer says that it is the last one on its line


def run(listening: door.Socket) -> None:
    gc.set_threshold(*RINGS)
    asyncio.run(serve(listening))


async def serve(listening: door.Socket) -> None:
    from django.conf import settings
    from granian.constants import Interfaces
    from granian.net import SocketHolder
    from granian.server.embed import Server

    from kiekeboe.asgi import application, hub
    from kiekeboe.serving.group import ANEW, ANSWERS

    class Behind(Server):
        """The server software, behind the door that the first process opened."""

        def _init_shared_socket(self) -> None:
            held: Any = SocketHolder  # its stub leaves out what it is made of
            self._ssp = None
            self._shd: Any = held(listening.fileno(), False, door.QUEUE)
            self._sfd: Any = listening.fileno()

    farewell = Farewell(application)
    server = Behind(
        farewell,
        address=settings.BIND,
        port=settings.PORT,
        interface=Interfaces.ASGI,
        websockets=False,
        backlog=door.QUEUE,
        # Granian holds back everything beyond this many open requests, and a stream is one.
        backpressure=settings.LIVE_STREAMS + 1000,
        log_enabled=False,
    )

    def stop() -> None:
        hub.close()
        server.stop()
        late = threading.Timer(LAST_MOMENT, os._exit, [0])
        late.daemon = True
        late.start()

    def leave() -> None:
        """Somebody else answers the door from now on."""
        door.turn_away(listening)
        farewell.said = True
        hub.close()
        loop.call_later(GOODBYE, stop)

    loop = asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGTERM, stop)
    loop.add_signal_handler(ANEW, leave)
    listening.listen(door.QUEUE)  # again, for the processes after the first; that changes nothing
    serving = asyncio.create_task(server.serve())
    loop.call_later(SETTLED, os.kill, os.getppid(), ANSWERS)
    await serving


class Farewell:
    """The application; once `said`, each answer closes its line, so that the next question on it
    goes to the process that came after us."""

    def __init__(self, app):
        self.app, self.said = app, False

    async def __call__(self, scope, receive, send) -> None:
        async def last(message) -> None:
            if self.said and message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], (b"connection", b"close")]
            await send(message)

        # The streams end by themselves, and each word of theirs would pass here.
        page = scope.get("http_version", "2")[0] == "1" and not scope["path"].startswith("/live/")
        await self.app(scope, receive, last if page or self.said else send)
