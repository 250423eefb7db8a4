"""The process that decoding children are forked from. Started by `limited`; imports little.

It has one thread, so forking is safe whatever the server does. On Linux it leaves the network by
moving into an empty network namespace; its children inherit that. Where the system forbids it
(some container hosts), the limit on descriptors still keeps a child from opening any socket.
"""

import contextlib
import ctypes
import gc
import importlib
import json
import os
import resource
import select
import signal
import socket
import struct
import sys
import time
from typing import Any

ANSWER = struct.Struct("=i?dq")
OUT_OF_MEMORY = 65
BROKEN = 66
MOST_OUTPUT = 16 * 1024 * 1024
SOURCE, RESULT, DESCRIPTORS = 3, 4, 5  # 0, 1 and 2 lead nowhere

CLONE_NEWUSER, CLONE_NEWNET, CLONE_NEWIPC = 0x10000000, 0x40000000, 0x08000000
PR_SET_PDEATHSIG, PR_SET_DUMPABLE, PR_SET_NO_NEW_PRIVS = 1, 4, 38
LIBC = ctypes.CDLL(None)


class Zygote:
    """Forks a child per request, stops it at its time, and reports how it ended."""

    def __init__(self, control: socket.socket):
        self.control = control
        self.running: dict[int, tuple[float, int]] = {}  # pid → (when to stop it, where to answer)
        self.stopped: set[int] = set()  # pids that had to be stopped
        self.bell, ring = os.pipe()
        self.doors: list[Any] = [control, self.bell]
        os.set_blocking(ring, False)
        signal.set_wakeup_fd(ring, warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, lambda *_: None)

    def serve(self):
        """Until the server closes its end of the control socket."""
        while True:
            ready, _, _ = select.select(self.doors, [], [], self._patience())
            if self.bell in ready:
                os.read(self.bell, 4096)
            self._report()
            self._stop_overdue()
            if self.control in ready and not self._take():
                break
        for pid in self.running:
            _kill(pid)

    def _patience(self) -> float | None:
        if not self.running:
            return None
        return max(0.01, min(stop for stop, _ in self.running.values()) - time.monotonic())

    def _take(self) -> bool:
        length, descriptors, _, _ = socket.recv_fds(self.control, 4, 3)
        if not length:
            return False
        request = json.loads(self.control.recv(int.from_bytes(length, "big"), socket.MSG_WAITALL))
        source, result, answer = descriptors
        pid = os.fork()
        if not pid:
            _be_a_child(request, source, result)
        os.close(source)
        os.close(result)
        self.running[pid] = time.monotonic() + request["seconds"], answer
        return True

    def _report(self):
        for pid, (_, answer) in list(self.running.items()):
            ended, status, usage = os.wait4(pid, os.WNOHANG)
            if ended:
                del self.running[pid]
                cpu = usage.ru_utime + usage.ru_stime
                facts = status, pid in self.stopped, cpu, usage.ru_maxrss
                self.stopped.discard(pid)
                with contextlib.suppress(OSError):  # the server no longer waits
                    os.write(answer, ANSWER.pack(*facts))
                os.close(answer)

    def _stop_overdue(self):
        for pid, (stop, _) in self.running.items():
            if time.monotonic() >= stop:
                self.stopped.add(pid)
                _kill(pid)


def _kill(pid: int):
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)


def _be_a_child(request: dict, source: int, result: int):
    """Never returns."""
    code = BROKEN
    try:
        prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        signal.set_wakeup_fd(-1)
        module, _, name = request["function"].partition(":")
        function = getattr(importlib.import_module(module), name)
        _keep_only(source, result)
        _limit(request["seconds"], request["bytes"])
        with open(SOURCE, "rb", closefd=False) as file:
            file.seek(0)
            _write_all(function(file))
        code = 0
    except MemoryError:
        code = OUT_OF_MEMORY
    except BaseException:  # nothing may climb back into the zygote's loop
        code = BROKEN
    finally:
        os._exit(code)


def _keep_only(source: int, result: int):
    nothing = os.open(os.devnull, os.O_RDWR)
    high = [os.dup2(fd, 200 + place) for place, fd in enumerate((nothing,) * 3 + (source, result))]
    for place, descriptor in enumerate(high):
        os.dup2(descriptor, place)
    os.closerange(DESCRIPTORS, 65536)


def _limit(seconds: int, memory: int):
    # At the soft limit the kernel says SIGXCPU, which tells more than SIGKILL at the hard one.
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    for limit, value in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_FSIZE, MOST_OUTPUT),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, DESCRIPTORS),
    ):
        resource.setrlimit(limit, (value, value))


def _write_all(content: bytes):
    left = memoryview(content)
    while left:
        left = left[os.write(RESULT, left) :]


def prctl(option: int, value: int):
    if sys.platform == "linux":
        LIBC.prctl(option, value, 0, 0, 0)


def leave_the_network():
    """A user namespace also takes root's power to raise its own limits again."""
    if sys.platform == "linux":
        alone = CLONE_NEWNET | CLONE_NEWIPC
        _ = LIBC.unshare(CLONE_NEWUSER | alone) == 0 or LIBC.unshare(alone)
        prctl(PR_SET_NO_NEW_PRIVS, 1)


def main(control: int, *preload: str):
    """Serve the socket behind descriptor `control` until it closes."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)  # ends with the server, after its last job
    for module in preload:
        importlib.import_module(module)
    leave_the_network()
    os.nice(5)  # pages go before photos
    gc.collect()
    gc.freeze()
    Zygote(socket.socket(fileno=control)).serve()


if __name__ == "__main__":
    main(int(sys.argv[1]), *sys.argv[2:])
