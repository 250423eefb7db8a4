"""The last thing before a program that reads a stranger's film: lock the doors, then become it.

    python -m kiekeboe.lib.films.cell SECONDS MEMORY OUTPUT FOLDER program word …

No network, limits on memory, CPU and size of files (bytes), and on Linux with Landlock nothing of
the file system but programs, libraries, FOLDER and what CELL_READS names. Where the system has no
Landlock the other locks hold.
Started by `confined`; imports little.
"""

import contextlib
import ctypes
import os
import resource
import signal
import struct
import sys

from kiekeboe.lib.images.zygote import LIBC, PR_SET_PDEATHSIG, leave_the_network, prctl

DESCRIPTORS = 64
CREATE_RULESET, ADD_RULE, RESTRICT_SELF = 444, 445, 446  # system calls, the same on every CPU
RULES_VERSION, BENEATH = 1, 1
RUN, WRITE, READ, LIST = 1 << 0, 1 << 1, 1 << 2, 1 << 3
EVERYTHING = (1 << 13) - 1
TRUNCATE, TRUNCATE_SINCE = 1 << 14, 3  # of Landlock's versions
TCP, TCP_SINCE = 0b11, 4
OF_A_FILE = RUN | WRITE | READ | TRUNCATE

READABLE = ("/usr", "/lib", "/lib64", "/etc/ld.so.cache", sys.base_prefix, sys.prefix)
DEVICES = ("/dev/null", "/dev/urandom")


def lock(seconds: int, memory: int, output: int, folder: str) -> None:
    """Give up everything that a film needs not."""
    with contextlib.suppress(OSError), open("/proc/self/oom_score_adj", "w") as score:
        score.write("900")  # a machine without memory ends this before anything that matters
    os.nice(10)
    leave_the_network()
    _keep_to(folder)
    for limit, value in (
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_FSIZE, output),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, DESCRIPTORS),
    ):
        resource.setrlimit(limit, (value, value))


def _keep_to(folder: str) -> None:
    """Landlock: whatever is not named here cannot be opened any more."""
    version = LIBC.syscall(CREATE_RULESET, None, 0, RULES_VERSION)
    if sys.platform != "linux" or version < 1:
        return
    files = EVERYTHING | (TRUNCATE if version >= TRUNCATE_SINCE else 0)
    asked = struct.pack("=QQ", files, TCP) if version >= TCP_SINCE else struct.pack("=Q", files)
    rules = LIBC.syscall(CREATE_RULESET, asked, len(asked), 0)
    more = filter(None, os.environ.get("CELL_READS", "").split(os.pathsep))
    for path in (*READABLE, *more):
        _allow(rules, path, files & (RUN | READ | LIST))
    for path in DEVICES:
        _allow(rules, path, files & (READ | WRITE))
    _allow(rules, folder, files)
    if LIBC.syscall(RESTRICT_SELF, rules, 0):
        raise OSError("Landlock gave rules and would not keep them")
    os.close(rules)


def _allow(rules: int, path: str, rights: int) -> None:
    with contextlib.suppress(FileNotFoundError):
        place = os.open(path, os.O_PATH | os.O_CLOEXEC)
        rights &= rights if os.path.isdir(path) else OF_A_FILE
        LIBC.syscall(ADD_RULE, rules, BENEATH, struct.pack("=Qi", rights, place), 0)
        os.close(place)


def main(seconds: str, memory: str, output: str, folder: str, *words: str) -> None:
    """Never returns."""
    ctypes.set_errno(0)
    prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    lock(int(seconds), int(memory), int(output), folder)
    os.execve(words[0], words, {"PATH": "/usr/bin:/bin", "LC_ALL": "C"})


if __name__ == "__main__":
    main(*sys.argv[1:])
