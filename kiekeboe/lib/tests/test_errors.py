from django.test import RequestFactory
from django.utils.translation import override

from kiekeboe.lib.errors import broken
from kiekeboe.lib.logs import request_id


def test_what_broke_has_a_number_help_and_the_language_of_the_reader():
    """U20 U21"""
    key = request_id.set("0193-abc")
    with override("en"):
        answer = broken(RequestFactory().get("/"))
    request_id.reset(key)
    shown = answer.content.decode()
    assert answer.status_code == 500
    assert '<html lang="en">' in shown
    assert "0193-abc" in shown
    assert 'href="/help/"' in shown
