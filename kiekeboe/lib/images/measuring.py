"""B7: photos per CPU second, against what libvips makes of the same photos.

All CPU is counted: of this process, of the zygote and of every child it forked. We check, strip
and make three WebP pictures. Two references, both from disk as we do: `vipsthumbnail` making one
JPEG of 1600 pixels (what the promise names, from the days when our largest was 1600), and
`vipsthumbnail` making the same three WebP sizes as we do, each at its fastest setting.
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

from kiekeboe.lib.images.preparing import RENDER, SIZES, prepare, sandbox

GOAL = 0.75
MOST_MEMORY = 150 * 1024  # KiB per worker
PHOTO = (4000, 3000)
ONE = (("1600", "%s-small.jpg"),)
SAME = tuple((str(size), f"%s-{size}.webp[Q=75,effort=0,strip]") for size in SIZES)


def measure(photos=8, rounds=3, workers=2) -> dict:
    """Medians of `rounds` interleaved rounds over `photos` drawn photos of 12 megapixels."""
    if not shutil.which("vipsthumbnail"):
        return {"id": "B7", "not_run": "vipsthumbnail is not installed"}
    with tempfile.TemporaryDirectory() as folder:
        paths = _drawn(Path(folder), photos)
        prepare(paths[0])
        ours, one, same = [], [], []
        for _ in range(rounds):
            one.append(photos / _cpu_of_vipsthumbnail(paths, workers, ONE))
            ours.append(photos / _cpu_of_ours(paths, workers))
            same.append(photos / _cpu_of_vipsthumbnail(paths, workers, SAME))
        peak = _peak(paths[0])
    ratio, ratio_of_one = _ratio(ours, same), _ratio(ours, one)
    return {
        "id": "B7",
        "ours_per_cpu_second": round(statistics.median(ours), 2),
        "vips_same_per_cpu_second": round(statistics.median(same), 2),
        "vipsthumbnail_per_cpu_second": round(statistics.median(one), 2),
        "ratio": round(ratio, 3),
        "ratio_to_one_jpeg": round(ratio_of_one, 3),
        "goal": GOAL,
        "reached": ratio >= GOAL and peak <= MOST_MEMORY,
        "reached_to_one_jpeg": ratio_of_one >= GOAL,
        "zygote_pss_kib": _pss(sandbox.pid),
        "peak_kib": peak,
    }


def _ratio(ours: list[float], reference: list[float]) -> float:
    return statistics.median(a / b for a, b in zip(ours, reference, strict=True))


def _peak(path: Path) -> int:
    """The most memory (KiB) of the child that makes one photo, with all it shares."""
    with path.open("rb") as file:
        return sandbox.run(RENDER, file.fileno()).peak_kib


def _drawn(folder: Path, photos: int) -> list[Path]:
    from kiekeboe.lib.images.drawing import photo  # the server never draws

    paths = [folder / f"{number}.jpg" for number in range(photos)]
    for seed, path in enumerate(paths):
        path.write_bytes(photo(size=PHOTO, seed=seed, quality=88))
    return paths


def _cpu_of_vipsthumbnail(paths: list[Path], workers: int, wanted) -> float:
    """One process per worker and size, so that starting it hardly counts."""
    before = _used(resource.RUSAGE_CHILDREN)
    share = [[str(path) for path in paths[place::workers]] for place in range(workers)]
    for size, name in wanted:
        running = [
            subprocess.Popen(["vipsthumbnail", "--size", size, "-o", name, *some])
            for some in share
            if some
        ]
        if any(code for code in [process.wait() for process in running]):
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
