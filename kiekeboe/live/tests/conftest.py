import json
import socket
import subprocess
import sys
import time
from contextlib import closing

import pytest
from django.db import connection

from kiekeboe.testing.house import ROOT, environment
from kiekeboe.testing.mail import free_port


class Stand:
    """The hub in a process of its own, on the database of this test."""

    def __init__(self, folder, limit):
        self.guests, self.port = folder / "guests.json", free_port()
        self.admit()
        words = [str(self.port), str(self.guests), str(limit)]
        self.process = subprocess.Popen(
            [sys.executable, "-m", "kiekeboe.live.tests.stand", *words],
            env=environment(KIEKEBOE_DATA=str(folder), **database_of_this_test(folder)),
            cwd=ROOT,
        )
        self.wait()

    def wait(self):
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline:
            try:
                return socket.create_connection(("127.0.0.1", self.port), 1).close()
            except OSError:
                time.sleep(0.05)
        raise AssertionError("the hub did not start")

    def admit(self, **guests):
        """Who may come in from now on, and what each may hear of."""
        draft = self.guests.with_suffix(".new")
        draft.write_text(json.dumps(guests, default=str))
        draft.replace(self.guests)

    def turn_to(self, day):
        """From now on it is this day in the house."""
        self.guests.with_name("today").write_text(day.isoformat())

    def listen(self, guest, organisation, *, after=None, surface="test"):
        return Line(self.port, f"/live/{surface}/{organisation}/", guest, after)


class Line:
    """One open page, on a real socket."""

    def __init__(self, port, path, guest, after):
        self.socket = socket.create_connection(("127.0.0.1", port), 5)
        more = "" if after is None else f"Last-Event-ID: {after}\r\n"
        request = f"GET {path} HTTP/1.1\r\nHost: x\r\nCookie: a=b; guest={guest}\r\n{more}\r\n"
        self.socket.sendall(request.encode())
        self.text = ""
        while "\r\n\r\n" not in self.text:
            self.read(5)
        head, self.text = self.text.split("\r\n\r\n", 1)
        self.status = int(head.split()[1])
        self.headers = dict(line.lower().split(": ", 1) for line in head.split("\r\n")[1:])

    def read(self, seconds):
        """More of what was sent; False when the other side ended it or nothing came in time."""
        self.socket.settimeout(seconds)
        try:
            piece = self.socket.recv(65536)
        except TimeoutError:
            return False
        self.text += piece.decode()
        return bool(piece)

    @property
    def messages(self):
        told = [line[6:] for line in self.text.splitlines() if line.startswith("data: ")]
        numbers = [line[4:] for line in self.text.splitlines() if line.startswith("id: ")]
        return [
            {"id": int(number), **json.loads(words)}
            for number, words in zip(numbers, told, strict=False)
        ]

    def hear(self, count, seconds=3):
        """The first `count` messages; fails when they do not come in time."""
        deadline = time.monotonic() + seconds
        while len(self.messages) < count and (left := deadline - time.monotonic()) > 0:
            self.read(left)
        assert len(self.messages) >= count, self.text
        return self.messages

    def ended_within(self, seconds):
        deadline = time.monotonic() + seconds
        while (left := deadline - time.monotonic()) > 0:
            self.socket.settimeout(left)
            try:
                piece = self.socket.recv(65536)
            except TimeoutError:
                return False
            if not piece or piece.endswith(b"0\r\n\r\n"):
                return True
        return False

    def close(self):
        self.socket.close()


def database_of_this_test(folder):
    if connection.vendor == "sqlite":
        (folder / "db.sqlite3").symlink_to(connection.settings_dict["NAME"])
        return {}
    known = connection.settings_dict
    address = f"postgres://{known['USER']}@/{known['NAME']}?host={known['HOST']}"
    return {"DATABASE_URL": f"{address}&port={known['PORT']}" if known["PORT"] else address}


@pytest.fixture
def stand(transactional_db, tmp_path):
    opened = []

    def open_stand(limit=50):
        opened.append(Stand(tmp_path, limit))
        return opened[-1]

    yield open_stand
    for each in opened:
        each.process.terminate()
        each.process.wait(10)


@pytest.fixture
def page():
    """Close the lines of a test when it is over."""
    lines = []

    def remember(line):
        lines.append(line)
        return line

    yield remember
    for line in lines:
        with closing(line):
            pass
