from django.template import Context, Template
from django.utils import translation

from kiekeboe.lib.templatetags.keeping import Kept

PIECE = '{% load keeping %}{% keep "test" key %}{{ word }}{% endkeep %}'


def shown(**context):
    return Template(PIECE).render(Context(context))


def test_a_piece_is_made_once_per_key_and_language():
    assert shown(key=("noor", 1), word="first") == "first"
    assert shown(key=("noor", 1), word="second") == "first"
    assert shown(key=("luuk", 1), word="third") == "third"
    with translation.override("en"):
        assert shown(key=("noor", 1), word="fourth") == "fourth"


def test_what_is_kept_has_an_end():
    kept = Kept(most=2)  # two characters
    for number in range(3):
        kept.put((number,), str(number))

    assert [kept.get((number,)) for number in range(3)] == [None, "1", "2"]
