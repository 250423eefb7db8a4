"""A database on which all migrations ran, made once for a state of the code, and copied after that.

Every test run and every house of a test begins with one; making it takes as long as some hundred
tests. Who makes it runs the very command of the product on nothing, so that road is walked too.
"""

import fcntl
import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from importlib import metadata
from pathlib import Path
from urllib.parse import urlsplit

import psycopg

ROOT = Path(__file__).resolve().parent.parent.parent
TEMPLATE = "TEST_TEMPLATE"  # in the environment: the database on the server of the run to copy
PACKAGES = ("django", "django-allauth", "django-tasks-db")


def fill(path: Path) -> None:
    """Put the migrated database of SQLite in this place."""
    shutil.copyfile(_file(), path)


def on_server(address: str) -> str:
    """Make the database to copy on the server behind `address`; its name."""
    name = "kiekeboe_migrated"
    with psycopg.connect(address, autocommit=True) as server:
        server.execute(f'CREATE DATABASE "{name}"')
    own = {"DATABASE_URL": urlsplit(address)._replace(path=f"/{name}").geturl()}
    with tempfile.TemporaryDirectory(prefix="kiekeboe-migrating-") as data:
        _migrate(Path(data), **own)
    return name


def _file() -> Path:
    """The database file for the code as it stands; the first who asks makes it, others wait."""
    made = Path(tempfile.gettempdir()) / f"kiekeboe-{os.getuid()}-migrated-{_state()}.sqlite3"
    with open(f"{made}.lock", "w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        if not made.exists():
            with tempfile.TemporaryDirectory(prefix="kiekeboe-migrating-") as data:
                _migrate(Path(data))
                found = Path(data) / "db.sqlite3"
                with closing(sqlite3.connect(found)) as database:
                    database.execute("PRAGMA journal_mode=DELETE")  # all of it in one file
                shutil.move(found, f"{made}.new")
                os.replace(f"{made}.new", made)
    return made


def _migrate(data: Path, **variables: str) -> None:
    own = ("KIEKEBOE_", "DATABASE_URL", "DJANGO_SETTINGS_MODULE")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(own)}
    subprocess.run(
        [sys.executable, "-m", "kiekeboe", "migrate"],
        env=kept | {"KIEKEBOE_DATA": str(data), "KIEKEBOE_MODE": "demo"} | variables,
        cwd=ROOT,
        check=True,
        stdout=subprocess.DEVNULL,
    )


def _state() -> str:
    """What decides how the database looks: every migration, and the packages that bring some."""
    known = hashlib.sha256()
    for path in sorted(ROOT.glob("kiekeboe/**/migrations/*.py")):
        known.update(str(path.relative_to(ROOT)).encode() + path.read_bytes())
    for name in PACKAGES:
        known.update(metadata.version(name).encode())
    return known.hexdigest()[:16]
