from kiekeboe.photos.models.albums import Acceptance, Favourite, YearBook
from kiekeboe.photos.models.photos import Appearance, Medium, Photo, Rendition, Untagged
from kiekeboe.photos.models.reports import Report
from kiekeboe.photos.models.validity import Validity

__all__ = [
    "Acceptance",
    "Appearance",
    "Favourite",
    "Medium",
    "Photo",
    "Rendition",
    "Report",
    "Untagged",
    "Validity",
    "YearBook",
]
