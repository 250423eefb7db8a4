"""What all forms of the office share: only listed fields, one sentence per mistake."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kiekeboe.lib.ids import uuid7


class OfficeForm(forms.Form):
    """Fields are listed one by one; what is not listed is not read (S13).

    A *doubt* is no mistake: the form asks once more, and goes on when `confirmed` is ticked.
    The first field with a mistake takes the focus.
    """

    template_name = "office/forms/_form.html"

    def __init__(self, *args, **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)
        self.doubts = []

    def doubt(self, sentence):
        """Something unusual that may well be right."""
        if self.data.get("confirmed") != "yes":
            self.doubts.append(sentence)

    def full_clean(self):
        super().full_clean()
        if not self.is_bound:
            return
        if self.doubts and not self._errors:
            self.add_error(None, forms.ValidationError(self.doubts, code="doubt"))
        for name in self.fields:
            if name in self.errors:
                self.fields[name].widget.attrs["autofocus"] = True
                break

    @property
    def has_mistakes(self):
        """Whether something is wrong, apart from doubts."""
        return self.is_bound and bool(self.errors) and not self.doubts


def once():
    """The hidden id under which a new thing is written: sending a form twice makes one thing."""
    return forms.UUIDField(initial=uuid7, widget=forms.HiddenInput)


def text(label, *, longest, required=True, hint="", lines=1, **attributes):
    widget = forms.Textarea(attrs={"rows": lines}) if lines > 1 else forms.TextInput()
    widget.attrs |= attributes
    return forms.CharField(
        label=label,
        max_length=longest,
        required=required,
        help_text=hint,
        widget=widget,
        error_messages={
            "required": gettext_lazy("Fill this in."),
            "max_length": gettext_lazy("This is too long: %(limit_value)d characters at most."),
        },
    )


def day(label, *, required=True, hint="", initial=None):
    return forms.DateField(
        label=label,
        required=required,
        help_text=hint,
        initial=initial,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": gettext_lazy("Choose a date."),
            "invalid": gettext_lazy("This date does not exist. Look at the day and the month."),
        },
    )


def hour(label, *, required=True):
    return forms.TimeField(
        label=label,
        required=required,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={
            "required": gettext_lazy("Fill in a time."),
            "invalid": gettext_lazy("Write the time as 07:30."),
        },
    )


def number(label, *, least, most, hint="", required=True):
    return forms.IntegerField(
        label=label,
        min_value=least,
        max_value=most,
        required=required,
        help_text=hint,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        error_messages={
            "required": gettext_lazy("Fill in a number."),
            "invalid": gettext_lazy("Write a whole number, without words."),
            "min_value": gettext_lazy("This must be %(limit_value)s or more."),
            "max_value": gettext_lazy("This must be %(limit_value)s or less."),
        },
    )


def email(label, *, required=False, hint=""):
    return forms.EmailField(
        label=label,
        required=required,
        help_text=hint,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        error_messages={
            "required": gettext_lazy("Fill in an e-mail address."),
            "invalid": gettext_lazy("An e-mail address looks like name@example.com."),
        },
    )


def choice(label, choices, *, hint="", required=True, widget=None):
    return forms.ChoiceField(
        label=label,
        choices=choices,
        help_text=hint,
        required=required,
        widget=widget or forms.Select,
        error_messages={
            "required": gettext_lazy("Choose one."),
            "invalid_choice": gettext_lazy("Choose one from the list."),
        },
    )


class ByName(forms.ModelChoiceField):
    """A choice among rows in reach; anything else does not exist."""

    def __init__(self, label, *, required=True, hint="", empty=None):
        super().__init__(
            queryset=None,
            label=label,
            required=required,
            help_text=hint,
            empty_label=empty,
            error_messages={
                "required": gettext_lazy("Choose one."),
                "invalid_choice": gettext_lazy("Choose one from the list."),
            },
        )


def yes(label, hint=""):
    return forms.BooleanField(label=label, help_text=hint, required=False)


def in_order(form, first, last, sentence=None):
    """The last day is not before the first one."""
    begin, end = form.cleaned_data.get(first), form.cleaned_data.get(last)
    if begin and end and end < begin:
        form.add_error(last, sentence or _("The last day is before the first one."))
