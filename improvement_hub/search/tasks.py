from celery import shared_task

from improvement_hub.search import services


@shared_task
def count_words():
    services.count_words_if_due()
