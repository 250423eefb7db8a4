from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "kiekeboe.portal"
    label = "portal"
