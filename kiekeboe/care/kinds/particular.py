"""Particular (bijzonderheid): what does not fit a button, told to the parents."""

from .fields import Text
from .kind import Kind
from .telling import Told
from .words import _


class Particular(Kind):
    name = "particular"
    label = _("Particular")
    button = _("Note")
    hue = "notitie"
    icon = "notebook-pen"
    place = 80
    dock = True
    bands = ((0, "offered"),)
    fields = (Text("text", _("What do you want to tell?"), required=True, longest=1000),)

    def tell(self, entry, now, checks):
        text = entry.details.get("text") or ""
        return Told(self.icon, self.label, "", text, _("Particular: %(text)s", text=text))
