"""The days on which a location is closed: choosing, seeing what it touches, closing, opening."""

from django.shortcuts import get_object_or_404, redirect, render
from django.template.defaultfilters import date as in_words
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from kiekeboe.office.answers import ask, confirm, done, require
from kiekeboe.office.forms.closed_days import ClosingForm
from kiekeboe.office.questions.weeks_ahead import day_of
from kiekeboe.people.rights import Right
from kiekeboe.planning import closing
from kiekeboe.planning.models import ClosedDay


@require_GET
def index(request, location_id):
    """The closed days ahead, and what can be closed."""
    location = _location(request, location_id)
    ahead = _ahead(location, request.member.day)
    form = ClosingForm(today=request.member.day, closed={one.day for one in ahead})
    context = {"location": location, "ahead": ahead, "form": form}
    return render(request, "office/closed/index.html", context)


@require_http_methods(["GET", "POST"])
def check(request, location_id):
    """What closing these days touches; only after that they are closed."""
    location, member = _location(request, location_id), request.member
    ahead = _ahead(location, member.day)
    asked = request.POST if request.method == "POST" else request.GET
    form = ClosingForm(asked, today=member.day, closed={one.day for one in ahead})
    if not form.is_valid():
        return ask(request, "office/closed/index.html", form, location=location, ahead=ahead)
    if request.method == "POST":
        made = closing.close(location, form.chosen, by=member.actor(), at=request.moment)
        sentence = ngettext("%d day is closed now.", "%d days are closed now.", len(made))
        return done(request, sentence % len(made), "office:closed-days", location.pk)
    touched = closing.touched(location, form.chosen, today=member.day)
    rows = [(form.chosen[one.day], one) for one in touched]
    context = {"location": location, "form": form, "rows": rows, "sum": _sum(touched)}
    return render(request, "office/closed/check.html", context)


@require_http_methods(["GET", "POST"])
def reopen(request, location_id):
    """Open a closed day that is still to come, after asking once."""
    location, member = _location(request, location_id), request.member
    day = day_of(request.GET.get("day"))
    closed = ClosedDay.objects.filter(location=location, day=day, day__gte=member.day).first()
    if closed is None:
        return redirect("office:closed-days", location.pk)
    if request.method == "POST":
        closing.open_again(closed, by=member.actor(), at=request.moment)
        sentence = _("Open again on %s.") % in_words(closed.day, "l j F")
        return done(request, sentence, "office:closed-days", location.pk)
    return confirm(
        request,
        title=_("Open again on %s?") % in_words(closed.day, "l j F"),
        sentences=[
            _("Children with that day in their contract come again. Their families hear of it."),
            _("Extra and swapped days that were taken back do not return by themselves."),
        ],
        button=_("Open again"),
        back=("office:closed-days", location.pk),
        danger=False,
    )


def _ahead(location, today):
    return list(ClosedDay.objects.filter(location=location, day__gte=today).order_by("day"))


def _sum(touched) -> dict:
    """What all days together touch."""
    names = ("cancelled", "credits", "requests", "shifts")
    return {name: sum(getattr(one, name) for one in touched) for name in names}


def _location(request, location_id):
    location = get_object_or_404(request.member.locations, pk=location_id)
    require(request.member.may(Right.EDIT_PLANNING, location.pk))
    return location
