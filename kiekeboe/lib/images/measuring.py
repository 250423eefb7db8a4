"""B7: photos per CPU second, against `vipsthumbnail` making only the 1600 rendition.

All CPU is counted: of this process, of the zygote and of every child it forked. The reference
makes one JPEG of 1600 pixels per photo; we check, strip and make three WebP pictures. Both read
from disk.
"""

import os
import resource
import shutil
import statistics
import subprocess
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from kiekeboe.lib.images.preparing import prepare, sandbox

GOAL = 0.75
PHOTO = (4000, 3000)


def measure(photos=8, rounds=3, workers=2) -> dict:
    """Medians of `rounds` interleaved rounds over `photos` drawn photos of 12 megapixels."""
    if not shutil.which("vipsthumbnail"):
        return {"id": "B7", "not_run": "vipsthumbnail is not installed"}
    with tempfile.TemporaryDirectory() as folder:
        paths = _drawn(Path(folder), photos)
        prepare(paths[0])
        ours, reference = [], []
        for _ in range(rounds):
            reference.append(photos / _cpu_of_vipsthumbnail(paths, workers))
            ours.append(photos / _cpu_of_ours(paths, workers))
    ratio = statistics.median(a / b for a, b in zip(ours, reference, strict=True))
    return {
        "id": "B7",
        "ours_per_cpu_second": round(statistics.median(ours), 2),
        "vipsthumbnail_per_cpu_second": round(statistics.median(reference), 2),
        "ratio": round(ratio, 3),
        "goal": GOAL,
        "reached": ratio >= GOAL,
        "zygote_pss_kib": _pss(sandbox.pid),
    }


def _drawn(folder: Path, photos: int) -> list[Path]:
    from kiekeboe.lib.images.drawing import photo  # the server never draws

    paths = [folder / f"{number}.jpg" for number in range(photos)]
    for seed, path in enumerate(paths):
        path.write_bytes(photo(size=PHOTO, seed=seed, quality=88))
    return paths


def _cpu_of_vipsthumbnail(paths: list[Path], workers: int) -> float:
    """One process per worker, so that starting it hardly counts: the reference at its best."""
    before = _used(resource.RUSAGE_CHILDREN)
    share = [[str(path) for path in paths[place::workers]] for place in range(workers)]
    running = [
        subprocess.Popen(["vipsthumbnail", "--size", "1600", "-o", "%s-small.jpg", *some])
        for some in share
        if some
    ]
    if any(process.wait() for process in running):
        raise RuntimeError("vipsthumbnail failed")
    return _used(resource.RUSAGE_CHILDREN) - before


def _cpu_of_ours(paths: list[Path], workers: int) -> float:
    before = time.process_time() + _cpu_of_family(sandbox.pid)
    with ThreadPoolExecutor(workers) as threads:
        list(threads.map(prepare, paths))
    return time.process_time() + _cpu_of_family(sandbox.pid) - before


def _used(who: int) -> float:
    usage = resource.getrusage(who)
    return usage.ru_utime + usage.ru_stime


def _cpu_of_family(pid: int | None) -> float:
    """Seconds of a process and all its ended children, as the kernel counts them."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return sum(int(field) for field in fields[11:15]) / os.sysconf("SC_CLK_TCK")


def _pss(pid: int | None) -> int:
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:"))


if __name__ == "__main__":
    print(measure())
