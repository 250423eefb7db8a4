"""Production does not start with an open door."""

import os
import secrets
import subprocess
import sys
import time

import pytest

from kiekeboe.testing.house import ROOT, environment

KEY = secrets.token_urlsafe(48)
GOOD = {
    "KIEKEBOE_SECRET_KEY": KEY,
    "KIEKEBOE_ORIGIN": "https://app.nursery.test",
    "KIEKEBOE_MODE": "production",
    "PORT": "1",  # an ordinary person may not listen here, so even a good one stops
}
BAD = {
    "no key": ({"KIEKEBOE_SECRET_KEY": ""}, "KIEKEBOE_SECRET_KEY is not set"),
    "a short key": ({"KIEKEBOE_SECRET_KEY": KEY[:30]}, "shorter than 40"),
    "a key that repeats": ({"KIEKEBOE_SECRET_KEY": "ab" * 40}, "repeats itself"),
    "Django's own key": ({"KIEKEBOE_SECRET_KEY": f"django-insecure-{KEY}"}, "default or a word"),
    "a key from an example": ({"KIEKEBOE_SECRET_KEY": f"changeme-{KEY}"}, "default or a word"),
    "a weak old key": ({"KIEKEBOE_OLD_SECRET_KEYS": "short"}, "KIEKEBOE_OLD_SECRET_KEYS is short"),
    "a key file that is not there": (
        {"KIEKEBOE_SECRET_KEY": "", "KIEKEBOE_SECRET_KEY_FILE": "/nowhere/key"},
        "KIEKEBOE_SECRET_KEY_FILE points at /nowhere/key",
    ),
    "debugging": ({"KIEKEBOE_DEBUG": "1"}, "KIEKEBOE_DEBUG is on"),
    "every host": ({"KIEKEBOE_HOSTS": "*"}, "KIEKEBOE_HOSTS holds *"),
    "every host below one": ({"KIEKEBOE_HOSTS": ".nursery.test"}, "KIEKEBOE_HOSTS holds .nursery"),
    "no host": ({"KIEKEBOE_HOSTS": ","}, "KIEKEBOE_HOSTS is empty"),
    "an http origin": ({"KIEKEBOE_ORIGIN": "http://app.nursery.test"}, "is not https"),
    "no origin": ({"KIEKEBOE_ORIGIN": ""}, "is not https"),
    "an origin with a path": ({"KIEKEBOE_ORIGIN": "https://app.nursery.test/x"}, "only https://"),
    "an unknown mode": ({"KIEKEBOE_MODE": "test"}, "KIEKEBOE_MODE must be one of"),
}


def serve(data, **variables):
    began = time.monotonic()
    result = subprocess.run(
        [sys.executable, "-m", "kiekeboe", "serve"],
        env=environment(**(GOOD | {"KIEKEBOE_DATA": str(data)} | variables)),
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    return result, time.monotonic() - began


@pytest.mark.parametrize("name", BAD)
def test_production_refuses_to_start_and_names_the_reason(name, tmp_path):
    """S73"""
    variables, reason = BAD[name]
    result, seconds = serve(tmp_path, **variables)
    assert reason in result.stderr
    assert (result.returncode, result.stdout) == (78, "")
    assert seconds < 2
    assert "Traceback" not in result.stderr
    assert not list(tmp_path.iterdir()), "nothing is made for an installation that may not start"


def test_the_key_itself_is_never_printed(tmp_path):
    """S73: the reason goes to logs that others read."""
    result, _ = serve(tmp_path, KIEKEBOE_SECRET_KEY=KEY[:30])
    assert KEY[:30] not in result.stderr


def test_the_data_of_the_demo_is_not_served_to_the_world(tmp_path):
    """S74: its passwords are in the README."""
    (tmp_path / "demo").touch()
    result, _ = serve(tmp_path)
    assert result.returncode == 78
    assert "holds the demo" in result.stderr


def test_all_reasons_come_at_once(tmp_path):
    result, _ = serve(tmp_path, KIEKEBOE_DEBUG="1", KIEKEBOE_HOSTS="*", KIEKEBOE_SECRET_KEY="x")
    assert result.stderr.count("\n- ") == 3


def test_a_sound_installation_is_not_refused(tmp_path):
    """The same start with nothing wrong; here it stops at a port that is taken."""
    import socket

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        result, _ = serve(tmp_path, PORT=str(taken.getsockname()[1]))
    assert "is in use" in result.stderr
    assert result.returncode == 75


def test_the_key_may_come_from_a_file(tmp_path):
    key = tmp_path / "key"
    key.write_text(KEY + "\n")
    os.chmod(key, 0o600)
    result, _ = serve(tmp_path / "var", KIEKEBOE_SECRET_KEY="", KIEKEBOE_SECRET_KEY_FILE=str(key),
                      KIEKEBOE_DEBUG="1")  # fmt: skip
    assert "KEY" not in result.stderr
