"""Settings: read once, typed, and told in the manual."""

import re
from pathlib import Path

import pytest

from kiekeboe.lib import env

ROOT = Path(__file__).resolve().parents[3]
CALL = re.compile(r"env\.(?:text|flag|number|choice|words|path)\(\s*\"([A-Z_]+)\"")


def test_the_manual_names_every_variable_and_no_other():
    read = [
        name
        for file in (ROOT / "kiekeboe").glob("**/*.py")
        if "tests" not in file.parts
        for name in CALL.findall(file.read_text())
    ]
    manual = (ROOT / "docs/operations/settings.md").read_text()
    told = re.findall(r"^\| `([A-Z_]+)`", manual, re.MULTILINE)
    assert sorted(read) == sorted(set(read)), "each variable is read once"
    assert sorted(told) == sorted(read)


def test_a_value_may_stand_in_a_file(monkeypatch, tmp_path):
    (tmp_path / "key").write_text("from a file\n")
    monkeypatch.setenv("KEY_FILE", str(tmp_path / "key"))
    assert env.text("KEY", "default") == "from a file"


def test_what_cannot_be_understood_names_the_variable_and_not_the_value(monkeypatch):
    monkeypatch.setenv("A", "perhaps-8")
    for read in (env.flag, lambda name: env.number(name, 1), lambda n: env.choice(n, "x", {"x"})):
        with pytest.raises(env.Misread) as problem:
            read("A")
        assert "A must" in str(problem.value)
        assert "perhaps" not in str(problem.value)
