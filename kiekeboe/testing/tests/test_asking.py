"""A test that failed beside others is asked once more, alone."""

import os
import sys

import pytest

from kiekeboe.testing.asking import ask

HELD = """
import pytest
from pathlib import Path

@pytest.mark.parametrize("name", {names})
def test_it(name):
    asked = Path(name)
    tries = len(asked.read_text()) if asked.exists() else 0
    asked.write_text("x" * (tries + 1))
    assert tries >= {fails}
"""


@pytest.fixture
def answers(tmp_path, capfd):
    """What is answered, and what was said, when each of these tests fails so many times."""

    def asked(fails, *names):
        (tmp_path / "test_held.py").write_text(HELD.format(names=list(names), fails=fails))
        words = [sys.executable, "-m", "pytest", "-q", "-n", "2", "-p", "no:django"]
        home = {"HOME": str(tmp_path), "PATH": os.environ["PATH"]}
        code = ask([*words, "-c", os.devnull, "--rootdir", "."], home, str(tmp_path))
        return code, capfd.readouterr().out

    return asked


def test_what_fails_once_is_named_and_lets_the_rest_go_on(answers):
    code, said = answers(1, "a")
    assert code == 0
    assert "failed beside others, passed alone ──\ntest_held.py::test_it[a]" in said


def test_what_fails_twice_fails(answers):
    assert answers(2, "a")[0] == 1


def test_what_passes_is_asked_once(answers, tmp_path):
    assert answers(0, "a")[0] == 0
    assert (tmp_path / "a").read_text() == "x"


def test_many_failures_are_no_accident(answers, tmp_path):
    assert answers(1, "a", "b", "c", "d")[0] == 1
    assert (tmp_path / "a").read_text() == "x"
