"""The real server, in processes of its own, on a copy of the told story."""

import json
import os
import shutil
import signal
import subprocess
import sys
import threading
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from kiekeboe.testing import migrated
from kiekeboe.testing.mail import PostOffice, free_port

ROOT = Path(__file__).resolve().parent.parent.parent
OWN = ("KIEKEBOE_", "DATABASE_URL", "DJANGO_SETTINGS_MODULE", "PORT")


def environment(**variables: str) -> dict[str, str]:
    """Our own environment without what belongs to the tests, and with `variables`."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(OWN)}
    return kept | {"PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"} | variables


@dataclass
class House:
    """A running Kiekeboe: `origin` to visit, `cast` who lives there, `mails` what it sent."""

    data: Path
    port: int
    variables: dict[str, str] = field(default_factory=dict)
    post_office: PostOffice | None = None
    lines: list[str] = field(default_factory=list)
    process: subprocess.Popen | None = None

    @property
    def origin(self) -> str:
        return f"http://localhost:{self.port}"

    @property
    def environment(self) -> dict[str, str]:
        office = self.post_office
        smtp = (
            {"KIEKEBOE_SMTP_HOST": office.host, "KIEKEBOE_SMTP_PORT": str(office.port)}
            if office
            else {}
        )
        return environment(
            KIEKEBOE_DATA=str(self.data),
            PORT=str(self.port),
            KIEKEBOE_MODE="demo",
            **(smtp | self.variables),
        )

    @property
    def cast(self) -> dict:
        """What `kiekeboe cast --json` prints."""
        return json.loads(self.run("cast", "--json"))

    def furnish(self) -> None:
        """A house without a database begins with a copy of a migrated one."""
        database = self.data / "db.sqlite3"
        if "DATABASE_URL" not in self.variables and not database.exists():
            self.data.mkdir(mode=0o700, exist_ok=True)
            migrated.fill(database)
            database.chmod(0o600)

    def run(self, *words: str) -> str:
        """The output of one `kiekeboe` command in this house."""
        self.furnish()
        return subprocess.run(
            [sys.executable, "-m", "kiekeboe", *words],
            env=self.environment,
            cwd=ROOT,
            check=True,
            capture_output=True,
            text=True,
        ).stdout

    def script(self, code: str, *words: str) -> str:
        """The output of a piece of code with this house's models, beside the running server."""
        begun = "import django\ndjango.setup()\n"
        told = subprocess.run(
            [sys.executable, "-c", begun + code, *words],
            env=self.environment | {"DJANGO_SETTINGS_MODULE": "kiekeboe.settings"},
            cwd=ROOT,
            capture_output=True,
            text=True,
        )
        assert told.returncode == 0, told.stderr[-2000:]
        return told.stdout

    def open(self, verb: str = "demo", patience: float = 300) -> "House":
        """Start serving and wait for the line that says so."""
        self.furnish()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "kiekeboe", verb],
            env=self.environment,
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        ready = threading.Event()
        threading.Thread(target=self.listen, args=(ready,), daemon=True).start()
        if not ready.wait(patience) or self.process.poll() is not None:
            self.close()
            raise AssertionError("the server did not start:\n" + "".join(self.lines[-60:]))
        return self

    def listen(self, ready: threading.Event) -> None:
        for line in self.process.stdout:
            self.lines.append(line)
            if line.startswith("ready http"):
                ready.set()
        ready.set()

    def close(self) -> int:
        """Stop as an operator does; the answer is the exit code."""
        self.process.send_signal(signal.SIGTERM)
        try:
            return self.process.wait(12)
        except subprocess.TimeoutExpired:
            self.process.kill()
            raise


@pytest.fixture(scope="session")
def told_story(tmp_path_factory) -> Path:
    """A data folder in which the demo story has been told, made once; copy it, never change it."""
    data = tmp_path_factory.mktemp("story") / "var"
    House(data, free_port()).open().close()
    return data


@pytest.fixture(scope="module")
def house(told_story, tmp_path_factory, post_office_of_the_run):
    """The demo nursery, freshly told and open, for the tests of one file."""
    data = tmp_path_factory.mktemp("house") / "var"
    shutil.copytree(told_story, data)
    post_office_of_the_run.mails.clear()
    house = House(data, free_port(), post_office=post_office_of_the_run).open()
    yield house
    house.close()


@pytest.fixture
def empty_house(tmp_path):
    """A house that is not open yet and where nobody lives; close it yourself or leave it to us."""
    house = House(tmp_path / "var", free_port())
    yield house
    if house.process and house.process.poll() is None:
        house.close()
