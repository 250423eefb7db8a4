from datetime import UTC, datetime, timedelta

from django.utils import timezone
from django.utils.translation import override

from kiekeboe.lib.templatetags.moments import recent


def test_a_moment_is_today_or_yesterday_before_it_is_a_date():
    """U26"""
    noon = timezone.localtime().replace(hour=12, minute=5)
    with override("nl"):
        assert recent(noon) == "vandaag, 12:05"
        assert recent(noon - timedelta(days=1)) == "gisteren, 12:05"
        assert recent(datetime(2019, 4, 14, 7, 12, tzinfo=UTC)) == "14 april 2019, 09:12"
    with override("en"):
        assert recent(noon) == "today, 12:05"
