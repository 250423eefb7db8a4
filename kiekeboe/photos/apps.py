from django.apps import AppConfig


class PhotosConfig(AppConfig):
    name = "kiekeboe.photos"
    label = "photos"

    def ready(self):
        from kiekeboe.events.recording import recorded
        from kiekeboe.photos import validity

        recorded.connect(validity.listen, dispatch_uid="kiekeboe.photos.validity")
