"""Signed addresses for the pictures of one page, at no question of their own."""

from hashlib import sha256

from django.utils import timezone

from kiekeboe.photos.delivery import Signer


def signer_of(request) -> Signer:
    """Signs for the session of this request. The numbers came with the family, and so before any
    question which photos may be seen: what Signer asks for."""
    numbers = {one.organisation_id: one.validity or 0 for one in request.family.guardianships}
    return Signer(request.session.session_key or "", timezone.now(), numbers)


def reader_of(request) -> str:
    """Who reads, and under which number: what a phone compares before it shows what it kept.

    The tag changes with the account and with the children it reaches behind any door; it says
    neither.
    """
    relations = request.reach.guardianships
    told = [str(request.user.pk), *sorted(str(one.child_id) for one in relations)]
    numbers = {one.organisation_id: getattr(one, "validity", 0) or 0 for one in relations}
    tag = sha256("|".join(told).encode()).hexdigest()[:20]
    return f"{tag}.{sum(numbers.values())}"
