"""One line of the timeline as markup. In Python because a day has dozens, and every one counts.

Everything that a person wrote goes through `escape`; the rest is our own.
"""

from html import escape
from typing import NamedTuple

from django.utils.html import linebreaks
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from kiekeboe.lib.templatetags.pictures import icon


class Talk(NamedTuple):
    """What a family said to one thing, and the address to say more."""

    id: object
    address: str
    title: str
    said: object


def markup(moment) -> SafeString:
    """The list item of one moment."""
    parts = [
        f'<li class="moment" data-kind="{moment.hue}"><time datetime="{moment.iso}">{moment.time}'
        f'</time><span class="moment-icon">{icon(moment.icon)}</span><div class="moment-body">'
        f'<div class="moment-line"><h3>{escape(moment.title)}</h3>'
    ]
    if moment.value:
        parts.append(f'<span class="value">{escape(moment.value)}</span>')
    parts.append("</div>")
    if moment.bar:
        parts.append(
            f'<div class="duration"><span>{moment.time}</span><span class="duration-bar" '
            f'data-minutes="{moment.bar[0]}"></span><span>{escape(moment.bar[1])}</span></div>'
        )
    if moment.portion:
        quarters = "".join(
            "<span data-on></span>" if on else "<span></span>" for on in moment.portion
        )
        parts.append(
            '<div class="portion"><span class="portion-bar" aria-hidden="true">'
            f"{quarters}</span></div>"
        )
    if moment.body:
        parts.append(_body(moment))
    if moment.photos:
        parts.append(_prints(moment))
    if moment.changed:
        changed = escape(_("Changed afterwards"))
        parts.append(f'<p class="byline">{icon("pencil")}{changed}</p>')
    if moment.talk:
        parts.append(reactions(moment.talk))
    parts.append("</div></li>")
    return mark_safe("".join(parts))


def _body(moment) -> str:
    body = linebreaks(moment.body, autoescape=True) if "\n" in moment.body else None
    body = body or f"<p>{escape(moment.body)}</p>"
    if not moment.byline:
        return body
    who = escape(_("%(who)s, for the group") % {"who": moment.byline})
    return f'<div class="moment-note">{body}<span class="byline">{who}</span></div>'


def _prints(moment) -> str:
    prints = "".join(
        f'<a href="{escape(photo.page)}"><img src="{photo.small if place else photo.medium}" '
        f'alt="{escape(photo.alt)}" loading="lazy" decoding="async">{_lasts(photo)}</a>'
        for place, photo in enumerate(moment.photos)
    )
    if moment.others:
        words = _(
            "Other children are on the photo too. For your family only, not for the internet."
        )
        sign = icon("users-round")
    else:
        words, sign = _("For your family only, not for the internet."), icon("lock")
    return f'<div class="prints">{prints}</div><p class="byline">{sign}{escape(words)}</p>'


def _lasts(photo) -> str:
    """The mark of a film: it plays on its own page."""
    if not photo.seconds:
        return ""
    return f'<span class="chip">{icon("play")}{escape(photo.lasts)}</span>'


def reactions(talk) -> str:
    """A heart to tap, a way to write back, and what was written. Belongs to the form `react`."""
    said, title = talk.said, escape(talk.title)
    pressed, value = ("true", "off") if said.heart else ("false", "on")
    lovely, reply = escape(_("Lovely")), escape(_("Reply"))
    others = f"<span>{escape(_('Also from somebody else at home'))}</span>" if said.others else ""
    words = "".join(
        f'<p class="reply">{escape(one.text) or escape(_("You took back a reply"))}</p>'
        for one in said.replies
    )
    return (
        f'<div class="reactions"><button class="heart" id="heart-{talk.id}" form="react" '
        f'formaction="{talk.address}" name="heart" value="{value}" aria-pressed="{pressed}">'
        f'{icon("heart")}<span class="sr">{lovely}: {title}</span></button>'
        f'<a class="say-more" href="{talk.address}">{icon("message-circle")}'
        f'<span class="sr">{reply}: {title}</span></a>{others}</div>{words}'
    )
