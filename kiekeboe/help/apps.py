from django.apps import AppConfig


class HelpConfig(AppConfig):
    name = "kiekeboe.help"
    label = "help"
