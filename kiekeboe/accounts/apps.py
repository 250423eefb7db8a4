from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "kiekeboe.accounts"
    label = "accounts"
