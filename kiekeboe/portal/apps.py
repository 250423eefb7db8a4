from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "kiekeboe.portal"
    label = "portal"

    def ready(self):
        from kiekeboe.photos.book_making import told_by
        from kiekeboe.portal.told_year import told_year

        told_by(told_year)
