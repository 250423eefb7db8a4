"""What must be in order before serving: words, database, static files. Skips what is done."""

import hashlib
from pathlib import Path

from django.conf import settings
from django.core.management import call_command

from kiekeboe.lib import migrations


def everything() -> None:
    (settings.DATA / "files").mkdir(parents=True, exist_ok=True)
    bring_database_up_to_date()
    collect_static_files()


def bring_database_up_to_date() -> None:
    if migrations.missing():
        call_command("migrate", interactive=False, verbosity=0)


def collect_static_files() -> None:
    """Collect and compress only when a file was added, changed or removed."""
    stamp = Path(settings.STATIC_ROOT) / ".stamp"
    fresh = static_fingerprint()
    if not stamp.exists() or stamp.read_text() != fresh:
        call_command("collectstatic", interactive=False, verbosity=0, clear=True)
        stamp.write_text(fresh)


def static_fingerprint() -> str:
    from django.contrib.staticfiles.finders import get_finders

    digest = hashlib.sha256(str(settings.STORAGES["staticfiles"]).encode())
    for finder in get_finders():
        for path, storage in finder.list([]):
            seen = Path(storage.path(path)).stat()
            digest.update(f"{path}\0{seen.st_size}\0{seen.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def load_everything() -> None:
    """Import what every process needs before they part, so that they share it."""
    from django.urls import get_resolver

    get_resolver().reverse_dict  # noqa: B018 - fills it


def know_everything() -> None:
    """Templates and questions, before the first visitor: whoever takes over from a warm process is
    asked a hundred things in its first second. Takes a second or two."""
    from django.template.loader import get_template

    import kiekeboe.asgi  # noqa: F401
    from kiekeboe.lib.prepared import Prepared

    here = Path(__file__).parent.parent
    for folder in [*here.glob("*/templates"), here / "templates"]:
        for path in folder.rglob("*.*"):
            get_template(str(path.relative_to(folder)))
    for question in Prepared.everything:
        question.write_ahead()
