"""News: what it says, for whom, and when."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kiekeboe.chat import richtext
from kiekeboe.chat.models import NewsItem
from kiekeboe.chat.publishing import Draft
from kiekeboe.office.forms.base import OfficeForm, choice, day, hour, number, once, text, yes

Audience = NewsItem.Audience


class NewsForm(OfficeForm):
    id = once()
    title = text(gettext_lazy("Title"), longest=120)
    words = text(
        gettext_lazy("What you want to tell"), longest=10_000, lines=10,
        hint=gettext_lazy(
            "An empty line begins a paragraph. Begin a line with - for a list. **So** is bold."
        ),
    )  # fmt: skip
    whom = choice(gettext_lazy("For whom?"), [])
    children = forms.MultipleChoiceField(
        label=gettext_lazy("Only the families of"), required=False, choices=[],
        widget=forms.SelectMultiple(attrs={"class": "input", "size": 8}),
    )  # fmt: skip
    asks_confirmation = yes(
        gettext_lazy("Ask families to confirm"), gettext_lazy("You see who did, and can remind.")
    )

    def __init__(self, *args, member, **kwargs):
        """Only who and where this member reaches can be chosen."""
        super().__init__(*args, **kwargs)
        self.locations = {str(one.pk): one for one in member.locations.order_by("name")}
        groups = member.groups.on(member.day).order_by("name")
        self.groups = {str(one.pk): one for one in groups}
        self.fields["whom"].choices = [
            *([("all", _("All families"))] if member.everywhere else []),
            *((key, _("Everybody at %s") % one.name) for key, one in self.locations.items()),
            *((key, one.name) for key, one in self.groups.items()),
            ("families", _("Chosen families")),
        ]
        children = member.children.order_by("first_name", "last_name")
        self.fields["children"].choices = [(str(one.pk), str(one)) for one in children]

    def clean(self):
        told = self.cleaned_data
        if told.get("whom") == "families" and not told.get("children"):
            self.add_error("children", _("Choose at least one child."))
        if told.get("words") and not richtext.plain(richtext.of_marks(told["words"])):
            self.add_error("words", _("Write something first."))

    def draft(self) -> Draft:
        told = self.cleaned_data
        whom = told["whom"]
        where = {"audience": Audience.ORGANISATION}
        if whom in self.locations:
            where = {"audience": Audience.LOCATION, "location": self.locations[whom].pk}
        elif whom in self.groups:
            where = {"audience": Audience.GROUP, "group": self.groups[whom].pk}
        elif whom == "families":
            where = {"audience": Audience.FAMILIES, "children": tuple(told["children"])}
        return Draft(
            told["id"], told["title"], richtext.of_marks(told["words"]),
            asks_confirmation=told["asks_confirmation"], **where,
        )  # fmt: skip


def initial_of(news: NewsItem) -> dict:
    """A draft as the form shows it."""
    whom = {
        Audience.ORGANISATION: "all",
        Audience.LOCATION: str(news.location_id),
        Audience.GROUP: str(news.group_id),
        Audience.FAMILIES: "families",
    }[Audience(news.audience)]
    return {
        "id": news.pk,
        "title": news.title,
        "words": richtext.marks_of(news.body),
        "whom": whom,
        "children": [str(one) for one in news.children.values_list("child", flat=True)],
        "asks_confirmation": news.asks_confirmation,
    }


class SendForm(OfficeForm):
    """To how many families, as the writer saw it, and from when."""

    families = number(gettext_lazy("How many families?"), least=0, most=99_999)
    on_day = day(gettext_lazy("On"), required=False)
    at = hour(gettext_lazy("At"), required=False)
