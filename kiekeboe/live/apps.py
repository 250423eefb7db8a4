from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class LiveConfig(AppConfig):
    name = "kiekeboe.live"
    label = "live"

    def ready(self) -> None:
        # Each surface says in its own live.py whom it lets in.
        autodiscover_modules("live")
