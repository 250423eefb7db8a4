"""Run a function over a file in a process that can do nothing else.

A small process (`zygote`) is started once, with the decoders loaded, and forks one child per job,
so a job costs milliseconds. The child has no network, cannot open any file, has a limit on memory,
time and output, and is gone afterwards. Zygote and children end when this process ends, however
it ends.
"""

import atexit
import json
import os
import select
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import threading
from dataclasses import dataclass

MIB = 1024 * 1024
ZYGOTE = "kiekeboe.lib.images.zygote"
ANSWER = struct.Struct("=i?dq")  # wait status, stopped at its time, CPU seconds, peak in KiB
OUT_OF_MEMORY = 65
GRACE = 5  # seconds the zygote gets beyond the job's own limit before it counts as hung


class Failed(Exception):
    """The job did not come to an end by itself."""


class TookTooLong(Failed):
    """The job was stopped at its time limit."""


class TookTooMuch(Failed):
    """The job asked for more memory than it may have."""


class Busy(Failed):
    """No place came free in time."""


class Gone(Failed):
    """The zygote went away during the job."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the function returned, and what that cost in CPU seconds and peak memory (KiB)."""

    content: bytes
    cpu_seconds: float
    peak_kib: int


class Sandbox:
    """A zygote and its children, shared by all threads; at most one child per CPU."""

    def __init__(self, *preload: str):
        """`preload` names the modules every child needs. Nothing is started until the first job."""
        self.preload = preload
        self._zygote: _Zygote | None = None
        self._forget()
        os.register_at_fork(after_in_child=self._forget)
        atexit.register(self.close)

    def _forget(self):
        """A forked copy of this process must not talk to a zygote that is not its own."""
        if self._zygote:
            self._zygote.control.close()
        self._zygote = None
        self._lock = threading.Lock()
        self._places = threading.BoundedSemaphore(os.cpu_count() or 1)

    def run(self, function: str, source: int, *, seconds=8, mebibytes=1024, patience=60) -> Outcome:
        """Call `function` with the open file `source` (a descriptor); it returns bytes.

        The function is named "package.module:name", so nothing is pickled in either direction.
        `seconds` limits both CPU and clock; `patience` is how long to wait for a place.
        Raises a subclass of Failed. A job whose zygote is killed is tried once more.
        """
        request = {"function": function, "seconds": seconds, "bytes": mebibytes * MIB}
        if not self._places.acquire(timeout=patience):
            raise Busy
        try:
            try:
                return self._attempt(request, source)
            except Gone:
                return self._attempt(request, source)
        finally:
            self._places.release()

    @property
    def pid(self) -> int | None:
        """The zygote's process id, None while it is not running."""
        zygote = self._zygote
        return zygote.process.pid if zygote and zygote.process.poll() is None else None

    def close(self):
        """End the zygote and whatever it runs. The next job starts a new one."""
        self._drop(self._zygote)

    def _attempt(self, request: dict, source: int) -> Outcome:
        zygote = self._running()
        with nameless_file() as result:
            try:
                answer = zygote.ask(request, source, result.fileno(), self._lock)
            except Gone:
                self._drop(zygote)
                raise
            return _judged(answer, result)

    def _running(self) -> "_Zygote":
        with self._lock:
            if self._zygote is None:
                self._zygote = _Zygote(self.preload)
            return self._zygote

    def _drop(self, zygote):
        with self._lock:
            if self._zygote is zygote:
                self._zygote = None
        if zygote:
            zygote.end()


class _Zygote:
    def __init__(self, preload):
        self.control, theirs = socket.socketpair()
        # Its own bare environment: no passwords or keys of the server within reach of a decoder.
        surroundings = {
            "PYTHONPATH": os.pathsep.join(map(os.path.abspath, sys.path)),
            "MALLOC_ARENA_MAX": "1",
            "GLIBC_TUNABLES": "glibc.malloc.hugetlb=1",  # fewer page faults: 6% less CPU per photo
            "PYTHONDONTWRITEBYTECODE": "1",
        }
        with theirs:
            self.process = subprocess.Popen(
                [sys.executable, "-S", "-m", ZYGOTE, str(theirs.fileno()), *preload],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                env=surroundings,
                cwd="/",
            )

    def ask(self, request: dict, source: int, result: int, lock: threading.Lock) -> bytes:
        """Hand over a job and wait for the answer; raises Gone when there will be none."""
        message = json.dumps(request).encode()
        answer, theirs = os.pipe()
        try:
            try:
                with lock:
                    length = len(message).to_bytes(4, "big")
                    socket.send_fds(self.control, [length], [source, result, theirs])
                    self.control.sendall(message)
            except OSError as gone:
                raise Gone from gone
            finally:
                os.close(theirs)
            if not _readable(answer, request["seconds"] + GRACE):
                raise Gone
            received = os.read(answer, ANSWER.size)
            if len(received) < ANSWER.size:
                raise Gone
            return received
        finally:
            os.close(answer)

    def end(self):
        """Closing the control socket is the sign to leave; whoever stays is killed."""
        self.control.close()
        try:
            self.process.wait(1)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def nameless_file():
    """A file for one job, in memory where the system can, without a name anybody could open."""
    if hasattr(os, "memfd_create"):
        return os.fdopen(os.memfd_create("job"), "w+b", buffering=0)
    return tempfile.TemporaryFile(buffering=0)


def _readable(descriptor: int, seconds: float) -> bool:
    waiting = select.poll()  # unlike select(), it takes descriptors above 1023
    waiting.register(descriptor, select.POLLIN)
    return bool(waiting.poll(seconds * 1000))


def _judged(answer: bytes, result) -> Outcome:
    status, stopped, cpu_seconds, peak_kib = ANSWER.unpack(answer)
    if stopped or (os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGXCPU):
        raise TookTooLong
    code = os.waitstatus_to_exitcode(status)
    if code == OUT_OF_MEMORY:
        raise TookTooMuch
    if code:
        raise Failed(f"the job ended with {code}")
    result.seek(0)
    return Outcome(result.read(), cpu_seconds, peak_kib)
