"""One command, one group of processes: the web (pages and live updates) and the worker.

The first process loads the code once and forks the others, so they share its memory and start in
milliseconds. It serves nothing itself: it starts again what fell over and stops everything at once.
SIGUSR2 asks it for the code and settings as they are now: it becomes a new one with the same pid,
and the processes that served finish what they have as soon as the new ones answer.
"""

import ctypes
import gc
import os
import signal
import socket
import sys
import time
import traceback
from collections.abc import Callable, Iterable
from functools import partial

from kiekeboe.serving import door

ANEW = signal.SIGUSR2  # to the first process: start anew; to the others: somebody takes over
ANSWERS = signal.SIGRTMIN  # from a web process: I answer the door; these queue, no one is lost
ENDINGS = {signal.SIGTERM, signal.SIGINT, signal.SIGHUP}
WATCHED = {signal.SIGCHLD, ANEW, ANSWERS, *ENDINGS}
PATIENCE = 9.0  # seconds between asking to stop and no longer asking


def nothing() -> None:
    pass


def start(before: Callable[[], None] = nothing, announce: Callable[[], None] = nothing) -> int:
    """Prepare, serve and watch until told to stop; the answer is the exit code."""
    import django
    from django.conf import settings

    before_us = door.taken_over()
    if before_us.rehearsing:
        os.nice(10)  # those who serve meanwhile go first
    listening = before_us.door or door.open_door(settings.BIND, settings.PORT)
    if not (listening or before_us.rehearsing):
        print(f"Port {settings.PORT} is in use. Choose another: PORT=8001.", file=sys.stderr)
        return 75
    from kiekeboe.lib import translations

    translations.compile_all()
    django.setup()
    from kiekeboe.serving import prepare

    # In processes of their own: what they load and leave behind would stay in all the others.
    # The rehearsal of a moment ago did it already for whoever takes over.
    if not before_us.door and (code := aside(prepare.everything) or aside(before)):
        return code
    prepare.load_everything()
    if before_us.door or before_us.rehearsing:
        prepare.know_everything()
    if not listening or before_us.rehearsing:
        return 0
    return Group(members(listening), announce, listening, before_us.pids).run()


def aside(work: Callable[[], None]) -> int:
    """Do something in a process that ends with it; the answer is its exit code."""
    once = Member("aside", work)
    once.fork()
    return os.waitstatus_to_exitcode(os.waitpid(once.pid, 0)[1])


def members(listening: socket.socket) -> list["Member"]:
    from django.conf import settings

    from kiekeboe.lib.jobs import worker
    from kiekeboe.serving import web

    serve = partial(web.run, listening)
    webs = [Member(f"web-{number}", serve) for number in range(settings.WEB_PROCESSES)]
    return [*webs, Member("worker", worker.run)]


class Member:
    """One process of the group, started again when it ends by itself."""

    def __init__(self, name: str, run: Callable[[], None]):
        self.name, self.run = name, run
        self.pid = 0
        self.started = 0.0
        self.start_again_at: float | None = None

    def fork(self) -> None:
        self.started, self.start_again_at = time.monotonic(), None
        parent = os.getpid()
        self.pid = os.fork()
        if self.pid == 0:
            self.become(parent)

    def become(self, parent: int) -> None:
        """The life of the forked process; it never returns."""
        code = 1
        try:
            end_with_parent(parent)
            signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches us through the parent
            signal.signal(signal.SIGTERM, signal.SIG_DFL)
            signal.pthread_sigmask(signal.SIG_UNBLOCK, WATCHED)
            self.run()
            code = 0
        except SystemExit as ending:
            code = ending.code if isinstance(ending.code, int) else 1
        except BaseException:
            traceback.print_exc()
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(code)

    def fell_over(self) -> None:
        """Plan the next start: at once the first time, later when it keeps falling over."""
        lived = time.monotonic() - self.started
        self.pid = 0
        self.start_again_at = time.monotonic() + (0.0 if lived > 10 else 2.0)


def end_with_parent(parent: int) -> None:
    """Ask Linux to end this process when the first one is killed, so that none is left behind."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGTERM)
        if os.getppid() != parent:
            os._exit(0)


class Group:
    def __init__(self, members, announce: Callable[[], None], listening, before: frozenset[int]):
        """`before` are the processes that answer the door `listening` until ours do."""
        self.members, self.announce = members, announce
        self.listening, self.before = listening, before
        self.silent = {each.name for each in members if each.name.startswith("web")}
        self.rehearsal = 0

    def run(self) -> int:
        from django.db import connections

        connections.close_all()  # a connection does not survive a fork
        gc.collect()
        gc.freeze()  # what is shared stays shared: the collector no longer writes to it
        signal.pthread_sigmask(signal.SIG_BLOCK, WATCHED)
        for member in self.members:
            member.fork()
        try:
            return self.watch()
        finally:
            self.stop()

    def watch(self) -> int:
        announced = False
        while True:
            if not announced and not self.silent and self.serves():
                announced = self.tell_ready()
            waiting = any(member.start_again_at is not None for member in self.members)
            pause = 0.02 if not announced else 0.5 if waiting else 3600
            heard = signal.sigtimedwait(WATCHED, pause)
            if heard and heard.si_signo in ENDINGS:
                return 0
            if heard and heard.si_signo == ANEW and not self.rehearsal:
                # What is there now may not start; what runs goes on then.
                self.rehearsal = door.rehearse()
            if heard and heard.si_signo == ANSWERS:
                self.hear_from(heard.si_pid)
            self.bury()
            self.start_again()

    def hear_from(self, pid: int) -> None:
        """A web process of ours answers; when all do, those before us finish what they have."""
        self.silent -= {each.name for each in self.members if each.pid == pid}
        if not self.silent:
            send(self.before, ANEW)

    def after_the_rehearsal(self, code: int) -> None:
        self.rehearsal = 0
        if code:
            print(f"What is there now does not start ({code}); what runs goes on.",
                  file=sys.stderr, flush=True)  # fmt: skip
            return
        pids = {each.pid for each in self.members if each.pid}
        door.hand_over(self.listening, pids, WATCHED)

    def serves(self) -> bool:
        """Whether a page really comes back from the port, not only whether something listens."""
        from django.conf import settings

        try:
            with socket.create_connection((reachable(settings.BIND), settings.PORT), 2) as knock:
                knock.sendall(b"GET /healthz HTTP/1.0\r\nHost: localhost\r\n\r\n")
                return b" 200 " in knock.recv(64)
        except OSError:
            return False

    def tell_ready(self) -> bool:
        from django.conf import settings

        aside(self.announce)
        print(f"ready {settings.ORIGIN}", flush=True)
        return True

    def bury(self) -> None:
        while True:
            try:
                pid, status = os.waitpid(-1, os.WNOHANG)
            except ChildProcessError:
                return
            if pid == 0:
                return
            code = os.waitstatus_to_exitcode(status)
            self.before -= {pid}
            if pid == self.rehearsal:
                self.after_the_rehearsal(code)
            for member in self.members:
                if member.pid == pid:
                    print(f"{member.name} ended by itself ({code})", file=sys.stderr, flush=True)
                    member.fell_over()

    def start_again(self) -> None:
        for member in self.members:
            if member.start_again_at is not None and time.monotonic() >= member.start_again_at:
                member.fork()

    def stop(self) -> None:
        """Ask everyone to finish; who is still there after the patience is ended."""
        running = {member.pid for member in self.members if member.pid}
        running |= self.before | ({self.rehearsal} if self.rehearsal else set())
        send(running, signal.SIGTERM)
        deadline = time.monotonic() + PATIENCE
        while running and time.monotonic() < deadline:
            running -= ended(running)
            time.sleep(0.02)
        send(running, signal.SIGKILL)
        for pid in running:
            os.waitpid(pid, 0)


def reachable(address: str) -> str:
    return {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(address, address)


def send(pids: Iterable[int], what: signal.Signals) -> None:
    for pid in pids:
        try:
            os.kill(pid, what)
        except ProcessLookupError:
            continue


def ended(pids: set[int]) -> set[int]:
    gone = set()
    for pid in pids:
        try:
            if os.waitpid(pid, os.WNOHANG)[0]:
                gone.add(pid)
        except ChildProcessError:
            gone.add(pid)
    return gone
