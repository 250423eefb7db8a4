"""What people type at the door. Forms read and explain; they save nothing."""

import re
from datetime import date

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from kiekeboe.accounts.models import User

EMAIL = {
    "required": _("Fill in your e-mail address."),
    "invalid": _("This address is not complete. It often ends in .nl or .com."),
}


def email_field(**attributes):
    widget = forms.EmailInput(
        attrs={"class": "input", "inputmode": "email", "autocapitalize": "none"} | attributes
    )
    return forms.EmailField(label=_("Your e-mail address"), widget=widget, error_messages=EMAIL)


def password_field(label, autocomplete):
    # Nothing is cut off and nothing is stripped: what is typed is the password.
    return forms.CharField(
        label=label,
        strip=False,
        max_length=4096,
        widget=forms.PasswordInput(attrs={"class": "input", "autocomplete": autocomplete}),
        error_messages={"required": _("Fill in your password.")},
    )


class LinkForm(forms.Form):
    email = email_field(autocomplete="username webauthn")


class PasswordForm(forms.Form):
    email = email_field(autocomplete="username")
    password = password_field(_("Password"), "current-password")


class OwnPasswordForm(forms.Form):
    password = password_field(_("Password"), "current-password")


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("Code"),
        max_length=20,
        widget=forms.TextInput(
            attrs={"class": "input", "inputmode": "numeric", "autocomplete": "one-time-code"}
        ),
        error_messages={"required": _("Fill in the code.")},
    )


class NewPasswordForm(forms.Form):
    password = password_field(_("New password"), "new-password")

    def __init__(self, *arguments, account, context=(), **words):
        super().__init__(*arguments, **words)
        self.account, self.context = account, context
        self.fields["password"].widget.attrs["maxlength"] = 4096
        self.fields["password"].help_text = _(
            "At least 12 characters. A few words in a row work well."
        )

    def clean_password(self):
        password = self.cleaned_data["password"]
        self.account.password_context = tuple(self.context)
        validate_password(password, self.account)
        return password


class EmailForm(forms.Form):
    email = email_field(autocomplete="email")


class BirthDateForm(forms.Form):
    """Reads what parents type: 24-12-2025, 24/12/25, 24 12 2025, 2025-12-24."""

    born_on = forms.CharField(
        max_length=20,
        widget=forms.TextInput(
            attrs={
                "class": "input",
                "inputmode": "numeric",
                "autocomplete": "off",
                "aria-describedby": "born_on-hint",
            }
        ),
        error_messages={"required": _("Fill in the birth date, for example 24-12-2025.")},
    )

    def clean_born_on(self):
        numbers = re.findall(r"\d+", self.cleaned_data["born_on"])
        if len(numbers) == 1 and len(numbers[0]) == 8:
            numbers = [numbers[0][:2], numbers[0][2:4], numbers[0][4:]]
        try:
            day, month, year = map(int, numbers)
            if day > 31:
                day, year = year, day
            return date(year + 2000 if year < 100 else year, month, day)
        except ValueError:
            raise forms.ValidationError(
                _("We cannot read this date. Type it like 24-12-2025.")
            ) from None


class PreferencesForm(forms.Form):
    language = forms.ChoiceField(choices=User.Language.choices, required=False)
    theme = forms.ChoiceField(choices=User.Theme.choices, required=False)
