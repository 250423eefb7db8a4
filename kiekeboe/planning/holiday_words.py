"""What the public holidays are called."""

from django.utils.translation import gettext_lazy as _

from kiekeboe.planning.school_days import Holiday

HOLIDAYS = {
    Holiday.NEW_YEAR: _("New Year's Day"),
    Holiday.GOOD_FRIDAY: _("Good Friday"),
    Holiday.EASTER: _("Easter Sunday"),
    Holiday.EASTER_MONDAY: _("Easter Monday"),
    Holiday.KINGS_DAY: _("King's Day"),
    Holiday.LIBERATION_DAY: _("Liberation Day"),
    Holiday.ASCENSION: _("Ascension Day"),
    Holiday.PENTECOST: _("Whit Sunday"),
    Holiday.PENTECOST_MONDAY: _("Whit Monday"),
    Holiday.CHRISTMAS_EVE: _("Christmas Eve"),
    Holiday.CHRISTMAS: _("Christmas Day"),
    Holiday.SECOND_CHRISTMAS: _("Second Christmas Day"),
    Holiday.NEW_YEARS_EVE: _("New Year's Eve"),
}
