"""Sending what is due: every minute, one letter per account."""

from uuid import UUID

from django.conf import settings
from django.utils.timezone import localdate, now
from django.utils.translation import override

from kiekeboe.billing.models import Invoice
from kiekeboe.lib.jobs import every, job
from kiekeboe.lib.letters import post
from kiekeboe.notifications import bills, dead, family_letter, outbox, pushing
from kiekeboe.notifications.asking import address_of, names_for
from kiekeboe.organisation.models import Location, Organisation
from kiekeboe.people.models import Guardian


@job(waits=(60, 300, 1800, 7200))
def deliver_news(account_id):
    outbox.deliver(UUID(account_id), at=now())


@every(minutes=1)
def hand_out_news():
    for account in outbox.waiting(now()):
        deliver_news.later(str(account), key=f"news:{account}")


@job(waits=(60, 300, 1800, 7200))
def push_news(account_id):
    pushing.deliver(UUID(account_id), at=now())


@every(minutes=1)
def hand_out_pushes():
    for account in pushing.waiting(now()):
        push_news.later(str(account), key=f"push:{account}")


@job(waits=(60, 300, 1800, 7200))
def send_photo_question(guardian_id, child_ids):
    """Who is kept away from a child meanwhile gets no letter about it."""
    asked = Guardian.objects.filter(pk=guardian_id).select_related("account", "organisation")
    guardian = asked.first()
    names = names_for(guardian, child_ids, localdate()) if guardian else []
    if not names or not address_of(guardian) or dead.is_dead(address_of(guardian)):
        return
    context = {
        "name": guardian.first_name,
        "children": names,
        "organisation": guardian.organisation,
        "signs_in": guardian.account is not None,
        "link": f"{settings.ORIGIN}/parent/more/",
    }
    language = guardian.account.language if guardian.account else guardian.language
    post(address_of(guardian), "notifications/mail/photo_question", context, language=language)


@job(waits=(60, 300, 1800, 7200))
def send_family_letter(guardian_id, location_id):
    """Who left or is kept away meanwhile gets no letter."""
    location = Location.objects.get(pk=location_id)
    families = family_letter.families_at(location, localdate())
    guardian = next((one for one in families if str(one.pk) == guardian_id), None)
    if guardian is None or dead.is_dead(address_of(guardian)):
        return
    language = guardian.account.language if guardian.account else guardian.language
    with override(language):
        context = {
            "name": guardian.first_name,
            "title": family_letter.title_of(location),
            "parts": family_letter.letter_of(location, localdate()),
            "place": location.name,
        }
    post(address_of(guardian), "notifications/mail/family_letter", context, language=language)


@job(waits=(60, 300, 1800, 7200))
def mail_invoice(invoice_id, late):
    rows = Invoice.objects.issued().select_related("payer", "credits")
    bills.mail_paper(rows.get(pk=invoice_id), late=late, at=now())


@every(days=1)
def forget_dead_addresses():
    dead.forget_old(at=now())


@every(hours=1)
def tell_of_invoices():
    """That one is late; and the paper itself for who left before opening it."""
    at = now()
    for organisation in Organisation.objects.values_list("pk", flat=True):
        late = bills.late_ones(organisation, at)
        outbox.put(bills.of_late(late), organisation=organisation, at=at)
        bills.mail_papers(late, at, late=True)
        bills.mail_papers(bills.unopened_by_who_left(organisation, at), at)
