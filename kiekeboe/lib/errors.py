"""The page for when something broke: it asks nothing of the database and knows its number."""

from django.http import HttpResponseServerError
from django.template.loader import render_to_string

from kiekeboe.lib.logs import request_id


def broken(request):
    """Say what is safe and what to do, with the number that the log has too."""
    return HttpResponseServerError(render_to_string("500.html", {"number": request_id.get()}))
