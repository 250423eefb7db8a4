"""The calculator of the ratio, behind the desk."""

from django.shortcuts import render
from django.views.decorators.http import require_GET

from kiekeboe.planning.ratio_form import answered


@require_GET
def show(request):
    """Nothing of this house is in it, so everybody in the office may count."""
    return render(request, "office/ratio/show.html", answered(request.GET, request.member.day))
