"""The letter to parents of a location: to read, on paper, and as mail (N3)."""

from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language, ngettext, override
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from kiekeboe.notifications import family_letter
from kiekeboe.office.answers import confirm, done
from kiekeboe.office.views.invoices import as_file
from kiekeboe.people import wordings
from kiekeboe.people.rights import Right


def _asked(request, location_id) -> tuple:
    """(location, language): the language that was asked for, whatever the office itself reads."""
    location = get_object_or_404(
        request.member.within(Right.INVITE_PARENTS).locations, pk=location_id
    )
    language = request.GET.get("language", get_language())
    return location, language if language in wordings.LANGUAGES else "nl"


@require_GET
def show(request, location_id):
    location, language = _asked(request, location_id)
    with override(language):
        parts = family_letter.letter_of(location, request.member.day)
        title = family_letter.title_of(location)
    context = {"location": location, "language": language, "parts": parts, "title": title}
    return render(request, "office/places/letter.html", context)


@require_GET
def paper(request, location_id):
    """The same on paper."""
    location, language = _asked(request, location_id)
    pdf = family_letter.paper_of(location, request.member.day, language=language)
    return as_file(pdf, _("Letter to parents"))


@require_http_methods(["GET", "POST"])
def mail(request, location_id):
    """To all families of the location, after the count was confirmed."""
    location, _language = _asked(request, location_id)
    if request.method == "POST":
        by, at = request.member.actor(), request.moment
        many = family_letter.mail_to_families(location, by=by, at=at)
        said = ngettext(
            "The letter goes to %(n)s parent.", "The letter goes to %(n)s parents.", many
        )
        told = said % {"n": many} if many else _("The letter was mailed today already.")
        return done(request, told, "office:family-letter", location.pk)
    many = len(family_letter.families_at(location, request.member.day))
    if not many:
        return redirect("office:family-letter", location.pk)
    asked = ngettext("One parent gets it.", "%(n)s parents get it.", many) % {"n": many}
    return confirm(
        request, title=_("Mail the letter to all families?"),
        sentences=[asked, _("Everybody gets it in the language that they read.")],
        button=_("Mail the letter"), danger=False,
        back=("office:family-letter", location.pk),
    )  # fmt: skip
