from django.apps import AppConfig


class BillingConfig(AppConfig):
    name = "kiekeboe.billing"
    label = "billing"
