"""What a decoder in the hands of an attacker might try. Run inside `limited.Sandbox` only."""

import os
import signal
import socket
import time


def echo(source):
    return source.read()


def nothing(source):
    return b""


def sleep_a_second(source):
    time.sleep(1)
    return b"slept"


def never_end(source):
    while True:
        pass


def sleep_for_ever(source):
    time.sleep(3600)


def take_four_gibibytes(source):
    return bytes(4 * 1024**3)[:10]


def write_without_end(source):
    while True:
        os.write(4, bytes(1024 * 1024))


def crash(source):
    os.kill(os.getpid(), signal.SIGSEGV)


def stumble(source):
    raise ValueError("stumbled")


def call_home(source):
    """Says which doors were open."""
    doors = {
        "internet": lambda: socket.create_connection(("127.0.0.1", int(source.read())), 1),
        "datagram": lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM),
        "neighbour": lambda: socket.socket(socket.AF_UNIX),
        "read": lambda: open("/etc/passwd"),  # noqa: SIM115
        "write": lambda: open("/tmp/planted", "w"),  # noqa: SIM115
        "pipe": os.pipe,
    }
    return _open_ones(doors)


def call_home_with_descriptors_to_spare(source):
    """The network namespace by itself, without the limit on descriptors."""
    port = int(source.read())
    os.close(0)
    return _open_ones({"internet": lambda: socket.create_connection(("127.0.0.1", port), 1)})


def raise_the_limits(source):
    import resource

    return _open_ones({"limit": lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (50, 50))})


def what_it_knows(source):
    return repr(sorted(os.environ)).encode()


def _open_ones(doors):
    found = []
    for name, door in doors.items():
        try:
            door()
            found.append(name)
        except (OSError, ValueError):
            pass
    return ",".join(found).encode()
