from django.apps import AppConfig


class ChatConfig(AppConfig):
    name = "kiekeboe.chat"
    label = "chat"
