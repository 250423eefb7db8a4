from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "kiekeboe.people"
    label = "people"
