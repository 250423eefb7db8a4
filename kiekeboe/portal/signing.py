"""Signed addresses for the pictures of one page, at no question of their own."""

from django.utils import timezone

from kiekeboe.photos.delivery import Signer


def signer_of(request) -> Signer:
    """Signs for the session of this request. The numbers came with the family, and so before any
    question which photos may be seen: what Signer asks for."""
    numbers = {one.organisation_id: one.validity or 0 for one in request.family.guardianships}
    return Signer(request.session.session_key or "", timezone.now(), numbers)
