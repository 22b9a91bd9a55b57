from django.apps import AppConfig


class CouncilsConfig(AppConfig):
    name = "improvement_hub.councils"
    label = "councils"
