from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate


class SearchConfig(AppConfig):
    name = "improvement_hub.search"

    def ready(self):
        from improvement_hub.search import install

        pre_migrate.connect(install.before_migrating, sender=self)
        post_migrate.connect(install.after_migrating, sender=self)
