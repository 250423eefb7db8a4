"""Evacuations and drills: what the tablets kept, to read back and to print (B12)."""

from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from kiekeboe.care.models import Muster
from kiekeboe.office.answers import require
from kiekeboe.office.questions import musters
from kiekeboe.people.rights import Right


@require_GET
def index(request, location_id):
    """The musters of a location, newest first; for who may see what others did."""
    member = request.member
    location = get_object_or_404(member.locations, pk=location_id)
    require(member.may(Right.SEE_ACCESS_LOG, location.pk))
    context = {"location": location, "musters": musters.of_location(location)}
    return render(request, "office/musters/index.html", context)


@require_GET
def show(request, muster_id):
    """One report: who was ticked when by whom, and who was not."""
    member = request.member
    mine = Muster.objects.filter(location__in=member.locations)
    muster = get_object_or_404(
        mine.select_related("location", "began_by", "ended_by", "device"), pk=muster_id
    )
    require(member.may(Right.SEE_ACCESS_LOG, muster.location_id))
    context = {"muster": muster, "location": muster.location, "report": musters.report(muster)}
    return render(request, "office/musters/show.html", context)
