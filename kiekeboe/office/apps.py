from django.apps import AppConfig


class OfficeConfig(AppConfig):
    name = "kiekeboe.office"
    label = "office"
