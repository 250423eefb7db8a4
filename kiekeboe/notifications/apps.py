from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "kiekeboe.notifications"
    label = "notifications"
