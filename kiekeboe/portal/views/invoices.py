"""Invoices: the list, one with the days behind every line, the paper, and a question (K3)."""

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from kiekeboe.billing.handing import hand_over
from kiekeboe.billing.printing import title_of
from kiekeboe.chat import answering, writing
from kiekeboe.chat.reaching import NotInConversation
from kiekeboe.lib.ids import uuid7
from kiekeboe.notifications import bills
from kiekeboe.portal import money, talking
from kiekeboe.portal.forms import uuid_or_none
from kiekeboe.portal.pages import show as show_page

PER_PAGE = 24


@require_GET
def index(request):
    """Every invoice, the newest first, with what is to be done."""
    standing = money.standing_for(request.family)
    page = Paginator(standing, PER_PAGE).get_page(request.GET.get("page"))
    return show_page(
        request, "invoices/index", "more", page=page, rows=[money.told(one) for one in page],
        years=money.years_of(request.family),
    )  # fmt: skip


@require_GET
def show(request, invoice_id):
    """One invoice: what to pay, and every line that opens to its days."""
    standing = money.invoice_of(request, invoice_id)
    bills.opened(request.user.pk, standing.invoice.pk, timezone.now())
    lines = standing.invoice.lines.order_by("place")
    return show_page(
        request, "invoices/show", "more", invoice=standing.invoice, told=money.told(standing),
        pay=money.what_to_pay(standing), parts=money.opened(lines),
        notes=list(standing.invoice.credit_notes.issued()),
    )  # fmt: skip


@require_GET
def file(request, invoice_id):
    """The invoice as a PDF. That it was taken is written down."""
    invoice, now = money.invoice_of(request, invoice_id).invoice, timezone.now()
    relation = money.relation_for(request.family, invoice.organisation_id)
    pdf = hand_over(invoice, by=request.family.actor_for(relation, now), at=now)
    return as_file(pdf, title_of(invoice))


def as_file(pdf: bytes, name: str) -> HttpResponse:
    """A paper of this family only: kept by nobody between us and them."""
    return HttpResponse(
        pdf,
        headers={
            "Content-Type": "application/pdf",
            "Content-Disposition": content_disposition_header(True, f"{name}.pdf"),
            "Cache-Control": "private, no-store",
        },
    )


@require_http_methods(["GET", "POST"])
def ask(request, invoice_id, place=0):
    """A question about an invoice or one of its lines; it goes on in the talk with the office."""
    invoice = money.invoice_of(request, invoice_id).invoice
    line = invoice.lines.filter(place=place).first()
    if place and line is None:
        raise Http404
    quote, refused, text = money.quoted(invoice, line), "", request.POST.get("text", "").strip()
    if request.method == "POST":
        talk = talking.talk_with_office(request, invoice.organisation_id)
        refused = _asked(request, talk, quote, text)
        if not refused:
            thread = talking.talk_with_office(request, invoice.organisation_id)
            return redirect(f"{thread.address}#end")
    return show_page(
        request, "invoices/ask", "more", invoice=invoice, quote=quote, refused=refused, typed=text,
        new_id=uuid7(), status=422 if refused else 200,
    )  # fmt: skip


def _asked(request, talk, quote: str, text: str) -> str:
    """A sentence when it could not be asked. Sent twice it is asked once."""
    if not text:
        return _("Write something first, then send it.")
    by = request.family.actor_for(talk.relation, talk.now)
    id = uuid_or_none(request.POST.get("id")) or uuid7()
    try:
        answering.say(talk.opened(by), id, f"{quote}\n\n{text}", by=by, at=talk.now)
    except writing.NobodyThere:
        return _("There is nobody in this conversation now. Call the location.")
    except writing.SaysNothing:
        return _("Your question is too long. Make it shorter, please.")
    except (NotInConversation, writing.NotYours) as error:
        raise Http404 from error
    return ""
