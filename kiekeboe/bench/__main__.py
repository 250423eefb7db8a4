"""`bin/bench [--json FILE] [--only NAME …]`: build N40, start the server, measure, stop."""

import argparse
import os
import shutil
import socket
import sys
import tempfile
from pathlib import Path

SERVED = (
    "pages",
    "tapping",
    "writing",
    "delivery",
    "weight",
    "memory",
    "book",
    "planning",
    "noon",
    "anew",
    "streams",
)
PARTS = (*SERVED, "photos", "invoices")


def main() -> int:
    wanted = arguments()
    data = Path(tempfile.mkdtemp(prefix="kiekeboe-bench-"))
    try:
        prepare_settings(data)
        rows = measured(data, set(wanted.only or PARTS))
    finally:
        shutil.rmtree(data, ignore_errors=True)
    from kiekeboe.bench.rows import write

    for row in rows:
        print(row.line())
    missed = sum(1 for row in rows if row.reached is False)
    print(f"{missed} goals not reached." if missed else "All goals that were measured are reached.")
    if wanted.json:
        write(rows, wanted.json)
    return 0


def arguments() -> argparse.Namespace:
    front = argparse.ArgumentParser(prog="bin/bench", description="Measure Kiekeboe on N40 data.")
    front.add_argument("--json", type=Path, help="also write the rows to this file")
    front.add_argument("--only", nargs="*", choices=PARTS, help="measure only these parts")
    return front.parse_args()


def prepare_settings(data: Path) -> None:
    """A house of its own, on a free port of this machine only."""
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        port = door.getsockname()[1]
    os.environ |= {
        "KIEKEBOE_DATA": str(data),
        "KIEKEBOE_MODE": "demo",
        "KIEKEBOE_BIND": "127.0.0.1",
        "KIEKEBOE_LOG_LEVEL": "WARNING",
        "PORT": str(port),
        "DJANGO_SETTINGS_MODULE": "kiekeboe.bench.settings",
    }
    os.environ.pop("DATABASE_URL", None)
    os.environ.pop("KIEKEBOE_ORIGIN", None)
    import django

    django.setup()


def measured(data: Path, parts: set[str]) -> list:
    from kiekeboe.bench import running

    rows = []
    if parts & set(SERVED):
        rows += running.measure(data, parts)
    if "photos" in parts:
        rows += running.photos()
    if "invoices" in parts:
        rows += running.invoices()
    return rows


if __name__ == "__main__":
    sys.exit(main())
