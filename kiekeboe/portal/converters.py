"""A date in an address: 2026-04-14."""

from datetime import date


class Iso:
    regex = r"\d{4}-\d{2}-\d{2}"

    def to_python(self, text):
        return date.fromisoformat(text)

    def to_url(self, day):
        return day.isoformat()
