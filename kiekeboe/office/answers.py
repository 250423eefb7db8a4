"""The few ways in which the office answers."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render


def require(allowed: bool) -> None:
    """What a role may not do does not exist for it; the buttons ask the same predicate."""
    if not allowed:
        raise Http404


def once(id, mine, everyone) -> None:
    """An id that a page chose is new, or that of something in reach, which was sent twice."""
    require(mine.filter(pk=id).exists() or not everyone.filter(pk=id).exists())


def ask(request, template: str, form, **context):
    """The page with a form: as it is, or with 422 when what was filled in does not fit."""
    status = 422 if form.is_bound else 200
    return render(request, template, {"form": form, **context}, status=status)


def confirm(request, *, title, sentences, button, back, danger=True, seen=""):
    """One question with both choices written out, before something that has consequences. `seen`
    comes back with the answer: what was shown beside the question."""
    context = {
        "title": title,
        "sentences": sentences,
        "button": button,
        "back": back,
        "danger": danger,
        "seen": seen,
    }
    return render(request, "office/confirm.html", context)


def done(request, sentence, to, *args: UUID):
    """Say what was done, and go where it can be seen."""
    messages.success(request, sentence)
    return redirect(to, *args)
