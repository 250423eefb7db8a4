from django.apps import AppConfig


class WelcomeConfig(AppConfig):
    name = "kiekeboe.welcome"
    label = "welcome"
