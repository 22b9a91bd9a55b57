from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_migrate


class SearchConfig(AppConfig):
    name = "improvement_hub.search"

    def ready(self):
        from blogs.library.load import library_changed
        from improvement_hub.core.indexing import many_changed
        from improvement_hub.search import install, services

        pre_migrate.connect(install.before_migrating, sender=self)
        post_migrate.connect(install.after_migrating, sender=self)
        library_changed.connect(services.rebuild)
        many_changed.connect(services.count_words_of_a_small_library)
