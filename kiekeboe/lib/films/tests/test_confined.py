"""S43: whatever a program that reads a film tries, the house goes on."""

import os
import socket
import sys
import time
from pathlib import Path

import pytest

from kiekeboe.lib.films import cell, confined
from kiekeboe.lib.films.probing import workshop
from kiekeboe.lib.films.tests import planted
from kiekeboe.lib.images.limited import Failed, TookTooLong
from kiekeboe.lib.images.zygote import LIBC

PYTHON = os.path.realpath(sys.executable)
linux = pytest.mark.skipif(sys.platform != "linux", reason="Linux keeps a program from files")


def landlock() -> bool:
    version = LIBC.syscall(cell.CREATE_RULESET, None, 0, cell.RULES_VERSION)
    return sys.platform == "linux" and version >= 1


@pytest.fixture
def folder(tmp_path):
    """The only place the program may know; its own words lie there too."""
    made = tmp_path / "workshop"
    made.mkdir()
    (made / "planted.py").write_text(Path(planted.__file__).read_text())
    return made


def run(folder, trick, *words, seconds=8):
    words = (PYTHON, "-S", "-I", folder / "planted.py", trick, *words)
    return confined.run(words, folder, seconds=seconds)


def alive(pid) -> bool:
    try:
        return "Z" not in Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False


@pytest.mark.parametrize("trick", ["loop", "sleep"])
def test_an_endless_program_is_stopped(folder, trick):
    """S43"""
    with pytest.raises(TookTooLong):
        run(folder, trick, seconds=1)


@linux
def test_what_a_program_started_ends_with_it(folder):
    """S43"""
    run(folder, "leave_a_child", folder)
    time.sleep(0.2)

    assert not alive((folder / "pid").read_text())


def test_a_program_cannot_take_the_memory_of_the_machine(folder):
    """S43"""
    with pytest.raises(Failed):
        run(folder, "take")


def test_a_program_cannot_fill_the_disk(folder):
    """S43"""
    with pytest.raises(Failed):
        run(folder, "fill", folder)

    assert (folder / "large").stat().st_size <= 64 * 1024 * 1024


@linux
def test_a_program_cannot_reach_the_network(folder):
    """S43"""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        socket.create_connection(("127.0.0.1", port)).close()

        with pytest.raises(Failed):
            run(folder, "call", port)


@pytest.mark.skipif(not landlock(), reason="this system has no Landlock: the other locks hold")
def test_a_program_knows_no_file_but_its_own(folder, tmp_path):
    """S43 Not the database of the house, not its keys, and nothing to write outside."""
    secret = tmp_path / "kiekeboe.sqlite3"
    secret.write_text("Lotte")

    with pytest.raises(Failed):
        run(folder, "read", secret)
    with pytest.raises(Failed):
        run(folder, "read", "/etc/passwd")
    with pytest.raises(Failed):
        run(folder, "write", tmp_path / "planted")

    assert not (tmp_path / "planted").exists()
    assert run(folder, "write", folder / "planted") == b"7\n"
    assert run(folder, "read", folder / "planted") == b"planted\n"


def test_a_program_knows_no_secret_of_the_house(folder, monkeypatch):
    monkeypatch.setenv("KIEKEBOE_SECRET_KEY", "not for decoders")

    known = run(folder, "tell").decode()

    assert "PATH" in known
    assert "KIEKEBOE" not in known


def test_no_half_film_is_left_when_a_program_is_stopped(folder):
    """S43 The folder goes with the film."""
    with workshop() as shop:
        (shop / "planted.py").write_text((folder / "planted.py").read_text())
        with pytest.raises(TookTooLong):
            run(shop, "sleep", seconds=1)

    assert not shop.exists()
