from django.apps import AppConfig


class LibConfig(AppConfig):
    name = "kiekeboe.lib"
    label = "lib"
