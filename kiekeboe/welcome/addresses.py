"""Where to go next: only to pages of this house (S54)."""

from django.utils.http import url_has_allowed_host_and_scheme

LONGEST = 200


def safe_next(request, default: str = "") -> str:
    """The page that the person wanted, if it is one of ours; else `default`."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    return wanted if is_ours(wanted) else default


def is_ours(address: str) -> bool:
    """Whether this is a plain path on this site: no host, no scheme, no tricks of browsers."""
    return (
        address.startswith("/")
        and len(address) <= LONGEST
        and address.isprintable()
        and "\\" not in address
        and url_has_allowed_host_and_scheme(address, allowed_hosts=None)
    )
