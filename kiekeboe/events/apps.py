from django.apps import AppConfig


class EventsConfig(AppConfig):
    name = "kiekeboe.events"
    label = "events"
