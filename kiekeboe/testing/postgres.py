"""A PostgreSQL of our own for the length of a run: in a temporary folder, gone afterwards."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from glob import glob
from pathlib import Path

# Nothing here has to survive a power cut.
QUICK = ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=240"]


@contextmanager
def throw_away() -> Iterator[str]:
    """The address (DATABASE_URL) of an empty server that listens only to a socket in its folder."""
    home = Path(tempfile.mkdtemp(prefix="kiekeboe-pg-", dir="/tmp"))
    as_user = become_postgres(home)
    bin_folder = Path(sorted(glob("/usr/lib/postgresql/*/bin"))[-1])
    settings = [
        f"-c {each}" for each in [*QUICK, "listen_addresses=", f"unix_socket_directories={home}"]
    ]

    def run(program: str, *words: str) -> None:
        command = [str(bin_folder / program), *words]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=home, **as_user)

    try:
        run("initdb", "-D", f"{home}/data", "-U", "kiekeboe", "-A", "trust", "-E", "UTF8",
            "--locale", "C.UTF-8")  # fmt: skip
        run("pg_ctl", "-D", f"{home}/data", "-w", "-l", f"{home}/log", "-o", " ".join(settings),
            "start")  # fmt: skip
        try:
            yield f"postgres://kiekeboe@/postgres?host={home}"
        finally:
            run("pg_ctl", "-D", f"{home}/data", "-w", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(home, ignore_errors=True)


def become_postgres(home: Path) -> dict:
    """PostgreSQL does not run as root; Debian's package brings a user for it."""
    if os.geteuid() != 0:
        return {}
    user = pwd.getpwnam("postgres")
    os.chown(home, user.pw_uid, user.pw_gid)
    home.chmod(0o755)
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
