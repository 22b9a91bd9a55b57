from django.apps import AppConfig


class OverviewConfig(AppConfig):
    name = "improvement_hub.overview"
    label = "overview"
