"""Days to test with: valid entries of every kind, and a Dutch voice read from our own words."""

import subprocess
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from functools import cache
from gettext import GNUTranslations
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from kiekeboe.care import kinds
from kiekeboe.care.kinds.amounts import Amount
from kiekeboe.care.kinds.fields import Choice, Several, Text, YesNo, storable

HEARD = datetime(2026, 4, 14, 16, 40, tzinfo=UTC)
AMSTERDAM = ZoneInfo("Europe/Amsterdam")
WORDS = Path(__file__).parents[1] / "locale/nl/LC_MESSAGES/django.po"


class Dutch(kinds.English):
    """The Dutch words of the diary, without Django."""

    def __init__(self, catalogue):
        self.gettext = catalogue.gettext
        self.ngettext = catalogue.ngettext

    def number(self, number):
        return str(number).replace(".", ",")

    def moment(self, moment):
        return f"{moment.astimezone(AMSTERDAM):%H:%M}"


@cache
def dutch():
    with TemporaryDirectory() as folder:
        compiled = Path(folder) / "nl.mo"
        subprocess.run(["msgfmt", "-o", compiled, WORDS], check=True, capture_output=True)
        with compiled.open("rb") as file:
            return Dutch(GNUTranslations(file))


def utc(hour, minute=0, *, day=14, month=4):
    return datetime(2026, month, day, hour, minute, tzinfo=UTC)


def logged(kind, at=None, until=None, amount=None, note="", **details):
    return kinds.Logged(kind, at or utc(9), until, amount, details, note)


def texts(longest):
    typed = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=longest)
    return typed.map(str.strip).filter(lambda text: text and storable(text))


def amounts(field):
    steps = st.integers(0, int((field.maximum - field.minimum) / field.step))
    exactly = steps.map(lambda n: field.minimum + n * field.step)
    return exactly if field.where == "entry" else exactly.map(lambda n: field.stored(Decimal(n)))


def answers(field):
    match field:
        case Several():
            codes = [option.value for option in field.options]
            return st.lists(st.sampled_from(codes), min_size=1, unique=True)
        case Choice():
            return st.sampled_from([option.value for option in field.options])
        case Amount():
            return amounts(field)
        case YesNo():
            return st.just(True)
        case Text():
            return texts(min(field.longest, 30))


@st.composite
def details_of(draw, kind):
    """Details as they come from a form that was filled in well."""
    filled = {}
    for field in kind.fields:
        if field.required or draw(st.booleans()):
            filled[field.name] = draw(answers(field))
    return filled


@st.composite
def valid_entries(draw, names=kinds.NAMES):
    """Entries of any kind that pass their check when they are heard at `HEARD`."""
    kind = kinds.get(draw(st.sampled_from(names)))
    details = draw(details_of(kind).filter(lambda d: not kind.problems(d, None)))
    amount = draw(amounts(kind.amount)) if kind.amount else None
    if details.get("took") == "refused":
        amount = Decimal(0)
    start = HEARD - timedelta(minutes=draw(st.integers(0, 20_000)))
    longest = min(HEARD - start, timedelta(hours=24))
    minutes = st.integers(0, int(longest.total_seconds()) // 60)
    end = draw(st.none() | minutes.map(lambda m: start + timedelta(minutes=m)))
    note = draw(st.just("") | texts(30))
    return kinds.Logged(kind.name, start, end if kind.runs else None, amount, details, note)
