"""The ratio of staff and children for everyone, also without a sign-in."""

from django.contrib.auth.decorators import login_not_required
from django.utils import timezone
from django.views.decorators.http import require_GET

from kiekeboe.planning.ratio_form import answered
from kiekeboe.welcome import doors


@login_not_required
@require_GET
def show(request):
    return doors.show(request, "pages/ratio", **answered(request.GET, timezone.localdate()))
