"""`kiekeboe ratio`: a file of ages in, the staff and the reason out."""

import csv
import os
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiekeboe.planning import ratio
from kiekeboe.planning.ratio_words import SENTENCES, plain, sentence

BARE = {"PATH": os.environ["PATH"], "PYTHONPATH": os.getcwd()}


def run(text, *words):
    done = subprocess.run(
        [sys.executable, "-m", "kiekeboe", "ratio", *words],
        input=text, capture_output=True, text=True, env=BARE,
    )  # fmt: skip
    return list(csv.reader(done.stdout.splitlines())), done.returncode, done.stderr


def test_a_file_of_ages_comes_back_with_staff_and_reason():
    """Without a house: no settings, no database."""
    rows, code, _ = run("n0,n1,n2,n3\n3,1,0,0\n13,0,0,0\n0,0,0,0\n")
    assert code == 0
    assert rows[0] == ["n0", "n1", "n2", "n3", "staff", "reason"]
    assert [row[:5] for row in rows[1:]] == [
        ["3", "1", "0", "0", "2"], ["13", "0", "0", "0", "X"], ["0", "0", "0", "0", "0"]
    ]  # fmt: skip
    assert all(row[5].endswith(".") for row in rows[1:])


def test_a_first_row_with_names_is_not_needed():
    assert run("1,1,1,1\n")[0][1][4] == "1"


def test_columns_may_stand_in_another_order():
    rows, _, _ = run("n7_12,n4_6\n7,15\n", "--care", "bso")
    assert rows[0][:3] == ["n7_12", "n4_6", "staff"]
    assert rows[1][:3] == ["7", "15", "3"]


def test_the_day_picks_the_rules():
    assert run("15,7\n", "--care", "bso", "--date", "2024-06-30")[0][1][2] == "2"
    assert run("15,7\n", "--care", "bso", "--date", "2024-07-01")[0][1][2] == "3"


def test_a_row_that_cannot_be_read_comes_back_with_what_is_wrong():
    rows, code, words = run("n0,n1,n2,n3\n1,a,2,3\n1,2\n-1,0,0,0\n1,1,1,1\n")
    assert code == 1
    assert "3 rows" in words
    assert [row[-2] for row in rows[1:]] == ["?", "?", "?", "1"]
    assert rows[1][:4] == ["1", "a", "2", "3"]


@pytest.mark.parametrize(("words", "said"), [("2018-01-01", "do not know"), ("x", "not a day")])
def test_a_day_without_rules_gets_a_sentence(words, said):
    rows, code, told = run("1,1,1,1\n", "--date", words)
    assert (rows, code) == ([], 2)
    assert said in told


def test_every_reason_has_its_sentence():
    assert set(SENTENCES) == set(ratio.Because)


@given(st.tuples(*[st.integers(0, 14)] * 4))
def test_every_answer_can_be_said(counts):
    needed = ratio.daycare(counts)
    assert plain(needed).endswith(".")
    assert "%" not in plain(needed)
    assert sentence(needed)
