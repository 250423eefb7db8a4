"""The web process: granian in one event loop, pages in threads, live streams in the loop."""

import asyncio
import os
import signal
import threading

LAST_MOMENT = 8.0  # seconds after which open connections no longer hold up the stop


def run() -> None:
    asyncio.run(serve())


async def serve() -> None:
    from django.conf import settings
    from granian.constants import Interfaces
    from granian.server.embed import Server

    from kiekeboe.asgi import application, hub

    server = Server(
        application,
        address=settings.BIND,
        port=settings.PORT,
        interface=Interfaces.ASGI,
        websockets=False,
        backlog=2048,
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

    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop)
    await server.serve()
