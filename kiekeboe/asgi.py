"""The one port: live streams in the event loop, everything else through Django in threads."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kiekeboe.settings")

from django.conf import settings

from kiekeboe.live.hub import Hub
from kiekeboe.serving.bridge import WsgiInThreads
from kiekeboe.serving.signed import Signed
from kiekeboe.wsgi import application as pages_in_wsgi

pages = WsgiInThreads(
    pages_in_wsgi,
    threads=settings.THREADS,
    scheme="https" if settings.SECURE else "http",
    proxies=settings.PROXIES,
    largest=settings.LARGEST_BODY,
)
signed = Signed(pages)
hub = Hub(limit=settings.LIVE_STREAMS)


async def application(scope, receive, send) -> None:
    if scope["type"] == "lifespan":
        await lifespan(receive, send)
    elif scope["path"].startswith("/live/"):
        await hub(scope, receive, send)
    elif scope["path"].startswith("/photos/"):
        await signed(scope, receive, send)
    else:
        await pages(scope, receive, send)


async def lifespan(receive, send) -> None:
    while True:
        message = await receive()
        await send({"type": f"{message['type']}.complete"})
        if message["type"] == "lifespan.shutdown":
            hub.close()
            return
