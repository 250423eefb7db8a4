from django.apps import AppConfig


class ChatConfig(AppConfig):
    name = "kiekeboe.chat"
    label = "chat"

    def ready(self):
        from kiekeboe.chat.arriving import listen
        from kiekeboe.events.recording import recorded

        recorded.connect(listen, dispatch_uid="arrivals")
