"""The words of the diary in the language and on the clock of whoever reads them."""

from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.utils import timezone, translation

from kiekeboe.care import kinds, wording

from .diaries import AMSTERDAM, HEARD, logged, utc


@pytest.fixture(params=["nl", "en"])
def language(request):
    with translation.override(request.param), timezone.override(AMSTERDAM):
        yield request.param


def test_a_temperature_has_a_comma_in_dutch_and_a_point_in_english(language):
    told = wording.told(logged("temperature", amount=Decimal("38.70")))
    assert told.value == {"nl": "38,7 °C", "en": "38.7 °C"}[language]


def test_a_running_nap_shows_the_time_on_the_wall(language):
    told = wording.told(logged("sleep", utc(11, 5)), now=utc(11, 20))
    assert told.line == {"nl": "Slaapt sinds 13:05", "en": "Asleep since 13:05"}[language]
    assert (told.kind, told.hue, told.icon, told.value) == ("sleep", "slaap", "moon", "15 min")


def test_the_day_at_one_glance_is_text(language):
    bottles = [logged("bottle", amount=Decimal("180.00"))] * 3
    tile = {"nl": "3 flessen", "en": "3 bottles"}[language]
    assert wording.tiles(bottles, now=HEARD) == [
        wording.TileText("bottle", "fles", "milk", tile, "540 ml", "", {"times": 3, "ml": 540})
    ]


def test_an_entry_of_the_database_is_told_as_well():
    """Anything with the names of an entry will do; the words ask nothing else."""
    entry = SimpleNamespace(kind="nappy", started_at=HEARD, ended_at=None, amount=None,
                            details={"content": "wet"}, note="")  # fmt: skip
    with translation.override("en"):
        assert wording.told(entry).line == "Nappy, wet"


def test_the_tablet_gets_every_form_in_its_language(language):
    forms = wording.forms_json(7)
    assert tuple(forms) == kinds.NAMES
    assert forms["food"]["label"] == {"nl": "Eten", "en": "Food"}[language]


def test_problems_stand_at_their_fields(language):
    found = kinds.get("nappy").check({}, None, HEARD, None, HEARD)
    assert wording.problems(found) == {
        "content": [{"nl": "Vul dit in.", "en": "Fill this in."}[language]]
    }
