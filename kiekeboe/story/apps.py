from django.apps import AppConfig


class StoryConfig(AppConfig):
    name = "kiekeboe.story"
    label = "story"
