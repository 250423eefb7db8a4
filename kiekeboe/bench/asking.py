"""Asking one thing over and over on one kept connection, and what that costs the server."""

import http.client
import statistics
import time
from dataclasses import dataclass, field

from kiekeboe.bench.process import cpu


@dataclass
class Subject:
    """One thing to measure: what to ask, and the rounds so far."""

    name: str
    address: str
    headers: dict
    method: str = "GET"
    body: object = None  # bytes, or a function that makes fresh ones
    cpu_ms: list = field(default_factory=list)
    wall_ms: list = field(default_factory=list)
    queries: int = 0
    wire: int = 0
    content: bytes = b""

    def round(self, server, port, times) -> None:
        """Ask `times` times in a row; notes the CPU of the web process per request."""
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        self.ask(connection)
        before = cpu(server.web)
        for _ in range(times):
            began = time.perf_counter()
            self.ask(connection)
            self.wall_ms.append((time.perf_counter() - began) * 1000)
        self.cpu_ms.append((cpu(server.web) - before) / times * 1000)
        connection.close()

    def round_of_warming(self, port, times=40) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        for _ in range(times):
            self.ask(connection)
        connection.close()

    def ask(self, connection, **more) -> http.client.HTTPResponse:
        body = self.body() if callable(self.body) else self.body
        connection.request(self.method, self.address, body, self.headers | more)
        answer = connection.getresponse()
        content = answer.read()
        if answer.status not in (200, 201, 304):
            raise RuntimeError(f"{self.name}: {answer.status} {content[:300]!r}")
        self.wire = len(content) + len(str(answer.headers).encode())
        return answer

    def look(self, port) -> None:
        """Once, counting questions and keeping the uncompressed bytes for the bare view."""
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        self.queries = int(self.ask(connection, **{"X-Count": "1"}).headers["X-Queries"])
        body = self.body() if callable(self.body) else self.body
        plain = self.headers | {"Accept-Encoding": "identity"}
        connection.request(self.method, self.address, body, plain)
        self.content = connection.getresponse().read()
        connection.close()
        if b'"status": 4' in self.content:
            raise RuntimeError(f"{self.name} was refused: {self.content[:300]!r}")

    @property
    def median_cpu(self) -> float:
        return statistics.median(self.cpu_ms)

    def percentile(self, part: float) -> float:
        """The wall-clock time below which this part of the requests stayed, in ms."""
        ordered = sorted(self.wall_ms)
        return ordered[min(len(ordered) - 1, int(part * len(ordered)))]
