from django.apps import AppConfig


class PhotosConfig(AppConfig):
    name = "kiekeboe.photos"
    label = "photos"
