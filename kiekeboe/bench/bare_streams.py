"""A bare asyncio server of event streams: what B12 compares with.

It lets everybody in, keeps nothing and asks nothing: a line on its own port says which audience
hears a message, and it is written to the pages of that audience.
"""

import asyncio

HEAD = (
    b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream; charset=utf-8\r\n"
    b"transfer-encoding: chunked\r\n\r\n"
)


def serve(port: int, desk: int) -> None:
    asyncio.run(Streams().serve(port, desk))


def chunk(message: bytes) -> bytes:
    return f"{len(message):x}\r\n".encode() + message + b"\r\n"


class Streams:
    def __init__(self):
        self.audiences: dict[bytes, list] = {}

    async def serve(self, port: int, desk: int) -> None:
        pages = await asyncio.start_server(self.page, "127.0.0.1", port, limit=4096, backlog=1024)
        told = await asyncio.start_server(self.told, "127.0.0.1", desk)
        async with pages, told:
            await asyncio.gather(pages.serve_forever(), told.serve_forever())

    async def page(self, reader, writer) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        audience = head.split(b" ", 2)[1]
        writer.write(HEAD + chunk(b"retry: 1000\n\n"))
        self.audiences.setdefault(audience, []).append(writer)
        await reader.read()  # until the page closes
        self.audiences[audience].remove(writer)

    async def told(self, reader, writer) -> None:
        while line := await reader.readline():
            audience, number, words = line.rstrip(b"\n").split(b" ", 2)
            message = chunk(b"id: " + number + b"\nevent: changed\ndata: " + words + b"\n\n")
            for page in self.audiences.get(audience, ()):
                page.write(message)
