"""A child's day: the page, the part that refreshes itself, and the note from home."""

import hashlib
from datetime import timedelta

from django.http import Http404, HttpResponseNotModified
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_http_methods

from kiekeboe.care.day import day_of, relatives_day
from kiekeboe.care.models import HomeNote
from kiekeboe.care.reacting import said_to
from kiekeboe.chat.models import PleaseBring
from kiekeboe.lib.ids import uuid7
from kiekeboe.portal.access import child_of, today_of, zone_of
from kiekeboe.portal.days import page_of
from kiekeboe.portal.forms import FromHomeForm
from kiekeboe.portal.hero import long_date
from kiekeboe.portal.pages import show as show_page
from kiekeboe.portal.pictures import pictures
from kiekeboe.portal.weeks import told_on

FARTHEST = timedelta(days=366)
BOTTLES_UNTIL = 24  # months


@require_GET
def index(request):
    """Today of the first child."""
    return redirect("portal:today", request.family.guardianships[0].child_id)


@require_GET
def show(request, child_id, day=None):
    """The day of one child. Answers 304 when the page that the browser has still stands."""
    relation = child_of(request, child_id)
    token = get_token(request)
    context = _told(request, relation, day or today_of(relation)) | {"token": token}
    response = show_page(request, "today/show", "today", child=relation, **context)
    return _unless_known(request, response, token)


@require_GET
def live(request, child_id, day):
    """Only what changes by itself, for the page that is open."""
    relation = child_of(request, child_id)
    context = _told(request, relation, day) | {"relation": relation, "child": relation.child}
    response = render(request, "portal/today/_day.html", context)
    response["Cache-Control"] = "private, no-store"
    return _unless_known(request, response)


@require_http_methods(["GET", "POST"])
def tell(request, child_id, day):
    """Leave a note for the group; the same note sent twice stands there once."""
    relation = child_of(request, child_id)
    if day < today_of(relation):
        raise Http404
    form = FromHomeForm(request.POST or None, initial={"id": uuid7()})
    if request.method == "POST" and form.is_valid():
        _leave(request, relation, day, form.cleaned_data)
        return redirect("portal:day", child_id, day)
    status = 422 if request.method == "POST" else 200
    context = {
        "form": form,
        "day": day,
        "title": long_date(day),
        "drinks_bottles": drinks_bottles(relation, day),
    }
    return show_page(request, "today/tell", "today", child=relation, status=status, **context)


def _leave(request, relation, day, said):
    now = timezone.now()
    HomeNote.objects.tell(
        said.pop("id"),
        child=relation.child,
        guardian=relation.guardian,
        day=day,
        by=request.family.actor_for(relation, now),
        at=now,
        **{name: value for name, value in said.items() if value not in (None, "")},
    )


def _told(request, relation, day):
    now, zone = timezone.now(), zone_of(relation)
    if abs(day - now.date()) > FARTHEST:
        raise Http404
    known = relatives_day if relation.is_relative else day_of
    found = known(relation.child_id, day, zone=zone, location_id=relation.at_location_id, now=now)
    span = found.span
    photos = pictures(
        [relation],
        request.family,
        zone,
        day=today_of(relation, now),
        start=span.start,
        end=span.end,
    )
    base = f"/parent/children/{relation.child_id}/days/"
    told = page_of(
        found,
        photos,
        relation=relation,
        said=said_to(relation, [one.id for one in (*found.lines, *photos)], now=now),
        url=lambda one: f"{base}{one.isoformat()}/",
    )
    child = relation.child
    told["bring"] = bringing_of(relation) if day >= today_of(relation, now) else []
    told["pieces"] = told_on(day, relation, request.family, zone, today=today_of(relation, now))
    written = [
        (one.words, one.writer, [photo.id for photo in one.photos]) for one in told["pieces"]
    ]
    told["day_key"] += (base, child.portrait, child.letters, tuple(told["bring"]), repr(written))
    return told | {
        "day": day,
        "day_url": f"{base}{day.isoformat()}/",
        "drinks_bottles": drinks_bottles(relation, day),
    }


def bringing_of(relation) -> list[tuple[str, str]]:
    """(id, words) of what the group asks to bring. Asked of the database only when there is
    something; a relative brings nothing (A6)."""
    if relation.is_relative or not relation.asked:
        return []
    rows = PleaseBring.objects.standing().of_relations([relation]).order_by("asked_at")
    return [(str(one.pk), one.words) for one in rows]


def drinks_bottles(relation, day) -> bool:
    """Whether it makes sense to ask this child's parents about the last bottle."""
    return relation.child.months_on(day) < BOTTLES_UNTIL


def _unless_known(request, response, token=""):
    """304 when nothing changed. The nonce and the CSRF value differ each time, so they are out."""
    hero = response.content
    for secret in (str(request.csp_nonce.value), token):
        if secret:
            hero = hero.replace(secret.encode(), b"")
    digest = hashlib.blake2b(hero, digest_size=12)
    digest.update(get_language().encode())
    tag = f'W/"{digest.hexdigest()}"'
    if request.headers.get("If-None-Match") == tag:
        response = HttpResponseNotModified()
    response["ETag"] = tag
    response["Cache-Control"] = "private, no-cache"
    return response
