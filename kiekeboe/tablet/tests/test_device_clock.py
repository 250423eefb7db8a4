"""R05 What time it is on a tablet whose clock somebody sets, and that sleeps at night."""

import pytest

from kiekeboe.testing.v8 import device

HOUR = 3_600_000
NOON = 1_800_000_000_000  # true time, in ms
BEGIN = """
globalThis.wall = {date}
globalThis.mono = 0
globalThis.kept = {kept}
globalThis.tablet = new Clock({{ date: () => wall, mono: () => mono, kept }})
"""


class Tablet:
    """A page whose clock and watch the test turns; `wrong` is how far the clock is ahead."""

    def __init__(self, wrong=0, kept="null"):
        self.engine = device(Clock="js/group/clock").engine
        self.engine.eval(BEGIN.format(date=NOON + wrong, kept=kept))
        self.true = NOON

    def ask(self, words):
        return self.engine.eval(words)

    def passes(self, ms, *, asleep=False):
        """Time goes by; a sleeping tablet has a watch that stands still."""
        self.true += ms
        self.ask(f"wall += {ms}; mono += {0 if asleep else ms}; 0")

    def is_set(self, by):
        self.ask(f"wall += {by}; 0")

    def hears(self, took=200):
        self.ask(f"tablet.heard({self.true - took / 2}, {took}); 0")

    def hides(self, hidden):
        self.ask(f"tablet.hidden = {str(hidden).lower()}; 0")

    @property
    def error(self):
        return self.ask("tablet.now()") - self.true

    def written(self):
        return self.ask("tablet.watch()")

    def since(self, then):
        return self.ask(f"tablet.since({then})")


@pytest.mark.parametrize("wrong", [0, HOUR, -HOUR, 24 * HOUR, -24 * HOUR])
def test_one_answer_of_the_server_is_enough(wrong):
    tablet = Tablet(wrong)
    tablet.hears()
    assert tablet.error == 0
    tablet.passes(3 * HOUR)
    assert tablet.error == 0


@pytest.mark.parametrize("by", [HOUR, -HOUR, 24 * HOUR, -24 * HOUR])
def test_somebody_sets_the_clock_while_the_page_is_open(by):
    """The watch tells: nothing moves, before and after the next contact."""
    tablet = Tablet()
    tablet.hears()
    then = tablet.written()
    tablet.passes(60_000)
    tablet.is_set(by)
    assert tablet.error == 0
    tablet.passes(60_000)
    tablet.hears()
    assert (tablet.error, tablet.since(then)) == (0, 120_000)


def test_a_tablet_that_slept_knows_how_long():
    tablet = Tablet()
    tablet.hears()
    then = tablet.written()
    tablet.hides(True)
    tablet.passes(9 * HOUR, asleep=True)
    tablet.ask("tablet.check(); 0")
    tablet.hides(False)
    assert (tablet.error, tablet.since(then)) == (0, 9 * HOUR)


def test_what_looked_like_setting_was_sleep():
    """In sight all the time, such as a laptop that was closed: the server tells which it was."""
    tablet = Tablet()
    tablet.hears()
    then = tablet.written()
    tablet.passes(HOUR, asleep=True)
    assert tablet.ask("tablet.check(); tablet.unsure") is True
    tablet.hears()
    assert tablet.ask("tablet.unsure") is False
    assert (tablet.error, tablet.since(then)) == (0, HOUR)


def test_what_looked_like_sleep_was_setting():
    tablet = Tablet()
    tablet.hears()
    then = tablet.written()
    tablet.hides(True)
    tablet.is_set(HOUR)
    tablet.passes(60_000)
    assert tablet.since(then) == HOUR + 60_000
    tablet.hears()
    assert (tablet.error, tablet.since(then)) == (0, 60_000)


def test_a_clock_that_fell_back_to_years_ago_is_not_believed():
    """After a night without power: not earlier than what this tablet has seen."""
    seen = NOON - HOUR
    tablet = Tablet(-20 * 365 * 24 * HOUR, kept=f"{{offset: 0, seen: {seen}}}")
    assert tablet.ask("tablet.now()") == seen
    tablet.hears()
    assert tablet.error == 0


def test_what_was_learned_is_kept_for_the_next_page():
    tablet = Tablet(HOUR)
    tablet.hears()
    kept = tablet.ask("JSON.stringify(tablet.kept)")
    assert Tablet(HOUR, kept=kept).error == 0
