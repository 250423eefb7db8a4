"""Photos: the album by month, and one photo in full with what a parent may do with it."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from kiekeboe.care.reacting import said_to
from kiekeboe.photos import favourites, private_use, reporting
from kiekeboe.photos.models import Photo, Report
from kiekeboe.portal.album import ALL, Album, Scope, beside
from kiekeboe.portal.doubts import ReportForm
from kiekeboe.portal.pages import show as show_page
from kiekeboe.portal.timeline import Talk


@require_GET
def index(request):
    """The photos of one child, or of all own children, by month."""
    scope = Scope.of(request, request.GET)
    page = request.GET.get("page", "")
    album = Album(scope, int(page) if page.isascii() and page.isdigit() and len(page) < 6 else 1)
    return show_page(
        request,
        "photos/index",
        "photos",
        child=scope.relation,
        scope=scope,
        album=album,
        choices=_choices(scope),
        choosing="choose" in request.GET,
        must_accept=private_use.asks(_guardians(request)),
        back=request.get_full_path(),
        switch_to=lambda one: f"/parent/photos/?{scope.asking(str(one.child_id))}",
    )


def _choices(scope):
    """Addresses of the filters: (address with or without favourites, address of all children)."""
    return {
        "favourites": scope.asking(favourites=not scope.favourites),
        "everyone": scope.asking(ALL) if len(scope.request.family.guardianships) > 1 else "",
    }


def _guardians(request):
    return {one.guardian for one in request.family.guardianships}


@require_POST
def accept(request):
    """C5: for private use only; asked once per parent and wording, and said under every photo."""
    now = timezone.now()
    for relation in request.family.guardianships:
        private_use.agree(relation.guardian, by=request.family.actor_for(relation, now), at=now)
    return _back(request, "/parent/photos/")


def _back(request, otherwise):
    """To where the form stood, on this site only."""
    wanted = request.POST.get("back", "")
    here = wanted.startswith("/parent/") and url_has_allowed_host_and_scheme(wanted, None)
    return redirect(wanted if here else otherwise)


@require_GET
def show(request, photo_id):
    """One photo in full, with the ones before and after it."""
    return _page(request, photo_id, ReportForm())


def _page(request, photo_id, form, status=200):
    scope = Scope.of(request, request.GET, ALL)
    photo = _one(scope, photo_id)
    relation = request.family.relation_to(photo.child)
    if private_use.asks(_guardians(request)):
        return show_page(
            request, "photos/private_use", "photos", child=relation, back=request.get_full_path()
        )
    said = said_to(relation, [photo.id], now=timezone.now())[photo.id]
    address = f"/parent/children/{photo.child}/photos/{photo.id}/reactions/"
    newer, older = beside(scope, photo.id)
    return show_page(
        request, "photos/show", "photos", child=relation, status=status, photo=photo, form=form,
        newer=newer, older=older, scope=scope, report=_report(relation, photo),
        talk=Talk(photo.id, address, photo.alt, said),
    )  # fmt: skip


def _one(scope, photo_id):
    found = scope.pictures([photo_id])
    if not found:
        raise Http404
    return found[0]


def _report(relation, photo):
    """What this parent asked about it last, unless that was taken back."""
    mine = Report.objects.filter(photo=photo.id, guardian=relation.guardian_id)
    last = mine.order_by("-reported_at").first()
    return last if last and last.outcome != Report.Outcome.TAKEN_BACK else None


def _seen(request, photo_id):
    """The photo and the relation through which this parent sees it, or 404."""
    picture = _one(Scope.of(request, {}, ALL), photo_id)
    relation = request.family.relation_to(picture.child)
    return Photo.objects.get(pk=picture.id), relation


@require_POST
def favourite(request, photo_id):
    """Keep a photo among the favourites (`keep=on`), or no longer. Twice changes nothing."""
    photo, relation = _seen(request, photo_id)
    now = timezone.now()
    act = favourites.like if request.POST.get("keep") == "on" else favourites.unlike
    act(photo, relation.guardian, by=request.family.actor_for(relation, now), at=now)
    if request.headers.get("Accept") == "application/json":
        return HttpResponse(status=204)
    return _back(request, _address(photo))


@require_POST
def report(request, photo_id):
    """C8: ask staff to look at a photo, or take that question back."""
    photo, relation = _seen(request, photo_id)
    now = timezone.now()
    told = {"by": request.family.actor_for(relation, now), "at": now}
    if "take_back" in request.POST:
        for one in photo.reports.filter(guardian=relation.guardian_id, settled_at=None):
            reporting.take_back(one, **told)
        return redirect(_address(photo))
    form = ReportForm(request.POST)
    if not form.is_valid():
        return _page(request, photo_id, form, status=422)
    said = form.cleaned_data
    reporting.report(photo, relation.guardian, said["why"], said["words"], **told)
    return redirect(_address(photo) + "#asked")


def _address(photo):
    return f"/parent/photos/{photo.pk}/?child={ALL}"
