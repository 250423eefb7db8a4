"""The calculator as a page, for everyone."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


def page(**told):
    answer = Client().get("/ratio/", told)
    assert answer.status_code == 200
    return answer.content.decode()


def test_anybody_may_count_the_staff():
    shown = page(care="daycare", day="2026-11-23", n0="3", n1="1", n2="", n3="")
    assert "2 beroepskrachten" in shown
    assert "de rekenregel geeft 1.167" in shown


def test_it_begins_without_an_answer():
    assert "Dit is het wettelijke minimum" in page()
    assert 'role="status" aria-label' not in page()


def test_some_ages_may_not_be_together():
    assert "mogen niet samen in één groep" in page(n0="13")


def test_out_of_school_care_has_other_ages_and_is_marked():
    shown = page(care="bso", day="2026-11-23", n4_6="15", n7_12="7")
    assert "3 beroepskrachten" in shown
    assert "moet nog bevestigd worden" in shown
    assert "2 beroepskrachten" in page(care="bso", day="2024-06-30", n4_6="15", n7_12="7")


def test_two_readings_of_the_law_are_told():
    assert "vraagt er 3" in page(n0="0", n1="11", n2="0", n3="2")


@pytest.mark.parametrize(
    "told",
    [{"n0": "-1"}, {"n0": "veel"}, {"n0": "401"}, {"n0": "1", "day": "x"},
     {"n0": "1", "day": "2018-01-01"}, {"n0": "1", "care": "zoo"}],
)  # fmt: skip
def test_what_makes_no_sense_is_explained(told):
    shown = page(**told)
    assert "Een van de getallen klopt niet" in shown
    assert 'role="status" aria-label' not in shown
