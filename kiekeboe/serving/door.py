"""The door: the listening socket, which outlives the processes behind it.

The first process opens it, its children answer. A new version takes it over with `exec`: whoever
knocks meanwhile waits in the queue of the same socket, and nobody is turned away.
"""

import os
import signal
import socket
import sys
from collections.abc import Iterable
from dataclasses import dataclass

QUEUE = 2048  # who may wait until somebody answers
VARIABLE = "TAKES_OVER_FROM"  # between an old and a new first process, for nobody else
REHEARSAL = "rehearsal"
Socket = socket.socket


def open_door(address: str, port: int) -> socket.socket | None:
    """The socket of this house, or nothing when somebody else has the port.

    Nobody can knock yet: who had to wait through a slow start would be long gone when answered.
    """
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    door = socket.socket(family)
    door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        door.bind((address, port))
    except OSError:
        door.close()
        return None
    return door


@dataclass
class Before:
    """What this process takes over: the door, and who answers it until we do."""

    door: socket.socket | None = None
    pids: frozenset[int] = frozenset()
    rehearsing: bool = False


def taken_over() -> Before:
    """What the process before this one left us; nothing at an ordinary start."""
    words = os.environ.pop(VARIABLE, "")
    if not words or words == REHEARSAL:
        return Before(rehearsing=bool(words))
    number, _, pids = words.partition(":")
    os.set_inheritable(int(number), False)
    return Before(socket.socket(fileno=int(number)), frozenset(map(int, pids.split(","))))


def rehearse() -> int:
    """Start our own command anew, up to the point where it would serve; the answer is its pid."""
    words = os.environ | {VARIABLE: REHEARSAL}
    return os.posix_spawn(sys.executable, _command(), words, setsigmask=[])


def hand_over(door: socket.socket, pids: Iterable[int], heeded: Iterable[signal.Signals]) -> None:
    """Become the new version, with the same pid and the same children; it does not return."""
    os.set_inheritable(door.fileno(), True)
    for each in heeded:
        if each not in (signal.SIGCHLD, signal.SIGTERM):
            signal.signal(each, signal.SIG_IGN)  # until the new one listens
    signal.pthread_sigmask(signal.SIG_UNBLOCK, heeded)
    words = f"{door.fileno()}:{','.join(map(str, pids))}"
    os.execve(sys.executable, _command(), os.environ | {VARIABLE: words})


def _command() -> list[str]:
    return [sys.executable, *sys.orig_argv[1:]]


def turn_away(door: socket.socket) -> None:
    """Take no more from the queue in this process, while what was taken is still answered.

    The server software knows the socket by its number and has no word for this, so the number
    becomes that of a socket on which nobody knocks. The queue stays with the other processes.
    """
    with socket.create_server(("127.0.0.1", 0)) as nobody:
        nobody.setblocking(False)
        os.dup2(nobody.fileno(), door.fileno())
