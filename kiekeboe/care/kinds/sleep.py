"""Sleep (slapen): from–to, running while the child is asleep."""

from .fields import Choice, Option, Several
from .kind import Kind
from .telling import Told, beside, full, joined
from .times import clipped, duration, stretch, together
from .words import _, ngettext


class Sleep(Kind):
    name = "sleep"
    label = _("Sleep")
    hue = "slaap"
    icon = "moon"
    place = 10
    dock = True
    runs = True
    bands = ((0, "required"), (12, "offered"), (48, "hidden"))
    fields = (
        Choice(
            "position",
            _("How does the child lie?"),
            default="back",
            quick=True,
            remember=True,
            options=(
                Option("back", _("On the back"), told=_("on the back")),
                Option("side", _("On the side"), told=_("on the side")),
                Option("tummy", _("On the tummy"), told=_("on the tummy")),
            ),
        ),
        Several(
            "extras",
            _("With"),
            quick=True,
            remember=True,
            options=(
                Option("sleeping_bag", _("In a sleeping bag"), told=_("in a sleeping bag")),
                Option("dummy", _("With a dummy"), told=_("with a dummy")),
                Option("outside", _("Outside"), told=_("outside")),
            ),
        ),
    )

    def tell(self, entry, now, checks):
        how = (self.chosen(entry, "position"), *self._extras(entry))
        looked = _looked(len(checks)) if checks else ""
        detail = joined(joined(*how, by=full), looked, by=beside)
        if entry.ended_at is None:
            since = entry.started_at
            value = duration(_slept(entry, now)) if now else ""
            line = _("Asleep since %(since)s", since=since)
            return Told(self.icon, _("Asleep now"), value, detail, line)
        took = duration(_slept(entry, entry.ended_at))
        return Told(self.icon, _("Slept"), took, detail, _("Slept %(duration)s", duration=took))

    def summary(self, entries, *, now, span=None):
        naps = [stretch(nap.started_at, nap.ended_at, now) for nap in entries]
        naps = clipped(naps, span) if span else naps
        if not naps:
            return None
        slept = together(naps)
        minutes = int(slept.total_seconds()) // 60
        times = ngettext("%(n)s nap", "%(n)s naps", len(naps))
        return self.tile(self.label, duration(slept), times, minutes=minutes, times=len(naps))

    def _extras(self, entry):
        extras = next(field for field in self.fields if isinstance(field, Several))
        return [option.told for option in extras.chosen(entry.details.get("extras"))]


def _slept(entry, until):
    nap = stretch(entry.started_at, None, until)
    return nap.end - nap.start


def _looked(times):
    return ngettext("We looked once.", "We looked %(n)s times.", times)
