"""The year book of a child: ask for it, wait, look at its cover, take it home (C7)."""

from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from kiekeboe.lib import stored
from kiekeboe.photos import book_making, private_use
from kiekeboe.photos.models import YearBook
from kiekeboe.portal.access import child_of, today_of
from kiekeboe.portal.pages import show as show_page

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; sandbox",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "private, no-store",
}


@require_http_methods(["GET", "POST"])
def index(request, child_id):
    """The years of which there is something to see, each with its book. POST asks for one."""
    relation = child_of(request, child_id)
    if private_use.asks([relation.guardian]):
        return show_page(request, "photos/private_use", "photos", child=relation, back=request.path)
    if request.method == "POST":
        return _asked(request, relation)
    return _page(request, relation, said=SAID.get(request.GET.get("said"), lambda: "")())


def _asked(request, relation):
    year = request.POST.get("year", "")
    if not (year.isascii() and year.isdecimal() and len(year) == 4):
        raise Http404
    problem = _ask(request, relation, int(year))
    if problem:
        return _page(request, relation, problem=problem, status=409)
    return redirect(_address(relation))


def _ask(request, relation, year) -> str:
    """Ask for a book; a sentence when that may not be."""
    now = timezone.now()
    by, language = request.family.actor_for(relation, now), (get_language() or "nl")[:2]
    try:
        book_making.ask(relation, year, language=language, by=by, at=now)
    except book_making.NoSuchYear:
        raise Http404 from None
    except book_making.TooMany:
        return _("You made 3 photo books today. Make the next one tomorrow.")
    return ""


def _page(request, relation, *, status=200, problem="", said=""):
    today = today_of(relation)
    books = {one.year: one for one in _books(relation)}
    years = sorted({*book_making.years_of(relation, today), *books}, reverse=True)
    waits = any(_waits(one) for one in books.values())
    return show_page(
        request, "photos/books", "photos", child=relation, status=status,
        rows=[_row(year, books.get(year), relation) for year in years],
        waits=waits, problem=problem, said=said, address=_address(relation), switch_to=_address,
    )  # fmt: skip


def _books(relation):
    return YearBook.objects.filter(guardian=relation.guardian_id, child=relation.child_id)


def _waits(book) -> bool:
    return not (book.made_at or book.problem)


def _row(year, book, relation) -> dict:
    return {
        "year": year,
        "waits": bool(book and _waits(book)),
        "ready": bool(book and book.made_at),
        "problem": PROBLEMS[book.problem]() if book and book.problem else "",
        "pages": book.pages if book else 0,
        "bytes": book.bytes if book else 0,
        "until": book.asked_at + book_making.KEPT if book else None,
        "file": f"{_address(relation)}{year}/file/",
        "cover": f"{_address(relation)}{year}/cover/?made={int(book.made_at.timestamp())}"
        if book and book.made_at else "",
    }  # fmt: skip


def _address(relation) -> str:
    return f"/parent/children/{relation.child_id}/books/"


@require_GET
def file(request, child_id, year):
    """The book. When something in it may not be seen any more it is made again instead."""
    relation, book = _made(request, child_id, year)
    if not book_making.still_stands(book, relation, today_of(relation)):
        said = "tomorrow" if _ask(request, relation, year) else "changed"
        return redirect(f"{_address(relation)}?said={said}")
    now = timezone.now()
    name = _("Photo book of %(name)s, %(year)s") % {
        "name": relation.child.first_name, "year": year,
    }  # fmt: skip
    headers = HEADERS | {
        "Content-Type": "application/pdf",
        "Content-Disposition": content_disposition_header(True, f"{name}.pdf"),
    }
    answer = stored.answer(request, book_making.file_of(book), headers)
    book_making.remember_download(book, by=request.family.actor_for(relation, now), at=now)
    return answer


@require_GET
def cover(request, child_id, year):
    """A picture of the first page, under the same rule as the book."""
    relation, book = _made(request, child_id, year)
    if not book_making.still_stands(book, relation, today_of(relation)):
        raise Http404
    headers = HEADERS | {"Content-Type": "image/png"}
    return stored.answer(request, book_making.preview_of(book), headers)


def _made(request, child_id, year):
    relation = child_of(request, child_id)
    book = _books(relation).filter(year=year, made_at__isnull=False).first()
    if book is None:
        raise Http404
    return relation, book


SAID = {
    "changed": lambda: _("Something in your photo book changed. We make it again."),
    "tomorrow": lambda: _("Something in your photo book changed. Make it again tomorrow."),
}
PROBLEMS = {
    "empty": lambda: _("There is nothing in this year that you may see."),
    "ended": lambda: _("There is nothing in this year that you may see."),
    "failed": lambda: _("Making your photo book did not work. Try again later."),
}
