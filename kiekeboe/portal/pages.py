"""What every page of the portal carries: the child switcher, the tabs, the badge, where help is."""

from datetime import timedelta

from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kiekeboe.accounts import lifetimes
from kiekeboe.portal.access import today_of, zone_of
from kiekeboe.portal.hero import clock
from kiekeboe.portal.signing import reader_of

HIDE_INSTALL_HINT = "no-install-hint"
LAST_DAY = timedelta(days=1)


def show(request, template, tab, *, child=None, status=200, **context):
    """Render a page of the portal. `child` is the relation whose page this is."""
    family = request.family
    relation = child or family.guardianships[0]
    shell = {
        "tab": tab,
        "relation": relation,
        "child": relation.child,
        "child_key": str(relation.child_id),
        "children": _switcher(family, relation, context.pop("switch_to", None)),
        "unread": relation.unread or 0,
        "talked": relation.talked or 0,
        "me": relation.guardian,
        "opening": _opening(relation),
        "help": relation,
        "organisation": relation.organisation,
        "relative": relation.is_relative,
        "child_url": f"/parent/children/{relation.child_id}/",
        "ends": _ends_soon(request),
    }
    shell["shell_key"] = _key(shell)
    response = render(request, f"portal/{template}.html", shell | context, status=status)
    response.headers.setdefault("Cache-Control", "private, no-store")
    response["X-Reader"] = reader_of(request)
    return response


def _ends_soon(request):
    """When the sign-in is over, in its last day: the page then warns ahead (U22)."""
    row = request.session.row
    ends = lifetimes.ends_at(row.began_at, row.seen_at) if row else None
    return ends.isoformat() if ends and ends - timezone.now() < LAST_DAY else ""


def _key(shell) -> tuple:
    """Everything that the child switcher, the tabs and the foot show."""
    children = tuple(tuple(one.values()) for one in shell["children"])
    me = shell["me"]
    return (
        children, shell["tab"], shell["unread"], shell["talked"], shell["opening"],
        shell["child_key"], me.pk, me.first_name, me.last_name, shell["relative"],
    )  # fmt: skip


def _switcher(family, current, switch_to):
    """Own children with group and age; hidden when there is only one."""
    to = switch_to or (lambda relation: f"/parent/children/{relation.child_id}/")
    return [
        {
            "url": to(one),
            "name": one.child.first_name,
            "letters": one.child.letters,
            "portrait": one.child.portrait,
            "sub": " · ".join(filter(None, [one.at_group_name, age(one.child, family.day)])),
            "current": one.child_id == current.child_id,
        }
        for one in family.guardianships
    ]


def age(child, day) -> str:
    """9 months, 3 years."""
    months = child.months_on(day)
    if months < 24:
        return ngettext("%(n)s month", "%(n)s months", months) % {"n": months}
    return ngettext("%(n)s year", "%(n)s years", months // 12) % {"n": months // 12}


def _opening(relation):
    """Whether the location is open now, and that in words. Of weekends we know nothing."""
    now = timezone.now()
    if not relation.at_opens_at or today_of(relation, now).weekday() > 4:
        return None
    here = now.astimezone(zone_of(relation)).time()
    if not relation.at_opens_at <= here < relation.at_closes_at:
        return False, _("Now closed")
    return True, _("Open now, until %(time)s") % {"time": clock(relation.at_closes_at)}
