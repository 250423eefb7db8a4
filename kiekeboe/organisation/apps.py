from django.apps import AppConfig


class OrganisationConfig(AppConfig):
    name = "kiekeboe.organisation"
    label = "organisation"
