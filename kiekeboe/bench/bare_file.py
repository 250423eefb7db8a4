"""The server software alone, sending one file to everybody: what B8 compares with."""

import asyncio

from granian.constants import Interfaces
from granian.server.embed import Server


def give(path: str, port: int, size: int) -> None:
    start = {
        "type": "http.response.start",
        "status": 200,
        "headers": [(b"content-type", b"image/webp"), (b"content-length", str(size).encode())],
    }

    async def application(scope, receive, send):
        await send(start)
        await send({"type": "http.response.pathsend", "path": path})

    server = Server(application, address="127.0.0.1", port=port, interface=Interfaces.ASGI,
                    websockets=False, log_enabled=False)  # fmt: skip
    asyncio.run(serve(server))


async def serve(server) -> None:
    await server.serve()
