"""A medicine goes to one child at a time, and the caregiver confirms it twice (U33)."""

from django.utils.translation import gettext as _

from kiekeboe.care import kinds
from kiekeboe.people.models import Child


class Unsure(Exception):
    """Not logged yet. `confirm` says whether saying yes is enough; `sentence` what to check."""

    def __init__(self, sentence, *, confirm):
        super().__init__("unsure")
        self.sentence = sentence
        self.confirm = confirm


def careful(kind) -> bool:
    """Whether this kind asks for two confirmations."""
    return kinds.get(kind).confirms


def be_sure(told, drafts, now):
    """Read a medicine back before it is stored. The first confirmation is in the form itself.

    Raises Unsure for several children at once, and once more for the child, medicine and dose.
    """
    if not any(careful(one.kind) for one in drafts):
        return
    if len({one.child for one in drafts}) > 1:
        raise Unsure(_("Log a medicine for one child at a time."), confirm=False)
    for item, draft in zip(told, drafts, strict=True):
        sure = item.get("confirmed") is True
        if careful(draft.kind) and not sure and not draft.problems(now):
            raise Unsure(_read_back(draft), confirm=True)


def _read_back(draft):
    names = Child.objects.filter(pk=draft.child).values_list("first_name", flat=True)
    words = {"name": names.first() or "", **draft.details}
    if draft.details.get("outcome") == "not_given":
        return _("%(name)s did not get %(medicine)s. Is this right?") % words
    return _("%(name)s: %(medicine)s, %(dose)s. Is this right?") % words
