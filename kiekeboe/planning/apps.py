from django.apps import AppConfig


class PlanningConfig(AppConfig):
    name = "kiekeboe.planning"
    label = "planning"
