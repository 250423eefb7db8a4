"""The number on which the group calls a parent: told here, used at once, and seen by the group."""

from django import forms
from django.db import transaction
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from kiekeboe.portal.pages import show as show_page
from kiekeboe.portal.profile_forms import is_number


class PhoneForm(forms.Form):
    """One number; empty is no answer, because an emergency needs one."""

    phone = forms.CharField(
        label=_("Your phone number"),
        max_length=30,
        error_messages={"required": _("Type the number on which we can call you.")},
        widget=forms.TextInput(
            attrs={"class": "input", "type": "tel", "autocomplete": "tel", "inputmode": "tel"}
        ),
    )

    def clean_phone(self):
        told = self.cleaned_data["phone"]
        if not is_number(told):
            raise forms.ValidationError(_("This is no phone number. Use digits, as 06 12345678."))
        return told


@require_http_methods(["GET", "POST"])
def index(request):
    """The number as we know it, and another one."""
    mine = {one.guardian_id: one.guardian for one in request.family.guardianships}
    known = next(iter(mine.values())).phone
    form = PhoneForm(request.POST if request.method == "POST" else None, initial={"phone": known})
    if form.is_valid():
        _tell(request.family, mine.values(), form.cleaned_data["phone"])
        return redirect("/parent/more/phone/?saved=1")
    status = 422 if form.is_bound else 200
    return show_page(
        request, "more/phone", "more", status=status, form=form, saved="saved" in request.GET
    )


@transaction.atomic
def _tell(family, guardians, phone) -> None:
    for guardian in guardians:
        about = [one.child_id for one in family.guardianships if one.guardian_id == guardian.pk]
        guardian.tell_phone(phone, by=guardian.actor(), at=timezone.now(), children=about)
