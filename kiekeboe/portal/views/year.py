"""The hours of one child in a calendar year (E10)."""

from django.http import Http404
from django.views.decorators.http import require_GET

from kiekeboe.organisation.models import Location
from kiekeboe.portal.access import child_of, today_of
from kiekeboe.portal.pages import show as show_page
from kiekeboe.portal.year_words import balance_words, waiting, year_of, years_around


@require_GET
def show(request, child_id):
    """Hours per kind, what is left on the balance, and what waits."""
    relation = child_of(request, child_id)
    today = today_of(relation)
    years = years_around(relation, today)
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isdigit() and len(asked) == 4 else today.year
    if year not in years and asked:
        raise Http404
    location = Location.objects.filter(pk=relation.at_location_id).first()
    return show_page(
        request, "planning/year", "planning", child=relation, year=year, years=years,
        hours=year_of(request.family, relation, year, today),
        balance=balance_words(relation, location, today) if location else None,
        waiting=waiting(relation, year),
        switch_to=lambda one: f"/parent/children/{one.child_id}/year/",
    )  # fmt: skip
