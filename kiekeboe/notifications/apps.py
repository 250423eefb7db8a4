from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "kiekeboe.notifications"
    label = "notifications"

    def ready(self):
        from kiekeboe.events.recording import recorded
        from kiekeboe.notifications.listening import listen

        recorded.connect(listen, dispatch_uid="notifications")
