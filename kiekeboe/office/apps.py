from django.apps import AppConfig


class OfficeConfig(AppConfig):
    name = "kiekeboe.office"
    label = "office"

    def ready(self):
        from kiekeboe.office import live  # noqa: F401
