from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "improvement_hub.api"
    label = "api"
