"""What `bin/test` does: the checks on the code, then the tests on both databases and in a browser.

Stops at the first step that fails and names it. `--only lint` (or another step) does one step;
`--deep` adds the long profiles: many more examples, faults and load.
"""

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from kiekeboe.testing import debian, migrated, postgres
from kiekeboe.testing.asking import ask

BIN = Path(sys.executable).parent
TEMPLATES = [str(path) for path in sorted(Path("kiekeboe").glob("**/templates/**/*.html"))]


def main() -> int:
    options = argparse.ArgumentParser(prog="bin/test", description=__doc__)
    options.add_argument("--deep", action="store_true", help="also the long profiles")
    options.add_argument("--only", choices=list(STEPS), help="do this step alone")
    chosen = options.parse_args()
    if missing := debian.install_missing():
        print(f"Missing and not mine to install: {missing}.", file=sys.stderr)
        return 1
    began = time.monotonic()
    for name, step in STEPS.items():
        if chosen.only in (None, name):
            print(f"── {name} ──", flush=True)
            if code := step(chosen.deep):
                print(f"bin/test failed at: {name}", file=sys.stderr)
                return code
    print(f"bin/test passed in {time.monotonic() - began:.0f} s")
    return 0


def tool(name: str, *words: str) -> int:
    return subprocess.call([str(BIN / name), *words])


def manage(*words: str) -> int:
    return subprocess.call([sys.executable, "manage.py", *words], env=calm())


def calm() -> dict[str, str]:
    """Our environment without settings of this machine, so that the tests see none of them."""
    return {name: value for name, value in os.environ.items() if not name.startswith("KIEKEBOE_")}


def pytest(deep: bool, *words: str, **variables: str) -> int:
    long = ["--deep"] if deep else []
    environment = calm() | variables
    if "DATABASE_URL" not in variables:
        environment.pop("DATABASE_URL", None)
    return ask([str(BIN / "pytest"), "-q", *long, *words], environment)


def lint(deep: bool) -> int:
    return tool("ruff", "check", ".") or tool("ruff", "format", "--check", ".")


def imports(deep: bool) -> int:
    return tool("lint-imports")


def types(deep: bool) -> int:
    return tool("mypy")


def templates(deep: bool) -> int:
    return tool("djade", "--check", "--target-version", "5.2", *TEMPLATES) if TEMPLATES else 0


def migrations(deep: bool) -> int:
    return manage("makemigrations", "--check", "--dry-run", "--settings", "kiekeboe.settings_test")


def on_sqlite(deep: bool) -> int:
    return pytest(deep, "-n", "2", "-m", "not journey")


def on_postgresql(deep: bool) -> int:
    """Only what asks the database: the rest gave its answer in the step before."""
    with postgres.throw_away() as url:
        begun = {"DATABASE_URL": url, migrated.TEMPLATE: migrated.on_server(url)}
        return pytest(deep, "-n", "2", "-m", "not journey", "--database", **begun)


def journeys(deep: bool) -> int:
    return pytest(deep, "-m", "journey", "-n", "2", "--dist", "loadfile")


STEPS: dict[str, Callable[[bool], int]] = {
    "lint": lint,
    "imports": imports,
    "types": types,
    "templates": templates,
    "migrations": migrations,
    "sqlite": on_sqlite,
    "postgresql": on_postgresql,
    "journeys": journeys,
}

if __name__ == "__main__":
    raise SystemExit(main())
