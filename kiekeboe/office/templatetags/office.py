"""What the templates of the office ask: its menu, addresses, and whether a button is theirs."""

from dataclasses import dataclass

from django import template
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kiekeboe.accounts import strength
from kiekeboe.people.rights import Right

register = template.Library()

MENU = (
    ("today", "sun", gettext_lazy("Today"), None),
    ("children", "baby", gettext_lazy("Children"), Right.SEE_CHILDREN),
    ("requests", "inbox", gettext_lazy("Requests"), Right.SEE_CHILDREN),
    ("messages", "messages-square", gettext_lazy("Messages"), Right.EDIT_PLANNING),
    ("news", "megaphone", gettext_lazy("News"), Right.EDIT_PLANNING),
    ("plan", "calendar-range", gettext_lazy("Planning"), Right.SEE_CHILDREN),
    ("roster", "calendar-days", gettext_lazy("Roster"), Right.SEE_CHILDREN),
    ("occupancy", "chart-column", gettext_lazy("Occupancy"), Right.SEE_CHILDREN),
    ("leave", "tree-palm", gettext_lazy("Leave of colleagues"), Right.EDIT_PLANNING),
    ("illness", "thermometer", gettext_lazy("Illness"), Right.SEE_MEDICAL),
    ("contracts", "file-pen-line", gettext_lazy("Contracts"), Right.SEE_CHILDREN),
    ("invoices", "receipt-euro", gettext_lazy("Invoices"), Right.KEEP_BOOKS),
    ("prices", "clock", gettext_lazy("Prices"), Right.KEEP_BOOKS),
    ("development", "sprout", gettext_lazy("Development"), Right.FOLLOW_DEVELOPMENT),
    ("documents", "file-text", gettext_lazy("Documents"), Right.EDIT_CHILDREN),
    ("occasions", "sparkles", gettext_lazy("Activities"), Right.EDIT_PLANNING),
    ("attendance", "log-in", gettext_lazy("Attendance"), Right.CORRECT_ATTENDANCE),
    ("consents", "camera", gettext_lazy("Consents"), Right.EDIT_CONSENT),
    ("invitations", "send", gettext_lazy("Invitations"), Right.INVITE_PARENTS),
    ("colleagues", "users-round", gettext_lazy("Colleagues"), Right.EDIT_PEOPLE),
    ("places", "house", gettext_lazy("Locations and groups"), None),
    ("house-rules", "settings", gettext_lazy("House rules"), Right.EDIT_PLANNING),
    ("chat-rules-index", "message-circle", gettext_lazy("Rules for chat"), Right.EDIT_PLANNING),
    ("policies", "list-checks", gettext_lazy("What we log"), Right.SET_POLICY),
    ("tablets", "tablet", gettext_lazy("Tablets"), Right.PAIR_DEVICES),
    ("ratio", "clipboard-check", gettext_lazy("How many staff?"), None),
    ("rights", "lock", gettext_lazy("Roles and rights"), None),
)

COUNTED = {"messages"}


@dataclass
class Entry:
    address: str
    icon: str
    label: str
    is_here: bool
    counted: str = ""  # which count stands behind it


@register.simple_tag
def menu(request):
    """The pages this person may open, with the one that is open now."""
    here = request.path
    entries = []
    for name, icon, label, right in MENU:
        if right is None or request.member.may(right):
            address = reverse(f"office:{name}")
            is_here = here == address if name == "today" else here.startswith(address)
            entries.append(Entry(address, icon, str(label), is_here, name * (name in COUNTED)))
    return entries


@register.simple_tag
def address_of(back):
    """The address of (name, argument…)."""
    name, *arguments = back
    return reverse(name, args=arguments)


@register.filter
def age(months):
    """An age as people say it: months until two years, then years."""
    if months < 24:
        return _("%d months") % months
    return _("%d years") % (months // 12)


@register.simple_tag
def session_ends(request):
    """When the half hour of the office is over, as the element reads it."""
    ends = strength.page_ends_at(request)
    return ends.isoformat() if ends else ""


@register.filter
def ages(group):
    """The ages of a group: in years when both are whole years, otherwise in months."""
    first, last = group.age_from_months, group.age_to_months
    if first % 12 or last % 12:
        return _("%(first)d to %(last)d months") % {"first": first, "last": last}
    return _("%(first)d to %(last)d years") % {"first": first // 12, "last": last // 12}
