from django.apps import AppConfig


class DemonstratorsConfig(AppConfig):
    name = "demonstrators"
