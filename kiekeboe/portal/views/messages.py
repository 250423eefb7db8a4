"""Messages come later; until then this page says how to reach the group."""

from django.views.decorators.http import require_GET

from kiekeboe.portal.pages import show as show_page


@require_GET
def index(request):
    """The phone and mail of each own child's location."""
    return show_page(request, "messages", "messages", places=request.family.guardianships)
