"""`{{ child.portrait|face }}`: the drawn face, or nothing, so that letters can stand there."""

from django import template

from kiekeboe.lib import faces

register = template.Library()
register.filter("face", faces.draw)
