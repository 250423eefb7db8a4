"""The way from the port to Django and back, on a real granian."""

import asyncio
import http.client
import os
import signal
import socket
import subprocess
import sys
import tracemalloc

import pytest

from kiekeboe.serving.bridge import read
from kiekeboe.testing.house import ROOT, environment
from kiekeboe.testing.mail import free_port

pytestmark = pytest.mark.server

PROGRAM = """
import asyncio, os, sys, time
os.environ["DJANGO_SETTINGS_MODULE"] = "kiekeboe.settings"
from granian.constants import Interfaces
from granian.server.embed import Server
from kiekeboe.serving.bridge import WsgiInThreads

class Pieces:
    streaming = True
    def __init__(self): self.left = 5
    def __iter__(self): return self
    def __next__(self):
        if not self.left: raise StopIteration
        self.left -= 1
        return b"x" * 50_000

def app(environ, start):
    path = environ["PATH_INFO"]
    start("200 OK", [("X-Path", path.encode("latin-1").hex()), ("Set-Cookie", "a=1"), ("Set-Cookie", "b=2")])
    if path == "/echo":
        return [environ["wsgi.input"].read()]
    if path == "/pieces":
        return Pieces()
    if path == "/seen":
        names = ("REMOTE_ADDR", "HTTP_COOKIE", "wsgi.url_scheme", "HTTP_X_A", "CONTENT_LENGTH")
        return [repr([environ.get(name) for name in names]).encode()]
    return [b"ok"]

bridge = WsgiInThreads(app, threads=2, scheme="https", proxies=1, largest=3_000_000)
server = Server(bridge, port=int(sys.argv[1]), interface=Interfaces.ASGINL, websockets=False, log_enabled=False)
asyncio.run(server.serve())
"""  # noqa: E501


@pytest.fixture(scope="module")
def port(tmp_path_factory):
    port = free_port()
    data = tmp_path_factory.mktemp("bridge")
    process = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, str(port)],
        cwd=ROOT,
        env=environment(KIEKEBOE_DATA=str(data)),
    )
    for _ in range(200):
        try:
            ask(port, "GET", "/")
            break
        except OSError:
            import time

            time.sleep(0.05)
    yield port
    os.kill(process.pid, signal.SIGKILL)
    process.wait()


def ask(port, method, path, body=None, headers=None):
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        line.request(method, path, body=body, headers=headers or {})
        answer = line.getresponse()
        return answer.status, answer.headers, answer.read()
    finally:
        line.close()


def test_a_body_arrives_whole_also_when_it_is_large(port):
    body = os.urandom(2_500_000)
    assert ask(port, "POST", "/echo", body)[2] == body


def test_a_body_in_chunks_arrives_whole(port):
    pieces = iter([b"one ", b"two ", b"three"])
    assert ask(port, "POST", "/echo", pieces)[2] == b"one two three"


def test_a_body_that_is_too_large_is_refused_with_safe_headers(port):
    """S49: also what Django never sees. The length it announces is enough."""
    with socket.create_connection(("127.0.0.1", port), timeout=5) as wire:
        wire.sendall(b"POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 3000001\r\n\r\nx")
        answer = wire.recv(65536).decode().lower()
    assert answer.startswith("http/1.1 413")
    assert "x-content-type-options: nosniff" in answer


def test_an_answer_in_pieces_arrives_whole(port):
    assert ask(port, "GET", "/pieces")[2] == b"x" * 250_000


def test_two_cookies_stay_two(port):
    assert ask(port, "GET", "/")[1].get_all("Set-Cookie") == ["a=1", "b=2"]


def test_a_path_keeps_its_letters(port):
    assert bytes.fromhex(ask(port, "GET", "/caf%C3%A9")[1]["X-Path"]).decode() == "/café"


def test_the_address_of_the_visitor_comes_from_our_own_proxy_only(port):
    """What the visitor adds in front does not count."""
    headers = {"X-Forwarded-For": "6.6.6.6, 10.0.0.7", "Cookie": "a=b", "X_A": "smuggled"}
    seen = ask(port, "GET", "/seen", headers=headers)[2].decode()
    assert seen == "['10.0.0.7', 'a=b', 'https', None, '0']"


def test_a_body_in_chunks_does_not_fill_the_memory():
    """S55: it announces no length, and still only its first part is kept in memory."""
    pieces = [{"type": "http.request", "body": b"x" * 65536, "more_body": True}] * 200
    pieces.append({"type": "http.request", "body": b"", "more_body": False})
    waiting = iter(pieces)

    async def receive():
        return next(waiting)

    tracemalloc.start()
    try:
        body, length = asyncio.run(read({"method": "POST", "headers": []}, receive, 64_000_000))
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    with body:
        assert (length, len(body.read())) == (200 * 65536,) * 2
    assert peak < 4 * 1024 * 1024
