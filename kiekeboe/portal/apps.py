from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "kiekeboe.portal"
    label = "portal"

    def ready(self):
        from kiekeboe.portal import live  # noqa: F401  its reach registers itself
