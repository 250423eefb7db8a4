"""Care note (interne notitie): for colleagues only, never for parents."""

from .fields import Text
from .kind import Kind
from .telling import Told
from .words import _


class CareNote(Kind):
    name = "care_note"
    label = _("Note for colleagues")
    hue = "notitie"
    icon = "lock"
    place = 160
    staff_only = True
    fields = (Text("text", _("What should colleagues know?"), required=True, longest=2000),)

    def tell(self, entry, now, checks):
        text = entry.details.get("text") or ""
        line = _("Note for colleagues: %(text)s", text=text)
        return Told(self.icon, self.label, "", text, line)
