from celery import shared_task

from demonstrators.services import visit_letters


@shared_task
def tell_of_visit(visit_id, news):
    visit_letters.tell_of_visit(visit_id=visit_id, news=news)
