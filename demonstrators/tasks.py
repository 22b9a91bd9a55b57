from celery import shared_task

from demonstrators.services import open_day_letters, visit_letters


@shared_task
def tell_of_visit(visit_id, news):
    visit_letters.tell_of_visit(visit_id=visit_id, news=news)


@shared_task
def tell_of_open_day(open_day_id, news):
    open_day_letters.tell_of_open_day(open_day_id=open_day_id, news=news)


@shared_task
def tell_who_moved_up(booking_id):
    open_day_letters.tell_who_moved_up(booking_id=booking_id)
