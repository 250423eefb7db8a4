"""Templates whose constant parts are worked out once per language.

A page repeats the same words, icons and file names on every request. This loader compiles a
template once per language, puts the text of `{% translate "…" %}`, `{% icon "…" %}`,
`{% drawing "…" %}` and `{% static "…" %}` with constant arguments in their place, opens includes of
a fixed template, and joins neighbouring texts.
"""

from collections.abc import Iterator

from django.template import Context, Node, NodeList, Template
from django.template.base import TextNode
from django.template.defaulttags import CommentNode, LoadNode
from django.template.library import SimpleNode
from django.template.loader_tags import ExtendsNode, IncludeNode
from django.template.loaders.cached import Loader as CachedLoader
from django.templatetags.i18n import TranslateNode
from django.templatetags.static import StaticNode
from django.utils.translation import get_language

CONSTANT_TAGS = {"icon", "drawing"}


class Loader(CachedLoader):
    """Keeps a compiled template per language."""

    def cache_key(self, template_name, skip=None):
        return f"{get_language()}:{super().cache_key(template_name, skip)}"

    def get_template(self, template_name, skip=None):
        known = self.cache_key(template_name, skip) in self.get_template_cache
        template = super().get_template(template_name, skip)
        if not known and isinstance(template, Template):
            fold(template.nodelist, self)
        return template


def fold(nodes: NodeList, loader: Loader) -> None:
    """Put the text of constant nodes in their place, all the way down."""
    folded: list[Node] = []
    for node in _opened(nodes, loader):
        _fold_inside(node, loader)
        text = _text(node)
        if text is None:
            folded.append(node)
        elif not text:
            continue
        elif folded and type(folded[-1]) is TextNode:
            folded[-1] = _text_node(node, folded[-1].s + text)
        else:
            folded.append(_text_node(node, text))
    nodes[:] = folded


def _opened(nodes, loader) -> Iterator[Node]:
    """The nodes, with plain includes of a fixed template replaced by what is in them."""
    for node in nodes:
        included = _included(node, loader)
        if included is None:
            yield node
        else:
            yield from included


def _included(node, loader) -> NodeList | None:
    if not isinstance(node, IncludeNode) or node.extra_context or node.isolated_context:
        return None
    if not _is_literal(node.template):
        return None
    nodes = loader.get_template(node.template.resolve(Context())).nodelist
    return None if any(isinstance(one, ExtendsNode) for one in nodes) else nodes


def _fold_inside(node, loader) -> None:
    inner = [getattr(node, name, None) for name in getattr(node, "child_nodelists", ())]
    branches = [branch for _, branch in getattr(node, "conditions_nodelists", ())]
    for nodes in (*inner, *branches):
        if isinstance(nodes, NodeList):
            fold(nodes, loader)


def _text(node) -> str | None:
    """What a node always renders in this language; None when that depends on the page."""
    if type(node) is TextNode:
        return node.s
    if isinstance(node, LoadNode | CommentNode):
        return ""
    return str(node.render(Context())) if _is_constant(node) else None


def _is_constant(node) -> bool:
    if isinstance(node, TranslateNode):
        free = node.asvar or node.noop or node.message_context
        return not free and _is_literal(node.filter_expression)
    if isinstance(node, StaticNode):
        return node.varname is None and _is_literal(node.path)
    if type(node) is SimpleNode and not (node.takes_context or node.target_var):
        given = [*node.args, *node.kwargs.values()]
        return getattr(node.func, "__name__", "") in CONSTANT_TAGS and all(map(_is_literal, given))
    return False


def _is_literal(expression) -> bool:
    var = expression.var
    return not expression.filters and (
        isinstance(var, str) or getattr(var, "literal", None) is not None
    )


def _text_node(node, text) -> TextNode:
    made = TextNode(text)
    made.token = getattr(node, "token", None)
    if origin := getattr(node, "origin", None):
        made.origin = origin
    return made
