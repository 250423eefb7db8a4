"""Weeks as bars: numbers for a drawing that the server makes, and the same in a table."""

from django.utils.translation import gettext as _

from kiekeboe.portal.hero import dated

WIDTH, HEIGHT = 320, 96
MANY = 6  # from more weeks than these every second one is named under its bar


def charts_of(weeks) -> list[dict]:
    """Sleep and bottles per day with care, over weeks. A chart without numbers is left out."""
    slept = [(week, week.slept / week.days if week.days else 0) for week in weeks]
    drunk = [(week, week.drunk / week.days if week.days else 0) for week in weeks]
    made = [
        _chart("sleep", "slaap", _("Sleep per day"), slept, hours),
        _chart("bottle", "fles", _("Bottles per day"), drunk, millilitres),
    ]
    return [chart for chart in made if chart]


def hours(minutes) -> str:
    """1 h 20, as in the diary."""
    whole, rest = divmod(round(minutes), 60)
    if not whole:
        return _("%(n)s min") % {"n": rest}
    return _("%(hours)s h %(minutes)02d") % {"hours": whole, "minutes": rest}


def millilitres(amount) -> str:
    return _("%(n)s ml") % {"n": round(amount)}


def _chart(name, hue, title, rows, say):
    highest = max(value for _week, value in rows)
    if not highest:
        return None
    step = WIDTH // len(rows)
    bars = []
    for place, (week, value) in enumerate(rows):
        tall = round(value / highest * HEIGHT)
        bars.append(
            {
                "x": place * step + 2,
                "wide": step - 4,
                "middle": place * step + step // 2,
                "y": HEIGHT - tall + 16,
                "top": HEIGHT - tall + 11,
                "tall": tall,
                "week": dated(week.monday, "j M"),
                "named": len(rows) <= MANY or place % 2 == 1,
                "value": say(value) if value else "–",
                "short": _short(value, name),
            }
        )
    return {
        "name": name,
        "hue": hue,
        "title": title,
        "bars": bars,
        "width": WIDTH,
        "said": ", ".join(f"{bar['week']}: {bar['value']}" for bar in bars),
        "height": HEIGHT + 36,
        "foot": HEIGHT + 32,
        "base": HEIGHT + 16,
    }


def _short(value, name):
    if not value:
        return ""
    if name == "sleep":
        return f"{int(value) // 60}:{int(value) % 60:02d}"
    return str(round(value))
