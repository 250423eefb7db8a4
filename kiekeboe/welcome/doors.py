"""What the pages of the door share: who is at it, and the answers it gives."""

from functools import wraps
from urllib.parse import urlencode

from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from kiekeboe.accounts import factors, guessing, marks, strength


def show(request, template: str, status: int = 200, **context):
    """A page in the door's frame."""
    return render(request, f"welcome/{template}.html", context, status=status)


def guess(request, email: str):
    """Count a try at this account from this browser and network, or raise `TooMany`."""
    return guessing.guess(
        email,
        mark=marks.mark_of(request),
        address=request.META.get("REMOTE_ADDR", ""),
        at=timezone.now(),
    )


def go(address: str):
    """The answer to a script: where the page goes now."""
    return JsonResponse({"go": address})


def refuse(sentence: str, status: int = 422):
    """The answer to a script: why not, in one sentence."""
    return JsonResponse({"sentence": str(sentence)}, status=status)


def forget(response):
    """What this browser kept of the pages goes: the next one to hold it may be somebody else."""
    response["Clear-Site-Data"] = '"cache", "storage"'
    return response


def is_sure(request) -> bool:
    """Whether the person proved lately who they are, as strongly as they can."""
    if not strength.is_fresh(request, at=timezone.now()):
        return False
    weak = not strength.has_second_factor(request)
    return not (weak and factors.is_strict(request.user) and factors.has_any(request.user))


def sure(view):
    """Only for who proved lately who they are (5 minutes); others do that first (S21)."""

    @wraps(view)
    def asked(request, *arguments, **words):
        if is_sure(request):
            return view(request, *arguments, **words)
        back = request.path if request.method == "GET" else reverse("welcome:security")
        address = f"{reverse('welcome:confirm')}?{urlencode({'next': back})}"
        if request.headers.get("Accept") == "application/json":
            return go(address)
        return redirect(address)

    return asked
