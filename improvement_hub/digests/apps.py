from django.apps import AppConfig


class DigestsConfig(AppConfig):
    name = "improvement_hub.digests"
    label = "digests"
