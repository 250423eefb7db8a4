"""Cookies of an installation on https, in a process with its own settings."""

import subprocess
import sys

from kiekeboe.testing.house import ROOT, environment

LOOK = """
import django
django.setup()
from django.conf import settings
settings.STORAGES["staticfiles"] = {
    "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
}
from django.test import Client
from kiekeboe.accounts import marks
answer = Client().get("/sign-in/", secure=True, headers={"Host": "day.example.test"})
print(answer.status_code, settings.SESSION_COOKIE_NAME, marks.COOKIE)
print(answer.cookies.output())
"""


def test_cookies_on_https_belong_to_this_host_and_no_script(tmp_path):
    """S21"""
    told = subprocess.run(
        [sys.executable, "-c", LOOK],
        env=environment(
            KIEKEBOE_ORIGIN="https://day.example.test",
            KIEKEBOE_DATA=str(tmp_path),
            DJANGO_SETTINGS_MODULE="kiekeboe.settings",
        ),
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    lines = [line for line in told.stdout.splitlines() if not line.startswith("{")]
    if not lines:
        raise AssertionError(told.stderr[-2000:])
    assert lines[0] == "200 __Host-session __Host-mark"
    for attribute in ("__Host-csrf=", "Secure", "HttpOnly", "SameSite=Lax", "Path=/"):
        assert attribute in lines[1]
    assert "Domain" not in lines[1]
