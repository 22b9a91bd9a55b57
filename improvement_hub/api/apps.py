from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate, pre_migrate


class ApiConfig(AppConfig):
    name = "improvement_hub.api"
    label = "api"

    def ready(self):
        from blogs.library.load import library_changed
        from improvement_hub.api.changes import install

        core = apps.get_app_config("core")  # an app without models sends no signals
        pre_migrate.connect(install.before_migrating, sender=core)
        post_migrate.connect(install.after_migrating, sender=core)
        library_changed.connect(install.note_library)
