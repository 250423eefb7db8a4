"""The real server in processes of its own, and what the kernel says they use."""

import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
START = "from kiekeboe.serving import group; raise SystemExit(group.start())"


@dataclass
class Server:
    """Started on loopback with the data of `environment`; gone when the block is left."""

    environment: dict
    process: subprocess.Popen | None = None
    took: float = 0.0
    web: int = 0
    lines: list = field(default_factory=list)

    def __enter__(self):
        began, ready = time.monotonic(), threading.Event()
        self.process = subprocess.Popen(
            [sys.executable, "-c", START],
            env=self.environment,
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        threading.Thread(target=self._listen, args=(ready,), daemon=True).start()
        if not ready.wait(60) or self.process.poll() is not None:
            self.__exit__()
            raise RuntimeError("the server did not start:\n" + "".join(self.lines[-30:]))
        self.took = time.monotonic() - began
        return self

    def __exit__(self, *problem):
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(15)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)  # the group that we started ourselves
            self.process.wait()

    def _listen(self, ready):
        for line in self.process.stdout:
            self.lines.append(line)
            if line.startswith("ready http"):
                ready.set()
        ready.set()

    def family(self) -> list[int]:
        """The process and all that it started."""
        return with_children(self.process.pid)

    def find_web(self, ask) -> None:
        """Learn which process serves the pages: the one that works when `ask` asks."""
        members = self.family()
        before = {pid: cpu(pid) for pid in members}
        ask()
        self.web = max(members, key=lambda pid: cpu(pid) - before[pid])

    def pss_mib(self) -> float:
        """Memory of all processes; what they share is counted once."""
        return sum(_pss_kib(pid) for pid in self.family()) / 1024


def cpu(pid: int) -> float:
    """CPU seconds of a process and all its threads, in nanoseconds exact."""
    total = 0
    for task in Path(f"/proc/{pid}/task").iterdir():
        try:
            total += int((task / "schedstat").read_text().split()[0])
        except FileNotFoundError:
            continue  # a thread that ended just now
    return total / 1e9


def with_children(pid: int) -> list[int]:
    """A process and all that it started, the oldest first; one that ends meanwhile is no error."""
    found = [pid]
    with contextlib.suppress(FileNotFoundError, ProcessLookupError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            with contextlib.suppress(FileNotFoundError, ProcessLookupError):
                for child in (task / "children").read_text().split():
                    found += with_children(int(child))
    return found


def _pss_kib(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except (FileNotFoundError, ProcessLookupError):
        return 0  # it ended just now
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
