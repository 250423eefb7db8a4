"""The contracts of a child: days, hours, amount and who pays, from a date on (J4)."""

from datetime import timedelta

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from kiekeboe.billing import contracting
from kiekeboe.billing.contract_paper import NothingAgreed
from kiekeboe.billing.handing import hand_over_contract
from kiekeboe.billing.models import Contract
from kiekeboe.billing.monthly import Amounts
from kiekeboe.billing.pricing import NoPrice
from kiekeboe.billing.stretches import version_on
from kiekeboe.office.answers import ask, done, once, require
from kiekeboe.office.forms.children import WEEKDAYS
from kiekeboe.office.forms.money import ContractForm, EndForm, NewContractForm
from kiekeboe.office.questions import money
from kiekeboe.office.views.child_file import opened, page
from kiekeboe.office.views.invoices import as_file, keeper
from kiekeboe.people.models import Guardian
from kiekeboe.people.rights import Right

A_MONTH = 32


def _child(request, child_id):
    child = get_object_or_404(keeper(request).children, pk=child_id)
    require(request.member.may_for(Right.KEEP_BOOKS, child))
    return child


def _one(request, contract_id) -> Contract:
    rows = money.contracts_of(keeper(request)).select_related("child", "location", "company")
    return get_object_or_404(rows, pk=contract_id)


def _payers(child):
    """Who signs for this child."""
    signs = child.guardianships.filter(is_contract_parent=True, ended_on=None)
    return Guardian.objects.filter(pk__in=signs.values("guardian")).order_by("last_name", "pk")


@require_GET
def of_child(request, child_id):
    """Every contract of a child, the newest first."""
    child = opened(request, child_id, "contracts")
    rows = money.contracts_of(request.member).filter(child=child).select_related("location")
    rows = rows.order_by("-started_on")
    return page(request, child, "contracts", contracts=rows, day=request.member.day)


@require_GET
def show(request, contract_id):
    """One contract: the week, the month with its working, what becomes different and when."""
    contract, today = _one(request, contract_id), request.member.day
    opened(request, contract.child_id, "contracts")
    amounts = Amounts(contract)
    context = {
        "contract": contract, "child": contract.child, "amounts": amounts, "day": today,
        "versions": list(reversed(amounts.versions)),
        "week": [(WEEKDAYS[one.weekday], one) for one in amounts.week_on(_shown(contract, today))],
        "unpriced": False,
    }  # fmt: skip
    following = (today.replace(day=1) + timedelta(days=A_MONTH)).replace(day=1)
    try:
        context |= {"now": amounts.on(_shown(contract, today)), "ahead": amounts.ahead(today),
                    "following": (following, amounts.on(following))}  # fmt: skip
    except NoPrice:
        context["unpriced"] = True
    return render(request, "office/agreements/show.html", context)


def _shown(contract, today):
    """Today, or the first or last day of a contract that does not hold today."""
    return min(max(today, contract.started_on), contract.ended_on or today.max)


@require_http_methods(["GET", "POST"])
def new(request, child_id):
    """A contract with its first version. The end is proposed on the eve of the fourth birthday."""
    child, member = _child(request, child_id), request.member
    locations = member.within(Right.KEEP_BOOKS).locations.order_by("name")
    place = child.placements.filter(group__location__in=locations).order_by("-started_on").first()
    location = place and place.group.location
    start = {
        "first_day": member.day, "weeks": 52, "location": location and location.pk,
        "payer": _payers(child).first(),
        "last_day": location and contracting.proposed_end(child, location.care_type),
    }  # fmt: skip
    given = request.POST if request.method == "POST" else None
    form = NewContractForm(given, payers=_payers(child), locations=locations, initial=start)
    if form.is_valid() and (contract := _made(request, child, form)):
        return done(request, _("The contract is made."), "office:agreement", contract.pk)
    return ask(request, "office/agreements/new.html", form, child=child)


def _made(request, child, form) -> Contract | None:
    """The contract; None when the form says why not."""
    told, member = form.cleaned_data, request.member
    mine = Contract.objects.filter(organisation=member.organisation, child=child)
    once(told["id"], mine, Contract.objects)
    try:
        return contracting.make(
            told["id"], child, told["location"], told["payer"], started_on=told["first_day"],
            ended_on=told["last_day"], weeks=told["weeks"], cents=told["cents"],
            by=member.actor(), at=request.moment,
        )  # fmt: skip
    except contracting.Overlap:
        form.add_error("first_day", _("There is a contract at this location in these days."))
    except contracting.NoCompany:
        form.add_error("location", _("This location belongs to no company yet."))
    except contracting.NotThePayer:
        form.add_error("payer", _("On this day that parent does not sign for the child."))
    return None


@require_http_methods(["GET", "POST"])
def change(request, contract_id):
    """Another payer, package or price from a day on. The days themselves change in planning."""
    contract, member = _one(request, contract_id), request.member
    stands = version_on(list(contract.versions.order_by("first_day")), _shown(contract, member.day))
    start = {"first_day": member.day, "payer": stands.payer_id, "weeks": stands.weeks,
             "cents": stands.cents}  # fmt: skip
    given = request.POST if request.method == "POST" else None
    form = ContractForm(given, payers=_payers(contract.child), initial=start)
    if form.is_valid():
        told = form.cleaned_data
        try:
            contracting.agree(
                contract, told["payer"], first_day=told["first_day"], weeks=told["weeks"],
                cents=told["cents"], by=member.actor(), at=request.moment,
            )  # fmt: skip
            return done(request, _("The contract is changed."), "office:agreement", contract.pk)
        except contracting.OutsideContract:
            form.add_error("first_day", _("The contract does not hold on this day."))
        except contracting.NotThePayer:
            form.add_error("payer", _("On this day that parent does not sign for the child."))
    return ask(request, "office/agreements/change.html", form, contract=contract)


@require_http_methods(["GET", "POST"])
def end(request, contract_id):
    """The last day of a contract; empty takes the end away."""
    contract = _one(request, contract_id)
    proposed = contracting.proposed_end(contract.child, contract.care_type)
    given = request.POST if request.method == "POST" else None
    form = EndForm(given, initial={"last_day": contract.ended_on or proposed})
    if form.is_valid():
        by, at = request.member.actor(), request.moment
        try:
            contracting.end(contract, last_day=form.cleaned_data["last_day"], by=by, at=at)
            return done(request, _("The contract is changed."), "office:agreement", contract.pk)
        except contracting.OutsideContract:
            form.add_error("last_day", _("This is before the first day of the contract."))
        except contracting.Overlap:
            form.add_error("last_day", _("There is a contract at this location in these days."))
    notice = min(
        request.member.day + timedelta(days=30), contract.ended_on or request.member.day.max
    )
    return ask(request, "office/agreements/end.html", form, contract=contract, notice=notice)


@require_GET
def paper(request, contract_id):
    """The contract as a PDF, as it holds today. That it was taken is written down."""
    contract = _one(request, contract_id)
    try:
        pdf = hand_over_contract(
            contract, _shown(contract, request.member.day), language=translation.get_language(),
            by=request.member.actor(), at=request.moment,
        )  # fmt: skip
    except (NothingAgreed, NoPrice) as error:
        raise Http404 from error
    return as_file(pdf, _("Contract for %(name)s") % {"name": contract.child})
