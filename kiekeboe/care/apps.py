from django.apps import AppConfig


class CareConfig(AppConfig):
    name = "kiekeboe.care"
    label = "care"
