"""A medicine goes to one child at a time, and the caregiver confirms it twice (U33)."""

from django.utils.translation import gettext as _

from kiekeboe.care import kinds
from kiekeboe.people.models import Child


class Unsure(Exception):
    """Not logged yet: saying yes is enough. `sentence` is what to check."""

    def __init__(self, sentence):
        super().__init__("unsure")
        self.sentence = sentence


def careful(kind) -> bool:
    """Whether this kind asks for two confirmations."""
    return kinds.get(kind).confirms


def be_sure(draft, now, *, confirmed):
    """Read a medicine back before it is stored: the child, the medicine and the dose.

    The first confirmation is in the form itself; what is wrong there is said before this is asked.
    Raises Unsure until it is `confirmed`.
    """
    if careful(draft.kind) and not confirmed and not draft.problems(now):
        raise Unsure(_read_back(draft))


def _read_back(draft):
    names = Child.objects.filter(pk=draft.child).values_list("first_name", flat=True)
    words = {"name": names.first() or "", **draft.details}
    if draft.details.get("outcome") == "not_given":
        return _("%(name)s did not get %(medicine)s. Is this right?") % words
    return _("%(name)s: %(medicine)s, %(dose)s. Is this right?") % words
