"""The annual statement: on the screen and on paper (K5)."""

from django.http import Http404
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from kiekeboe.billing.handing import hand_over_year
from kiekeboe.portal import money
from kiekeboe.portal.pages import show as show_page
from kiekeboe.portal.views.invoices import as_file
from kiekeboe.portal.yearly import years_of

SOME_YEAR = range(2000, 2100)


@require_GET
def show(request, year):
    """Hours, the average price and the costs of a year, child by child."""
    found = _years(request, year)
    return show_page(
        request, "invoices/year", "more", year=year, found=[(one, one.told()) for one in found],
        so_far=year == request.family.day.year,
    )  # fmt: skip


@require_GET
def file(request, year, payer_id, company_id):
    """The same as a PDF. That it was taken is written down."""
    wanted = (payer_id, company_id)
    found = [one for one in _years(request, year) if (one.payer.pk, one.company) == wanted]
    if not found:
        raise Http404
    now = timezone.now()
    relation = money.relation_for(request.family, found[0].payer.organisation_id)
    pdf = hand_over_year(
        found[0].payer, found[0].statements, year, on=request.family.day, language=get_language(),
        by=request.family.actor_for(relation, now), at=now,
    )  # fmt: skip
    return as_file(pdf, _("Annual statement %(year)s") % {"year": year})


def _years(request, year):
    found = years_of(request.family, year) if year in SOME_YEAR else []
    if not found:
        raise Http404
    return found
