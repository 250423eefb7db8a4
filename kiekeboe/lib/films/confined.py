"""Run a program over a film in a cell: no network, no files but a folder, limits on everything."""

import contextlib
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

from kiekeboe.lib.images.limited import (
    MIB,
    Busy,
    Failed,
    TookTooLong,
    nameless_file,
)

CELL = "kiekeboe.lib.films.cell"
MOST_WORDS = 256 * 1024  # bytes of what a program says
# One at a time per process: a film may keep a CPU busy for minutes.
_place = threading.BoundedSemaphore(1)


def run(
    words, folder: Path, *, seconds: int, mebibytes=1024, output=64, patience=20, reads=()
) -> bytes:
    """What the program `words` said; it may read and write in `folder` only, and read in `reads`.

    `seconds` limits the clock (and twice that the CPUs), `mebibytes` its memory, `output` (MiB)
    the size of a file it writes, `patience` the wait for a place. Raises a subclass of Failed.
    """
    if not _place.acquire(timeout=patience):
        raise Busy
    try:
        with nameless_file() as said:
            limits = (seconds, mebibytes, output)
            _end(_start(words, folder, said, limits, reads), seconds)
            said.seek(0)
            return said.read(MOST_WORDS)
    finally:
        _place.release()


def _start(words, folder, said, limits, reads) -> subprocess.Popen:
    seconds, mebibytes, output = limits
    limits = [str(seconds * 2), str(mebibytes * MIB), str(output * MIB), str(folder)]
    return subprocess.Popen(
        [sys.executable, "-S", "-m", CELL, *limits, *map(str, words)],
        stdin=subprocess.DEVNULL,
        stdout=said,
        stderr=subprocess.DEVNULL,  # it quotes what a film says about itself
        env={
            "PYTHONPATH": os.pathsep.join(map(os.path.abspath, sys.path)),
            "PYTHONDONTWRITEBYTECODE": "1",
            "CELL_READS": os.pathsep.join(map(str, reads)),
        },
        cwd="/",
        start_new_session=True,
    )


def _end(program: subprocess.Popen, seconds: int) -> None:
    """Wait; whatever it started ends with it, also when it ended by itself."""
    try:
        code = program.wait(seconds)
    except subprocess.TimeoutExpired:
        raise TookTooLong from None
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(program.pid, signal.SIGKILL)
        program.wait()
    if code in (-signal.SIGXCPU, -signal.SIGKILL):
        raise TookTooLong
    if code:
        raise Failed(f"the program ended with {code}")
