"""The house as a whole: what it depends on, what it calls, and what it holds back."""

import ast
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone

from kiekeboe.accounts import factors
from kiekeboe.testing import make
from kiekeboe.testing.signing_in import sign_in

ROOT = Path(__file__).resolve().parents[3]
BIN = Path(sys.executable).parent
RIGHT_KEY = "pN4vXq8ZrT2mYw6KsB9cHd3FgJ5LuA7eR1oQiVxCbW0tSzEnUjMkPhDfGy3"
PRODUCTION = {
    "KIEKEBOE_MODE": "production",
    "KIEKEBOE_SECRET_KEY": RIGHT_KEY,
    "KIEKEBOE_ORIGIN": "https://opvang.example",
    "DJANGO_SETTINGS_MODULE": "kiekeboe.settings",
}
# Modules that can call out, and why ours do.
CALLING = {"socket", "urllib.request", "http.client", "smtplib", "httpx", "requests", "aiohttp"}
MAY_CALL = {
    "kiekeboe/serving/examination.py": "doctor greets the mail server",
    "kiekeboe/serving/door.py": "listens, and hands its own socket to its own processes",
    "kiekeboe/serving/group.py": "asks its own port whether it answers",
    "kiekeboe/lib/letters.py": "knows how the mail server says that an address is none",
    "kiekeboe/lib/pushes.py": "pushes to known services alone, never into a private network",
    "kiekeboe/lib/images/limited.py": "a pair of sockets to its own child process",
    "kiekeboe/lib/images/zygote.py": "a pair of sockets to its own child process",
}


def tracked(*patterns: str) -> list[Path]:
    """Files of the project; outside a checkout all that is not made by running it."""
    told = subprocess.run(
        ["git", "ls-files", *patterns], cwd=ROOT, capture_output=True, text=True
    ).stdout
    return [ROOT / line for line in told.splitlines() if (ROOT / line).is_file()]


def test_only_the_mail_server_and_push_services_are_called():
    """S53 S60 No module can open a connection to anyone but those named here."""
    callers = set()
    for path in (ROOT / "kiekeboe").rglob("*.py"):
        where = str(path.relative_to(ROOT))
        if {"tests", "testing", "bench", "migrations"} & set(path.parts):
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            names = [each.name for each in node.names] if isinstance(node, ast.Import) else []
            names += [node.module] if isinstance(node, ast.ImportFrom) and node.module else []
            if CALLING & set(names):
                callers.add(where)
    assert callers == MAY_CALL.keys()


def test_pictures_of_the_project_hold_nothing_but_a_picture():
    """S72"""
    pictures = tracked("*.png", "*.jpg", "*.jpeg", "*.webp", "*.heic", "*.gif")
    told = subprocess.run(
        ["exiftool", "-json", "-EXIF:all", "-XMP:all", "-IPTC:all", "-GPS:all", *pictures],
        capture_output=True,
        text=True,
    ).stdout
    assert [one for one in json.loads(told or "[]") if set(one) != {"SourceFile"}] == []


MADE_UP = re.compile(
    r"@(?:[\w-]+\.)*(?:test|example|localhost|example\.(?:org|com|net)|voorbeeld\.nl)\b"
)
ADDRESS = re.compile(r"[\w.+-]+@[\w-]+\.[\w.]*\w")
OF_OTHERS = ("LICENSE", "OFL.txt", "axe.min.js", "requirements/", ".lock")


def test_every_address_in_the_project_is_made_up():
    """S72 O24"""
    real = [
        (path.name, found)
        for path in tracked("*.py", "*.md", "*.html", "*.txt", "*.po", "*.toml")
        if not any(word in str(path) for word in OF_OTHERS)
        for found in ADDRESS.findall(path.read_text())
        if not MADE_UP.search(found) and not found.endswith((".py", ".js", ".css"))
    ]
    assert real == []


@pytest.mark.django_db
def test_a_new_key_signs_nobody_out(settings):
    """S75 The old key stays valid for what it signed; the app's codes stay readable."""
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "old" * 20, []
    account = make.user()
    browser = sign_in(Client(), account, second_factor=True)
    made = factors.add_app(account, "KIEKEBOEKIEKEBOE", 1)

    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "new" * 20, ["old" * 20]

    assert browser.get("/account/").status_code == 200
    made.refresh_from_db()
    assert factors.decrypt(made.data["secret"]) == "KIEKEBOEKIEKEBOE"
    assert timezone.now() > account.joined_at


def in_production(*words: str, tmp_path: Path) -> subprocess.CompletedProcess:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("KIEKEBOE_")}
    for name in ("DATABASE_URL", "DJANGO_ALLOW_ASYNC_UNSAFE"):
        kept.pop(name, None)
    variables = kept | PRODUCTION | {"KIEKEBOE_DATA": str(tmp_path), "PYTHONPATH": str(ROOT)}
    return subprocess.run(
        [sys.executable, *words], cwd=ROOT, env=variables, capture_output=True, text=True
    )


def test_django_finds_nothing_to_say_about_production(tmp_path):
    """S83"""
    checked = in_production(
        "manage.py", "check", "--deploy", "--fail-level", "WARNING", tmp_path=tmp_path
    )
    assert checked.returncode == 0, checked.stderr


LOOK = """
import django; django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
call_command("collectstatic", interactive=False, verbosity=0)
from django.test import Client
from kiekeboe.accounts.models import User
browser = Client(HTTP_HOST="opvang.example")
door = browser.get("/sign-in/password/", secure=True)
nobody = browser.get("/demo/", secure=True)
print("cookies", [(each.key, each["secure"], each["httponly"], each["samesite"], each["path"],
                   each["domain"]) for each in door.cookies.values()])
print("hsts", door["Strict-Transport-Security"])
print("demo", nobody.status_code)
print("accounts", User.objects.count())
"""


def test_production_begins_safe_and_empty(tmp_path):
    """S21 S49 S74 O05 Cookies, HSTS, no demo, no account, without any setting."""
    told = in_production("-c", LOOK, tmp_path=tmp_path)

    lines = [line for line in told.stdout.splitlines() if not line.startswith("{")]
    assert told.returncode == 0, told.stderr[-2000:]
    assert "('__Host-csrf', True, True, 'Lax', '/', '')" in lines[0]
    assert lines[1:] == ["hsts max-age=63072000; includeSubDomains", "demo 404", "accounts 0"]


def test_bandit_finds_nothing_grave():
    """S83"""
    found = subprocess.run(
        [str(BIN / "bandit"), "-q", "-r", "kiekeboe", "-lll", "-x", "*/tests/*,kiekeboe/testing"],
        cwd=ROOT, capture_output=True, text=True,
    )  # fmt: skip
    assert found.returncode == 0, found.stdout


# Words that look like secrets and are none: a password of the demo, a sign list, a label.
NO_SECRETS = {
    "docs/operations/settings.md": 1,
    "kiekeboe/accounts/pairing.py": 1,
    "kiekeboe/accounts/passwords.py": 1,
    "kiekeboe/story/cast.py": 3,
    "kiekeboe/welcome/views/apps.py": 1,
}


def test_no_secret_is_kept_in_the_project():
    """S83 Counted per file, so that a new one shows."""
    told = subprocess.run(
        [str(BIN / "detect-secrets"), "scan", "kiekeboe", "docs", "bin", ".ci", "--exclude-files",
         r".*/tests/.*|kiekeboe/testing/.*|.*\.woff2|.*\.js$"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    found = {path: len(each) for path, each in json.loads(told.stdout)["results"].items()}
    more = {path: many for path, many in found.items() if many > NO_SECRETS.get(path, 0)}
    assert more == {}


def test_packages_are_pinned_by_hash_and_few():
    """S76 And a bill of materials can be made of them."""
    lines = (ROOT / "requirements" / "base.txt").read_text()
    pinned = re.findall(r"^([a-z0-9_.\[\]-]+)==", lines, flags=re.MULTILINE | re.IGNORECASE)
    hashed = re.findall(
        r"^[a-z0-9_.\[\]-]+==[^\n]*\\\n\s+--hash=sha256:", lines, flags=re.MULTILINE | re.IGNORECASE
    )
    assert 0 < len(pinned) <= 40
    assert len(hashed) == len(pinned)
    made = subprocess.run(
        [str(BIN / "cyclonedx-py"), "requirements", "requirements/base.txt", "--of", "JSON"],
        cwd=ROOT, capture_output=True, text=True,
    )  # fmt: skip
    assert len(json.loads(made.stdout)["components"]) == len(pinned)


def test_nothing_asks_to_drag_or_to_press_long():
    """U10 No script listens for it, so a tap or a key always does."""
    listening = re.compile(r"dragstart|draggable|touchmove|pointermove|contextmenu|gesture")
    scripts = (ROOT / "kiekeboe" / "static" / "js").rglob("*.js")
    assert [path.name for path in scripts if listening.search(path.read_text())] == []
