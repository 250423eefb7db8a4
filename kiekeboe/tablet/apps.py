from django.apps import AppConfig


class TabletConfig(AppConfig):
    name = "kiekeboe.tablet"
    label = "tablet"
