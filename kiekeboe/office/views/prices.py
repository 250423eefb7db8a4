"""What an hour costs, from which day on, and how hours are counted (K1)."""

from datetime import timedelta

from django.shortcuts import render
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from kiekeboe.billing import pricing
from kiekeboe.billing.engine import Terms
from kiekeboe.billing.hours import PartMonth
from kiekeboe.billing.models import BillingTerms, Price
from kiekeboe.billing.pricing import terms_on
from kiekeboe.billing.rounding import Hours
from kiekeboe.office.answers import ask, done, require
from kiekeboe.office.forms.money import BillingRulesForm, PriceForm
from kiekeboe.office.questions import money
from kiekeboe.office.views.invoices import keeper
from kiekeboe.organisation.models import Company, Location


@require_GET
def index(request):
    """The prices that hold or come, and those of before."""
    member = keeper(request)
    rows = Price.objects.filter(organisation=member.organisation).select_related("location")
    ladders: dict[tuple, list] = {}
    for one in rows.order_by("care_type", "kind", "location__name", "weeks", "-first_day"):
        ladders.setdefault((one.care_type, one.kind, one.location_id, one.weeks), []).append(one)
    context = {
        "sets": [_set(several, member.day) for several in ladders.values()],
        "keeps_all": money.keeps_all(member),
    }
    return render(request, "office/prices/index.html", context)


def _set(several, today) -> dict:
    """Prices of one kind: those to come, the one that holds, those of before."""
    held = [one for one in several if one.first_day <= today]
    return {
        "one": several[0],
        "care": Location.CareType(several[0].care_type).label,
        "ahead": [one for one in several if one.first_day > today],
        "now": held[0] if held else None,
        "before": held[1:],
    }


@require_http_methods(["GET", "POST"])
def new(request):
    """A price from a date on. Issued invoices keep theirs."""
    member = keeper(request)
    require(money.keeps_all(member))
    locations = member.locations.order_by("name")
    start = {"first_day": member.day, "care_type": "daycare", "kind": "contract"}
    given = request.POST if request.method == "POST" else None
    form = PriceForm(given, locations=locations, initial=start)
    if form.is_valid():
        told = form.cleaned_data
        pricing.set_price(
            told["care_type"], told["kind"], told["cents"], first_day=told["first_day"],
            location=told["location"], weeks=told["weeks"] or 0, by=member.actor(),
            at=request.moment,
        )  # fmt: skip
        return done(request, _("The price is saved."), "office:prices")
    return ask(request, "office/prices/new.html", form)


@require_http_methods(["GET", "POST"])
def rules(request):
    """How hours are counted and when invoices are due, from the first of a month on."""
    member = keeper(request)
    require(money.keeps_all(member))
    terms, due_days = terms_on(member.organisation.pk, member.day)
    start = {"hours": terms.hours, "part_month": terms.part_month, "in_steps": terms.in_steps,
             "due_days": due_days}  # fmt: skip
    given = request.POST if request.method == "POST" else None
    form = BillingRulesForm(given, months=_months(member.day), initial=start)
    if form.is_valid():
        told = form.cleaned_data
        fresh = Terms(Hours(told["hours"]), PartMonth(told["part_month"]), told["in_steps"])
        pricing.set_terms(
            fresh, first_day=parse_date(told["first_day"]), due_days=told["due_days"],
            by=member.actor(), at=request.moment,
        )  # fmt: skip
        return done(request, _("The rules are saved."), "office:billing-rules")
    mine = {"organisation": member.organisation}
    ahead = BillingTerms.objects.filter(first_day__gt=member.day, **mine).order_by("first_day")
    return ask(
        request, "office/prices/rules.html", form, ahead=ahead,
        companies=Company.objects.filter(**mine).order_by("name"),
    )  # fmt: skip


def _months(today):
    """The first days of the months that nobody was billed for yet, this one and a year ahead."""
    found = [today.replace(day=1)]
    while len(found) <= 12:
        found.append((found[-1] + timedelta(days=32)).replace(day=1))
    return found
