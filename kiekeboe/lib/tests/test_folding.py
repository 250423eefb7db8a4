from django.template import Context, Engine
from django.template.base import TextNode
from django.utils import translation

from kiekeboe.lib.folding import Loader

SOURCES = {
    "page": '{% extends "shell" %}{% load i18n pictures %}{% block main %}'
    '{% translate "Close" %} {{ name }}{% include "part" %}{% endblock %}',
    "shell": "<main>{% block main %}{% endblock %}</main>",
    "part": '{% load i18n %}{% if name %}{% translate "Not found" %}{% endif %}',
}


def engine():
    made = Engine(
        loaders=[("django.template.loaders.locmem.Loader", SOURCES)],
        libraries={
            "i18n": "django.templatetags.i18n",
            "pictures": "kiekeboe.lib.templatetags.pictures",
        },
    )
    made.template_loaders = [Loader(made, [("django.template.loaders.locmem.Loader", SOURCES)])]
    return made


def test_a_folded_page_says_the_same_in_each_language():
    house = engine()

    with translation.override("nl"):
        dutch = house.get_template("page").render(Context({"name": "Noor & co"}))
    with translation.override("en"):
        english = house.get_template("page").render(Context({"name": ""}))

    assert dutch == "<main>Sluiten Noor &amp; coNiet gevonden</main>"
    assert english == "<main>Close </main>"


def test_words_and_fixed_parts_are_plain_text_afterwards():
    nodes = engine().get_template("part").nodelist[0].conditions_nodelists[0][1]

    assert [type(node) for node in nodes] == [TextNode]
