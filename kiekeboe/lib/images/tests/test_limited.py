"""S43: whatever happens inside the child, the server and the other photos go on."""

import os
import signal
import socket
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from kiekeboe.lib.images.limited import (
    Busy,
    Failed,
    Sandbox,
    TookTooLong,
    TookTooMuch,
    nameless_file,
)
from kiekeboe.lib.images.preparing import prepare
from kiekeboe.lib.images.tests import drawn

PLANTED = "kiekeboe.lib.images.tests.planted:"
linux = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")


@pytest.fixture
def sandbox():
    sandbox = Sandbox("kiekeboe.lib.images.tests.planted")
    yield sandbox
    sandbox.close()


def run(sandbox, name, content=b"photo", **limits) -> bytes:
    with nameless_file() as file:
        file.write(content)
        return sandbox.run(PLANTED + name, file.fileno(), **limits).content


def alive(pid) -> bool:
    try:
        return "Z" not in Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False


def children(pid) -> list[int]:
    return [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def soon(condition, seconds=5) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.02)
    return False


def test_a_job_gets_the_file_and_gives_bytes(sandbox):
    assert run(sandbox, "echo", b"x" * 3_000_000) == b"x" * 3_000_000


@pytest.mark.parametrize("trick", ["never_end", "sleep_for_ever"])
def test_an_endless_job_is_stopped(sandbox, trick):
    """S43"""
    run(sandbox, "nothing")
    start = time.monotonic()

    with pytest.raises(TookTooLong):
        run(sandbox, trick, seconds=1)

    assert time.monotonic() - start < 3
    assert Sandbox.run.__kwdefaults__["seconds"] < 10


def test_a_job_cannot_take_the_memory_of_the_machine(sandbox):
    """S43"""
    with pytest.raises(TookTooMuch):
        run(sandbox, "take_four_gibibytes")


def test_a_job_cannot_fill_the_disk(sandbox):
    """S43"""
    with pytest.raises(Failed):
        run(sandbox, "write_without_end")


@pytest.mark.parametrize("trick", ["crash", "stumble", "does_not_exist"])
def test_a_job_that_falls_over_takes_nothing_with_it(sandbox, trick):
    with pytest.raises(Failed):
        run(sandbox, trick)

    assert run(sandbox, "echo") == b"photo"


@pytest.mark.parametrize("trick", ["call_home", "call_home_with_descriptors_to_spare"])
def test_a_job_cannot_reach_the_network_or_any_file(sandbox, trick):
    """S43"""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        socket.create_connection(("127.0.0.1", port)).close()
        if "spare" in trick and not has_its_own_network(sandbox):
            pytest.skip("this system does not let us leave the network; descriptors still hold")

        assert run(sandbox, trick, str(port).encode()) == b""


def has_its_own_network(sandbox) -> bool:
    run(sandbox, "nothing")
    return os.readlink(f"/proc/{sandbox.pid}/ns/net") != os.readlink("/proc/self/ns/net")


@linux
def test_a_job_cannot_raise_its_own_limits(sandbox):
    """S43"""
    run(sandbox, "nothing")
    if os.readlink(f"/proc/{sandbox.pid}/ns/user") == os.readlink("/proc/self/ns/user"):
        pytest.skip("this system does not let us leave the users")

    assert run(sandbox, "raise_the_limits") == b""


def test_a_job_knows_no_secret_of_the_server(sandbox, monkeypatch):
    monkeypatch.setenv("KIEKEBOE_SECRET_KEY", "not for decoders")

    known = run(sandbox, "what_it_knows").decode()

    assert "PYTHONPATH" in known
    assert "KIEKEBOE" not in known


def test_other_photos_go_on_while_bad_ones_are_stopped(sandbox):
    """S43"""
    tricks = ["never_end", "take_four_gibibytes", "crash"] + ["echo"] * 20

    def outcome(name):
        try:
            return run(sandbox, name, seconds=1 if name == "never_end" else 8)
        except Failed as failed:
            return type(failed)

    with ThreadPoolExecutor(8) as threads:
        outcomes = list(threads.map(outcome, tricks))

    assert outcomes == [TookTooLong, TookTooMuch, Failed] + [b"photo"] * 20


def test_many_threads_share_the_places(sandbox):
    with ThreadPoolExecutor(16) as threads:
        answers = threads.map(lambda n: run(sandbox, "echo", b"%d" % n), range(200))

    assert list(answers) == [b"%d" % n for n in range(200)]


def test_who_finds_no_place_in_time_is_told_so(sandbox):
    places = os.cpu_count() or 1

    with ThreadPoolExecutor(places) as threads:
        busy = [threads.submit(run, sandbox, "sleep_a_second") for _ in range(places)]
        time.sleep(0.3)
        with pytest.raises(Busy):
            run(sandbox, "echo", patience=0.1)

    assert [one.result() for one in busy] == [b"slept"] * places


@linux
def test_a_killed_zygote_is_replaced_and_its_job_done_again(sandbox):
    run(sandbox, "nothing")
    first = sandbox.pid

    with ThreadPoolExecutor(1) as threads:
        job = threads.submit(run, sandbox, "sleep_a_second")
        soon(lambda: children(first))
        orphans = children(first)
        os.kill(first, signal.SIGKILL)

        assert job.result() == b"slept"
    assert sandbox.pid not in (None, first)
    assert soon(lambda: not any(alive(pid) for pid in orphans))


@linux
@pytest.mark.parametrize("sign", [signal.SIGKILL, signal.SIGTERM])
def test_nothing_stays_behind_when_the_server_dies(sign):
    program = (
        "import sys, threading, time\n"
        "from kiekeboe.lib.images.limited import Sandbox\n"
        "sandbox = Sandbox()\n"
        f"run = lambda: sandbox.run('{PLANTED}sleep_for_ever', 0)\n"
        "threading.Thread(target=run, daemon=True).start()\n"
        "while not sandbox.pid: time.sleep(0.01)\n"
        "print(sandbox.pid, flush=True)\n"
        "time.sleep(60)\n"
    )
    path = {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    with subprocess.Popen(
        [sys.executable, "-c", program],
        env=path,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        text=True,
    ) as server:
        zygote = int(server.stdout.readline())
        assert soon(lambda: children(zygote))
        family = [zygote, *children(zygote)]

        server.send_signal(sign)

    assert soon(lambda: not any(alive(pid) for pid in family))


@linux
def test_a_forked_server_process_gets_a_zygote_of_its_own():
    photo = drawn.photo()
    expected = prepare(photo).colour

    pid = os.fork()
    if not pid:
        try:
            os._exit(0 if prepare(photo).colour == expected else 1)
        finally:
            os._exit(2)

    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0
    assert prepare(photo).colour == expected


@linux
def test_the_waiting_zygote_is_small():
    """At most 25 MiB, counting shared pages by share."""
    from kiekeboe.lib.images.preparing import sandbox

    prepare(drawn.photo())

    rollup = Path(f"/proc/{sandbox.pid}/smaps_rollup").read_text()
    share = next(int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:"))
    assert share < 25 * 1024
