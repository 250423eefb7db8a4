from django.apps import AppConfig


class DevelopmentConfig(AppConfig):
    name = "kiekeboe.development"
    label = "development"
