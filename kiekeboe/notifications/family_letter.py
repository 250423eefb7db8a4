"""The letter to parents of a location, out of its own settings: nothing is typed over (N3)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from kiekeboe.care import kinds
from kiekeboe.care.models import LogRule
from kiekeboe.care.policy import levels
from kiekeboe.care.wording import say
from kiekeboe.chat.audience import BEFORE
from kiekeboe.chat.opening import policies_of
from kiekeboe.chat.policy import holding, must_confirm, next_switch
from kiekeboe.events.actors import Actor
from kiekeboe.events.models import Event
from kiekeboe.events.recording import locked_head, record
from kiekeboe.lib import papers
from kiekeboe.notifications.asking import address_of
from kiekeboe.organisation.models import Location
from kiekeboe.people.models import Guardian, Guardianship
from kiekeboe.photos.rules import facts_of
from kiekeboe.planning.models import Placement

VERB = "family_letter_mailed"
TEMPLATE = Path(__file__).parent / "typeset" / "family_letter"
# Months of age between which a kind of care looks after children.
AGES = {
    Location.CareType.DAYCARE: (0, 48),
    Location.CareType.PLAYGROUP: (24, 48),
    Location.CareType.AFTER_SCHOOL: (48, 156),
}


@dataclass(frozen=True)
class Part:
    title: str
    sentences: tuple[str, ...] = ()
    listed: tuple[str, ...] = ()


def letter_of(location: Location, day: date) -> list[Part]:
    """What parents of a location can expect from `day` on, in the language that is on."""
    return [_expect(), _signing_in(), _logged(location), _photos(location),
            _messages(location, day), _days(), _reach(location)]  # fmt: skip


def paper_of(location: Location, day: date, *, language: str) -> bytes:
    """The letter as PDF/UA; the same day gives the same bytes. Raises papers.NotMade."""
    with override(language):
        parts = [[one.title, one.sentences, one.listed] for one in letter_of(location, day)]
        values = {
            "title": title_of(location), "place": location.name, "language": language,
            "about": date_format(day, "j F Y"), "parts": parts,
        }  # fmt: skip
    at = datetime.combine(day, time(12), tzinfo=UTC)
    (pdf,) = papers.typeset_each(TEMPLATE, [values], at=at)
    return pdf


def title_of(location: Location) -> str:
    return _("Your child at %(place)s") % {"place": location.name}


def _expect() -> Part:
    return Part(_("What you see"), (
        _("With Kiekeboe you follow the day of your child, on your phone or computer."),
        _("The group writes it down while it happens. You see it a moment later."),
        _("Only parents of your child, and who they invite, read along."),
    ))  # fmt: skip


def _signing_in() -> Part:
    return Part(_("How you sign in"), (
        _("You get a mail from us with a link. It lets you in, and you need no password."),
        _("Later you sign in at %(address)s.") % {"address": settings.ORIGIN},
        _("How to put it on your phone: %(address)s") % {
            "address": f"{settings.ORIGIN}/help/install-app/"},
    ))  # fmt: skip


def _logged(location: Location) -> Part:
    listed = tuple(
        _("%(age)s: %(kinds)s") % {"age": _age(first, last), "kinds": ", ".join(names)}
        for first, last, names in _bands(location)
    )
    return Part(
        _("What we write down, at which age"),
        (
            *(() if listed else (_("At this age we write down what is worth telling."),)),
            _("Does something not fit your child? Tell the group. We can set it for your child."),
        ),
        listed,
    )


def _bands(location: Location) -> Iterator[tuple[int, int, list[str]]]:
    """(from, until, what we write down) in months of age, for the ages of this location."""
    wishes = list(LogRule.objects.filter(location=location, group=None, child=None))
    first, last = AGES[location.care_type]
    edges = {month for bands in kinds.DEFAULTS.values() for month, _level in bands}
    edges |= {one.from_month for one in wishes} | {one.until_month or last for one in wishes}
    told = None
    for month in sorted({first, *(edge for edge in edges if first < edge < last)}):
        decided = levels(kinds.DEFAULTS, wishes, (), (), month)
        names = [say(kinds.get(one).label).lower() for one in kinds.NAMES
                 if decided[one].level == "required" and not kinds.get(one).staff_only]  # fmt: skip
        if told and told[1] == names:
            continue
        if told:
            yield told[0], month, told[1]
        told = (month, names) if names else None
    if told:
        yield told[0], last, told[1]


def _age(first: int, last: int) -> str:
    """Months up to two years, years from there."""
    if last <= 24:
        return _("From %(first)s to %(last)s months") % {"first": first, "last": last}
    if first % 12 or last % 12:
        return _("From %(first)s to %(last)s months") % {"first": first, "last": last}
    return _("From %(first)s to %(last)s years") % {"first": first // 12, "last": last // 12}


def _photos(location: Location) -> Part:
    rules = facts_of(location)
    return Part(_("Photos"), (
        _("You decide what happens with photos of your child. No answer is no."),
        _("Both parents answer. When you differ, the stricter answer holds."),
        _("You may keep photos for yourself. Do not put them on the internet when another child "
          "is on them."),
        _("You change your answer in Kiekeboe, under More. It holds at once."),
    ), tuple(str(label) for label in rules.main))  # fmt: skip


def _messages(location: Location, day: date) -> Part:
    policies = policies_of(location)
    policy = holding(policies, day)
    opens, closes = policy.opens_at or location.opens_at, policy.closes_at or location.closes_at
    sentences = [
        _("You can send a message to the group at any hour."),
        _("We read messages from %(opens)s to %(closes)s.") % {
            "opens": time_format(opens, "H:i"), "closes": time_format(closes, "H:i")},
    ]  # fmt: skip
    if must_confirm(policy):
        sentences[0] = _("Send the group a message only when it is urgent.")
    if coming := next_switch(policies, day):
        sentences.append(_("From %(day)s other agreements hold. You are told in time.") % {
            "day": date_format(coming.since, "j F Y")})  # fmt: skip
    return Part(_("Messages"), (*sentences, _("Other families do not read along.")))


def _days() -> Part:
    return Part(_("Sick, a day off or an extra day"), (
        _("You report your child sick under Planning, and better again in the same place."),
        _("There you also ask for a day off, an extra day or a swap."),
    ))  # fmt: skip


def _reach(location: Location) -> Part:
    ways = [one for one in (location.phone, location.email) if one]
    about = _("Questions about your child or the days: %(ways)s.") % {"ways": ", ".join(ways)}
    return Part(_("Do you have a question?"), (
        *((about,) if ways else ()),
        _("How something works: %(address)s") % {"address": f"{settings.ORIGIN}/help/"},
    ))  # fmt: skip


def families_at(location: Location, day: date) -> list[Guardian]:
    """The parents of the children that are at a location on `day` or come within two weeks, who
    follow their child and read mail somewhere. Who is kept away is not among them. One query."""
    here = Placement.objects.filter(
        Q(ended_on=None) | Q(ended_on__gte=day), group__location=location,
        started_on__lte=day + BEFORE,
    )  # fmt: skip
    relations = (
        Guardianship.objects.in_force(day)
        .parental()
        .filter(child__in=here.values("child"), receives_updates=True)
    )
    rows = Guardian.objects.filter(pk__in=relations.values("guardian")).select_related("account")
    return [one for one in rows.order_by("pk") if address_of(one)]


@transaction.atomic
def mail_to_families(location: Location, *, by: Actor, at: datetime) -> int:
    """Mail the letter to every family of a location; to how many. On one day only once: a second
    time mails nobody and answers 0."""
    from kiekeboe.notifications.tasks import send_family_letter

    locked_head(by.organisation)
    day = at.astimezone(location.zone).date()
    begins = datetime.combine(day, time.min, location.zone)
    mailed = Event.objects.filter(verb=VERB, subject_id=location.pk, happened_at__gte=begins)
    families = families_at(location, day)
    if not families or mailed.exists():
        return 0
    record(VERB, location, by=by, at=at, families=len(families))
    for one in families:
        send_family_letter.later(str(one.pk), str(location.pk))
    return len(families)
