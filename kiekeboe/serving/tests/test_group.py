"""One command: it starts quickly, keeps itself going and leaves nothing behind."""

import os
import signal
import time
import urllib.request
from pathlib import Path

import pytest

from kiekeboe.testing.mail import free_port

pytestmark = pytest.mark.server


def children(pid):
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def family(pid):
    return [pid, *(each for child in children(pid) for each in family(child))]


def alive(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"


def mebibytes(pid):
    """The share of memory of one process (PSS): what is shared counts in parts."""
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) / 1024
    return 0.0


def get(house, path="/healthz"):
    with urllib.request.urlopen(f"http://127.0.0.1:{house.port}{path}", timeout=5) as answer:
        return answer.status, answer.headers, answer.read()


@pytest.fixture
def empty_story(empty_house):
    """A house with its tables made but nobody in it: the story is not told for these tests."""
    (empty_house.data).mkdir()
    empty_house.run("migrate")
    return empty_house


def test_it_serves_stops_in_time_and_leaves_nobody_behind(empty_story):
    house = empty_story.open("serve")
    everyone = family(house.process.pid)
    assert len(everyone) == 3, "the first process, the web, the worker"
    assert get(house)[0] == 200
    began = time.monotonic()
    assert house.close() == 0
    assert time.monotonic() - began < 10
    assert not [pid for pid in everyone if alive(pid)]


def test_it_fits_in_170_mebibytes(empty_story):
    """B16"""
    house = empty_story.open("serve")
    get(house, "/readyz")
    time.sleep(1)
    shares = [mebibytes(pid) for pid in family(house.process.pid)]
    assert sum(shares) <= 170, shares


def test_a_second_start_takes_less_than_three_seconds(empty_story):
    """B16"""
    empty_story.open("serve").close()
    began = time.monotonic()
    empty_story.open("serve")
    assert time.monotonic() - began < 3


def test_who_falls_over_is_started_again(empty_story):
    house = empty_story.open("serve")
    for child in children(house.process.pid):
        os.kill(child, signal.SIGKILL)
    deadline = time.monotonic() + 8
    while time.monotonic() < deadline:
        try:
            if get(house)[0] == 200 and len(children(house.process.pid)) == 2:
                break
        except OSError:
            time.sleep(0.1)
    assert get(house)[0] == 200
    assert len(children(house.process.pid)) == 2


def test_when_the_first_is_killed_the_others_go_too(empty_story):
    house = empty_story.open("serve")
    everyone = family(house.process.pid)
    house.process.kill()
    house.process.wait()
    deadline = time.monotonic() + 10
    while any(map(alive, everyone)) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not [pid for pid in everyone if alive(pid)]


def test_static_files_are_kept_for_ever_and_come_small(empty_story):
    """S49: also files carry the headers of the house."""
    house = empty_story.open("serve")
    import json

    names = json.loads((house.data / "static/staticfiles.json").read_text())["paths"]
    hashed = next(name for name in names.values() if name.endswith(".css"))
    request = urllib.request.Request(
        f"http://127.0.0.1:{house.port}/static/{hashed}", headers={"Accept-Encoding": "br"}
    )
    with urllib.request.urlopen(request) as answer:
        assert "immutable" in answer.headers["Cache-Control"]
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Access-Control-Allow-Origin"] is None


def test_keys_are_for_the_house_alone(empty_story):
    empty_story.open("serve").close()
    assert (empty_story.data / "keys/secret").stat().st_mode & 0o777 == 0o600


def test_the_doctor_finds_a_sound_house_well_but_for_its_mail(empty_story):
    """O22"""
    import subprocess

    empty_story.variables["KIEKEBOE_SMTP_HOST"] = "127.0.0.1"
    empty_story.variables["KIEKEBOE_SMTP_PORT"] = str(free_port())  # nobody listens there
    with pytest.raises(subprocess.CalledProcessError) as problem:
        empty_story.run("doctor")
    lines = problem.value.stdout.splitlines()
    assert [line for line in lines if line.startswith("ill")] == [
        line for line in lines if " mail: " in line
    ]
    assert problem.value.returncode == 1


def test_the_first_owner_comes_in_by_a_link(empty_story):
    """S74"""
    told = empty_story.run("createorganisation", "De Bloesem", "owner@bloesem.test")
    link = told.split()[-1]
    assert link.startswith(empty_story.origin)
    empty_story.open("serve")
    assert get(empty_story, link.removeprefix(empty_story.origin))[0] == 200
