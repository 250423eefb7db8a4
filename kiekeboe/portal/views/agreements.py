"""What a contract costs, what changes when, and how it ends: to read (J4)."""

from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from kiekeboe.billing.handing import hand_over_contract
from kiekeboe.organisation.models import Location
from kiekeboe.portal import agreements
from kiekeboe.portal.access import today_of
from kiekeboe.portal.contracts import may_change
from kiekeboe.portal.pages import show as show_page
from kiekeboe.portal.views.invoices import as_file


@require_GET
def index(request):
    """Every contract of the home; with one there is nothing to choose."""
    found = list(agreements.contracts_of(request.family).order_by("-started_on", "child__born_on"))
    if len(found) == 1:
        return redirect(f"/parent/contract/{found[0].pk}/")
    rows = agreements.rows(found, request.family.day)
    return show_page(request, "agreements/index", "more", rows=rows)


@require_GET
def show(request, contract_id):
    """One contract with its month, its working and what is ahead."""
    contract, relation = agreements.contract_of(request.family, contract_id)
    today = today_of(relation)
    agreed = agreements.Agreement(contract, relation.guardian, today)
    return show_page(
        request, "agreements/show", "more", child=relation, contract=contract,
        now=agreed.now(), changes=agreed.changes(), payer=agreed.payer(),
        begun=contract.started_on <= today,
        over=contract.ended_on is not None and contract.ended_on < today,
        care_type=Location.CareType(contract.care_type).label,
        notice=agreed.last_day_if_told_now(), may_change=may_change(relation),
    )  # fmt: skip


@require_GET
def file(request, contract_id):
    """The contract as a PDF, as it holds today. That it was taken is written down."""
    contract, relation = agreements.contract_of(request.family, contract_id)
    agreed = agreements.Agreement(contract, relation.guardian, today_of(relation))
    now = agreed.now()
    if now is None or not now.amount:
        raise Http404
    at = timezone.now()
    by = request.family.actor_for(relation, at)
    pdf = hand_over_contract(contract, now.day, language=get_language(), by=by, at=at)
    return as_file(pdf, _("Contract %(name)s") % {"name": contract.child.first_name})
