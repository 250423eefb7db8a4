"""Pairing a tablet."""

from django.utils.translation import gettext_lazy

from kiekeboe.office.forms.base import ByName, OfficeForm, text


class PairingForm(OfficeForm):
    group = ByName(gettext_lazy("Group"))
    device_name = text(
        gettext_lazy("Name of the tablet"),
        longest=60,
        hint=gettext_lazy("For example: tablet at the window."),
    )

    def __init__(self, *args, groups, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["group"].queryset = groups


class TabletCodeForm(OfficeForm):
    """The code that the tablet shows; the office compares it before letting the tablet in."""

    tablet_code = text(
        gettext_lazy("Code on the tablet"), longest=12, autocomplete="off", inputmode="text"
    )
