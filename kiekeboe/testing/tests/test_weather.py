"""Each kind of weather does what it says, before a small real server."""

import hashlib
import http.client
import os
import random
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from kiekeboe.testing.weather import MODES, Weather, storm


class Desk(BaseHTTPRequestHandler):
    """Keeps what it hears, in order; answers with the digest of it."""

    protocol_version = "HTTP/1.1"

    def do_PUT(self):
        content = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.heard.append((self.path, hashlib.sha256(content).hexdigest()))
        answer = hashlib.sha256(content).hexdigest().encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def do_GET(self):
        self.server.heard.append((self.path, ""))
        self.send_response(200)
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        for number in range(3):
            event = b"data: %d\n\n" % number
            self.wfile.write(b"%x\r\n%s\r\n" % (len(event), event))
            self.wfile.flush()
            time.sleep(0.15)
        self.wfile.write(b"0\r\n\r\n")

    def log_message(self, *told):
        pass


@pytest.fixture
def desk():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Desk)
    server.daemon_threads, server.heard = True, []
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def weather(desk):
    found = Weather(desk.server_port, delay=0.2, patience=1).begins()
    yield found
    found.ends()


def put(weather, path="/items/", content=b"a bottle", timeout=5):
    caller = http.client.HTTPConnection("127.0.0.1", weather.port, timeout=timeout)
    try:
        caller.request("PUT", path, content)
        return caller.getresponse().read().decode()
    finally:
        caller.close()


def heard_of(desk, many):
    """Wait until the desk heard so many."""
    deadline = time.monotonic() + 5
    while len(desk.heard) < many and time.monotonic() < deadline:
        time.sleep(0.02)


def digest(content=b"a bottle"):
    return hashlib.sha256(content).hexdigest()


def test_on_a_clear_day_every_byte_arrives_both_ways(weather, desk):
    """U40 Also 8 MiB on one connection with what comes after it, and all of it is counted."""
    heavy = os.urandom(8 * 1024 * 1024)
    caller = http.client.HTTPConnection("127.0.0.1", weather.port, timeout=10)
    for content in (heavy, b"after it"):
        caller.request("PUT", "/photos/", content)
        assert caller.getresponse().read().decode() == digest(content)
    caller.close()

    assert [one.path for one in weather.passed("/photos/", method="PUT")] == ["/photos/"] * 2
    assert weather.passages[0].up > len(heavy)
    assert weather.passages[0].status == 200
    assert weather.passages[0].down > 64


def test_a_body_in_pieces_of_unknown_length_arrives_whole(weather, desk):
    pieces = [os.urandom(70_000), b"x", os.urandom(5)]

    class Whole(Desk):
        def do_PUT(self):
            content = b""
            while size := int(self.rfile.readline(), 16):
                content += self.rfile.read(size)
                self.rfile.readline()
            self.rfile.readline()
            self.server.heard.append((self.path, digest(content)))
            self.send_response(200)
            self.send_header("Content-Length", "0")
            self.end_headers()

    desk.RequestHandlerClass = Whole
    caller = http.client.HTTPConnection("127.0.0.1", weather.port, timeout=5)
    for _ in range(2):
        caller.request("PUT", "/items/", iter(pieces), encode_chunked=True,
                       headers={"Transfer-Encoding": "chunked"})  # fmt: skip
        assert caller.getresponse().read() == b""
    caller.close()
    assert desk.heard == [("/items/", digest(b"".join(pieces)))] * 2


def test_a_stream_comes_as_it_is_told(weather):
    """Each event when the server says it, not when the server is done."""
    caller = http.client.HTTPConnection("127.0.0.1", weather.port, timeout=5)
    caller.request("GET", "/live/")
    answer, began = caller.getresponse(), time.monotonic()
    assert answer.readline() == b"data: 0\n"
    assert time.monotonic() - began < 0.2
    assert answer.read().count(b"data: ") == 2
    caller.close()


def test_a_dead_line_refuses_and_cuts_who_was_talking(weather, desk):
    caller = http.client.HTTPConnection("127.0.0.1", weather.port, timeout=5)
    caller.request("GET", "/live/")
    answer = caller.getresponse()
    answer.readline()

    weather.turns("dead")

    with pytest.raises((OSError, http.client.HTTPException)):
        answer.read()
    with pytest.raises(ConnectionRefusedError):
        put(weather)
    weather.clears()
    assert put(weather) == digest()
    assert len(desk.heard) == 2


def test_a_black_hole_takes_all_and_says_nothing(weather, desk):
    weather.turns("black hole")
    with pytest.raises(TimeoutError):
        put(weather, timeout=0.4)
    weather.clears()
    assert put(weather, content=b"later") == digest(b"later")
    assert desk.heard == [("/items/", digest(b"later"))]


def test_what_was_on_its_way_comes_out_of_the_hole(weather):
    caller = http.client.HTTPConnection("127.0.0.1", weather.port, timeout=5)
    caller.request("GET", "/live/")
    answer = caller.getresponse()
    answer.readline()
    weather.turns("black hole")
    threading.Timer(0.8, weather.clears).start()
    began = time.monotonic()
    assert answer.read().count(b"data: ") == 2
    assert time.monotonic() - began > 0.6
    caller.close()


def test_slow_is_slow(weather):
    weather.turns("slow")
    began = time.monotonic()
    assert put(weather) == digest()
    assert time.monotonic() - began >= 0.1


@pytest.mark.parametrize("mode", ["cut after", "cut amid"])
def test_a_cut_line_leaves_the_server_knowing(weather, desk, mode):
    """R02"""
    weather.turns(mode, times=1)
    with pytest.raises((OSError, http.client.HTTPException)):
        put(weather)
    assert desk.heard == [("/items/", digest())]
    assert put(weather) == digest()
    assert (weather.passages[0].down > 0) == (mode == "cut amid")


@pytest.mark.parametrize("seed", range(6))
def test_the_answer_is_cut_before_its_end(desk, seed):
    weather = Weather(desk.server_port, seed=seed).begins()
    weather.turns("cut amid")
    for _ in range(4):
        with pytest.raises((OSError, http.client.HTTPException)):
            put(weather)
    caller = http.client.HTTPConnection("127.0.0.1", weather.port, timeout=5)
    caller.request("GET", "/live/")
    answer = caller.getresponse()
    with pytest.raises((OSError, http.client.HTTPException)):
        answer.read()
    weather.ends()


def test_twice_is_heard_twice_and_answered_once(weather, desk):
    weather.turns("twice", times=1)
    assert put(weather) == digest()
    heard_of(desk, 2)
    assert desk.heard == [("/items/", digest())] * 2


def test_a_held_request_goes_after_a_later_one(weather, desk):
    weather.turns("reorder")
    with ThreadPoolExecutor() as callers:
        first = callers.submit(put, weather, content=b"first")
        time.sleep(0.2)
        assert put(weather, content=b"second") == digest(b"second")
        assert first.result(3) == digest(b"first")
    assert [told for _, told in desk.heard] == [digest(b"second"), digest(b"first")]


def test_a_held_request_goes_alone_when_nobody_follows(weather, desk):
    weather.turns("reorder")
    assert put(weather) == digest()


def test_what_the_browser_gave_up_arrives_after_its_second_try(weather, desk):
    weather.turns("late", times=1)
    with pytest.raises((OSError, http.client.HTTPException)):
        put(weather, content=b"first")
    assert put(weather, content=b"second") == digest(b"second")
    heard_of(desk, 2)
    assert [told for _, told in desk.heard] == [digest(b"second"), digest(b"first")]


@pytest.mark.parametrize("mode", ["dead", "black hole", "cut after"])
def test_bad_weather_over_one_street_only(weather, mode):
    weather.turns(mode, "/items/")
    assert put(weather, path="/photos/") == digest()
    with pytest.raises((OSError, http.client.HTTPException)):
        put(weather, timeout=0.5)


def test_a_storm_has_every_kind_and_is_the_same_again():
    told = storm(7, outages=40, shortest=0.05, longest=1)
    assert told == storm(7, outages=40, shortest=0.05, longest=1)
    assert told != storm(8, outages=40, shortest=0.05, longest=1)
    assert {mode for mode, _ in told} == set(MODES)
    assert all(0.05 <= seconds <= 1 for _, seconds in told)


def test_weather_rolls_the_same_dice_for_the_same_seed(desk):
    weather = Weather(desk.server_port, seed=3).begins()
    assert weather.dice.random() == random.Random(3).random()
    weather.ends()
