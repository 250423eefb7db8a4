"""Invoices as a family reaches them, and how they stand in words.

An invoice is for who pays it, and for who lives in the same home and sees the invoices of every
child on it. Parents who live apart are two homes: neither finds the invoices of the other (A4).
What names a child from which its payer is kept away is shown to nobody here (S12).
"""

from datetime import date
from fractions import Fraction

from django.db.models import Exists, OuterRef, Q, UUIDField
from django.http import Http404
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from kiekeboe.billing.models import Invoice, InvoiceLine
from kiekeboe.billing.paying import Standing, stand, with_standing
from kiekeboe.billing.printing import line_name, pay_words
from kiekeboe.billing.states import State
from kiekeboe.billing.working import money, plain, words_of
from kiekeboe.lib.prepared import Prepared
from kiekeboe.notifications.ways import names_a_child_kept_from_them
from kiekeboe.portal.hero import dated

MINUTES = 60
# tone and icon of the chip; what the office gave up is to a family what it is: late.
LOOKS = {
    State.OPEN: ("wait", "hourglass"),
    State.PAID: ("ok", "circle-check"),
    State.OVERDUE: ("stop", "octagon-x"),
    State.UNCOLLECTABLE: ("stop", "octagon-x"),
    State.DISPUTED: ("info", "info"),
    State.CREDITED: ("none", "minus"),
    State.NOTE: ("none", "minus"),
}


def sees_money(relation) -> bool:
    """Who signed the contract, or was given the right to see invoices."""
    return relation.is_contract_parent or relation.sees_invoices


def payers(family) -> set:
    """This account as the one who pays: a guardian in each organisation."""
    return {one.guardian_id for one in family.guardianships}


def invoices_of(family):
    """Issued invoices that are this family's to see."""
    return _seen(**_reach(family))


def _reach(family) -> dict[str, tuple]:
    """As whom it pays, in which homes it sees what others pay, and for which children."""
    sees = [one for one in family.guardianships if sees_money(one)]
    homes = {one.guardian.household_id for one in sees} - {None}
    return {
        "mine": tuple(payers(family)),
        "homes": tuple(homes),
        "children": tuple(one.child_id for one in sees),
    }


def _seen(mine, homes, children):
    others = InvoiceLine.objects.filter(invoice=OuterRef("pk")).exclude(child__in=children)
    at_home = Q(payer__household__in=homes) & ~Exists(others)
    shown = Invoice.objects.issued().filter(Q(payer__in=mine) | at_home)
    return shown.filter(~names_a_child_kept_from_them())


def _all(mine, homes, children):
    return with_standing(_seen(mine, homes, children)).order_by("-issued_on", "-number")


def _one(mine, homes, children, invoice):
    return with_standing(_seen(mine, homes, children).filter(pk=invoice).select_related("credits"))


REACH = {"mine": UUIDField(), "homes": UUIDField(), "children": UUIDField()}
_ALL, _ONE = Prepared(_all, **REACH), Prepared(_one, **REACH, invoice=UUIDField())
_YEARS = Prepared(lambda **reach: _years(**reach), **REACH)


def standing_for(family) -> list[Standing]:
    """Every invoice of this family as it stands today, the newest first. One question."""
    return [stand(one, family.day) for one in _ALL(**_reach(family))]


def invoice_of(request, invoice_id) -> Standing:
    """One invoice as it stands today, or 404. One question."""
    found = _ONE(**_reach(request.family), invoice=invoice_id)
    if not found:
        raise Http404
    return stand(found[0], request.family.day)


def relation_for(family, organisation_id):
    """As whom this family speaks with the office of an organisation."""
    return next(one for one in family.guardianships if one.organisation_id == organisation_id)


def told(standing: Standing) -> dict:
    """An invoice on one line of the list."""
    invoice, state = standing.invoice, standing.state
    tone, icon = LOOKS[state]
    return {
        "pk": invoice.pk,
        "title": monthly(invoice.month),
        "month": date_format(invoice.month, "F Y"),
        "name": invoice.name,
        "sub": _sub(standing),
        "state": state_name(state),
        "tone": tone,
        "icon": icon,
        "amount": money(invoice.total),
        "asked": tone == "wait",
    }


def state_name(state: State) -> str:
    return {
        State.OPEN: _("Open"),
        State.PAID: _("Paid"),
        State.OVERDUE: _("Late"),
        State.UNCOLLECTABLE: _("Late"),
        State.DISPUTED: _("Being discussed"),
        State.CREDITED: _("Credited"),
        State.NOTE: _("Credit note"),
    }[state]


def _sub(standing: Standing) -> str:
    invoice, state = standing.invoice, standing.state
    day = dated(invoice.due_on, "j F")
    if state is State.OPEN:
        return _("Pay by %(day)s") % {"day": day}
    if state in (State.OVERDUE, State.UNCOLLECTABLE):
        return _("Was to be paid by %(day)s") % {"day": day}
    if state is State.NOTE and invoice.credits_id:
        return _("You do not have to pay this.")
    return _("Number %(number)s") % {"number": invoice.name}


def what_to_pay(standing: Standing) -> str:
    """What is asked of who pays, in one sentence; empty when nothing is."""
    if standing.state not in (State.OPEN, State.OVERDUE, State.UNCOLLECTABLE, State.DISPUTED):
        return ""
    return pay_words(standing.invoice, standing.left)


def opened(lines) -> list[dict]:
    """The lines child by child, each with the days behind it."""
    found: list[dict] = []
    for line in lines:
        if not found or found[-1]["key"] != (line.child_id, line.location_id, line.lrk_number):
            key = (line.child_id, line.location_id, line.lrk_number)
            found.append({"key": key, "child": line.child_name, "lines": []})
        found[-1]["lines"].append(line_told(line))
    return found


def line_told(line: InvoiceLine) -> dict:
    """One line: its name, working, hours, price, amount and days."""
    hours = Fraction(line.hundredths, 100)
    return {
        "place": line.place,
        "name": line_name(line),
        "working": words_of(line.working),
        "hours": plain(hours) if line.hundredths else "",
        "many": line.many,
        "price": money(line.cents) if line.cents else "",
        "amount": money(line.amount),
        "days": [_day(day, minutes) for day, minutes, *_booking in line.days],
    }


def _day(day: str, minutes: int) -> tuple[str, str]:
    there = date.fromisoformat(day)
    return date_format(there, "l j F"), plain(Fraction(minutes, MINUTES))


def monthly(day: date) -> str:
    """November 2026, as a title."""
    written = date_format(day, "F Y")
    return written[:1].upper() + written[1:]


def quoted(invoice: Invoice, line: InvoiceLine | None) -> str:
    """What a question is about, as it stands above it in the conversation."""
    about = _("About invoice %(number)s of %(month)s") % {
        "number": invoice.name,
        "month": date_format(invoice.month, "F Y"),
    }
    if line is None:
        return about + "."
    return f"{about}: {line.child_name}, {line_name(line)}, {money(line.amount)}."


def years_of(family) -> list[int]:
    """The years of which there is a statement, the newest first: those of the care, which may
    stand on an invoice of the year after. One question."""
    return [year for (year,) in _YEARS(**_reach(family))]


def _years(mine, homes, children):
    lines = InvoiceLine.objects.filter(invoice__in=_seen(mine, homes, children))
    return lines.order_by("-month__year").values_list("month__year").distinct()
