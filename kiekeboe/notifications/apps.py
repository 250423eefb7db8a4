from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "kiekeboe.notifications"
    label = "notifications"

    def ready(self):
        from kiekeboe.events.recording import recorded
        from kiekeboe.lib import letters
        from kiekeboe.notifications import dead
        from kiekeboe.notifications.listening import listen

        recorded.connect(listen, dispatch_uid="notifications")
        letters.refused.connect(dead.mark, dispatch_uid="a dead address")
        letters.taken.connect(dead.unmark, dispatch_uid="an address that lives")
