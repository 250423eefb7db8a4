"""Documents: what it is, for whom, until when, and its file."""

from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kiekeboe.documents.filing import Draft, Upload
from kiekeboe.documents.models import Document
from kiekeboe.office.forms.base import OfficeForm, choice, day, once, text, yes
from kiekeboe.people.rights import Right

Audience, Guardians, Place = Document.Audience, Document.Guardians, Document.Place


class FileForm(OfficeForm):
    """A file, and until when it holds. `version_id` makes one version of a form sent twice."""

    version_id = once()
    file = forms.FileField(
        label=gettext_lazy("A PDF or a photo"),
        help_text=gettext_lazy("At most 10 MB."),
        widget=forms.FileInput(attrs={"accept": "application/pdf,image/*"}),
        error_messages={
            "required": gettext_lazy("Choose a file."),
            "empty": gettext_lazy("This file is empty. Choose another one."),
        },
    )
    expires_on = day(
        gettext_lazy("Holds until"), required=False,
        hint=gettext_lazy("You see it in the list when it has to be renewed."),
    )  # fmt: skip

    def upload(self) -> Upload:
        told = self.cleaned_data
        return Upload(told["version_id"], told["file"].name, told["file"].read())


class DocumentForm(FileForm):
    id = once()
    title = text(gettext_lazy("Title"), longest=120)
    kind = choice(gettext_lazy("What is it?"), Document.Kind.choices)
    whose = choice(gettext_lazy("Where does it belong?"), [])
    child = choice(gettext_lazy("Only about this child"), [], required=False)
    audience = choice(gettext_lazy("Who may read it?"), [])
    guardians = choice(
        gettext_lazy("Which parents, when it is about one child?"), Guardians.choices,
        required=False,
    )  # fmt: skip
    asks_agreement = yes(
        gettext_lazy("Ask parents to agree"), gettext_lazy("You see who did, and can remind.")
    )
    field_order = [
        "id", "version_id", "title", "kind", "file", "whose", "child", "audience", "guardians",
        "asks_agreement", "expires_on",
    ]  # fmt: skip

    def __init__(self, *args, member, **kwargs):
        """Only where and about whom this member reaches can be chosen."""
        super().__init__(*args, **kwargs)
        desk = member.within(Right.EDIT_CHILDREN)
        self.locations = {str(one.pk): one for one in desk.locations.order_by("name")}
        groups = desk.groups.on(member.day).select_related("location").order_by("name")
        self.groups = {str(one.pk): one for one in groups}
        self.fields["whose"].choices = [
            *([("all", _("The whole organisation"))] if desk.everywhere else []),
            *((key, one.name) for key, one in self.locations.items()),
            *((key, f"{one.location.name}, {one.name}") for key, one in self.groups.items()),
            ("child", _("One child")),
        ]
        children = desk.children.order_by("first_name", "last_name")
        self.fields["child"].choices = [("", "")] + [(str(one.pk), str(one)) for one in children]
        self.fields["audience"].choices = [
            one for one in Audience.choices
            if one[0] != Audience.MANAGERS or member.may(Right.SET_POLICY)
        ]  # fmt: skip

    def clean(self):
        told = self.cleaned_data
        about_child = told.get("whose") == "child"
        if about_child and not told.get("child"):
            self.add_error("child", _("Choose the child."))
        if told.get("child") and not about_child:
            self.add_error("whose", _("Choose one child here, or leave the child empty."))
        if told.get("asks_agreement") and told.get("audience") != Audience.PARENTS:
            self.add_error("asks_agreement", _("Only parents can be asked to agree."))
        return told

    def draft(self) -> Draft:
        told = self.cleaned_data
        whose = told["whose"]
        where = {"place": Place.ORGANISATION}
        if whose in self.locations:
            where = {"place": Place.LOCATION, "location": self.locations[whose].pk}
        elif whose in self.groups:
            where = {"place": Place.GROUP, "group": self.groups[whose].pk}
        elif whose == "child":
            where = {"place": Place.CHILD, "child": UUID(told["child"])}
        some = whose == "child" and told["audience"] == Audience.PARENTS and told["guardians"]
        return Draft(
            told["id"], told["title"], told["kind"], told["audience"],
            guardians=some or Guardians.ALL, asks_agreement=told["asks_agreement"],
            expires_on=told["expires_on"], **where,
        )  # fmt: skip
