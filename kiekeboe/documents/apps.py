from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "kiekeboe.documents"
    label = "documents"
