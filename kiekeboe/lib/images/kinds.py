"""What a file claims to be by its first bytes. The name and the content type are never asked.

The answer only picks a decoder or a sentence of refusal. Whether it is true, the decoder tells.
"""

BEGINNING = 64
PHOTOS = {"jpeg", "png", "webp", "heic"}

SIGNATURES = (
    (b"\xff\xd8\xff", "jpeg"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"GIF8", "other_kind"),
    (b"II*\0", "other_kind"),
    (b"MM\0*", "other_kind"),
    (b"II+\0", "other_kind"),
    (b"MM\0+", "other_kind"),
    (b"BM", "other_kind"),
    (b"8BPS", "other_kind"),
    (b"\0\0\0\x0cjP  ", "other_kind"),
    (b"\xff\x4f\xff\x51", "other_kind"),
    (b"\xff\x0a", "other_kind"),
    (b"\0\0\x01\0", "other_kind"),
    (b"qoif", "other_kind"),
    (b"\x1aE\xdf\xa3", "video"),
)
STILL_HEIC = {b"heic", b"heix", b"heim", b"heis", b"mif1"}
MOVING_HEIC = {b"hevc", b"hevx", b"hevm", b"hevs", b"msf1"}


def kind(beginning: bytes) -> str:
    """One of PHOTOS, or the reason of refusal (a key of `refusals.SENTENCES`)."""
    if not beginning:
        return "empty"
    if beginning[4:8] == b"ftyp":
        return _kind_of_container(beginning[8:12])
    if beginning[:4] == b"RIFF":
        return {b"WEBP": "webp", b"AVI ": "video"}.get(beginning[8:12], "not_a_photo")
    return next((name for mark, name in SIGNATURES if beginning.startswith(mark)), "not_a_photo")


def _kind_of_container(brand: bytes) -> str:
    if brand in STILL_HEIC:
        return "heic"
    if brand in MOVING_HEIC:
        return "moving"
    return "other_kind" if brand in {b"avif", b"avis"} else "video"
