"""Every answer of the rules has its sentence."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from kiekeboe.planning.policy_words import NO_ROOM, OUTCOMES, SENTENCES, sentence
from kiekeboe.planning.request_policy import Decision, Facts, Outcome, Rule, decide
from kiekeboe.planning.room import Why
from kiekeboe.planning.tests.test_requests_rules import CASES, NOW


def test_nothing_is_answered_without_words():
    assert SENTENCES.keys() | {Rule.NO_ROOM} == set(Rule)
    assert NO_ROOM.keys() == set(Why)
    assert OUTCOMES.keys() == set(Outcome)


@pytest.mark.parametrize("rule", CASES)
def test_each_answer_can_be_read(rule):
    rules, asked, facts = CASES[rule]
    said = sentence(decide(rules, asked, Facts(**facts), now=NOW), "Noor")
    assert said.endswith(".")
    assert "%" not in said


def test_a_moment_is_said_as_a_day_and_a_time():
    latest = datetime(2026, 11, 22, 18, 30, tzinfo=ZoneInfo("Europe/Amsterdam"))
    said = sentence(Decision(Outcome.REFUSED, Rule.TOO_LATE, {"latest": latest}), "Noor")
    assert "22 november, 18:30" in said
    told = {"first": date(2026, 11, 1), "last": date(2026, 11, 1) + timedelta(days=6)}
    said = sentence(Decision(Outcome.REFUSED, Rule.WINDOW, told), "Noor")
    assert "7 november" in said
