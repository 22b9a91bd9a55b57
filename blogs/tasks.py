from celery import shared_task
from celery.exceptions import SoftTimeLimitExceeded
from django.core.exceptions import PermissionDenied

from blogs import services
from blogs.models import ImportRun
from blogs.services.imports import TOO_LONG
from improvement_hub.accounts.actors import actor_of_person

LONGEST = {"soft_time_limit": 540, "time_limit": 570}  # less than after which the queue gives a task away again


@shared_task(**LONGEST)
def preview_import(run_id):
    within_time(services.preview_import, run_id)


@shared_task(**LONGEST)
def take_import(run_id):
    within_time(services.carry_out_import, run_id)


def within_time(service, run_id):
    run = ImportRun.objects.select_related("started_by").get(pk=run_id)
    try:
        service(run=run, by=actor_of_person(run.started_by))
    except SoftTimeLimitExceeded:
        services.fail_import(run=run, sentence=TOO_LONG)
    except PermissionDenied:
        services.fail_import(run=run, sentence="Who asked for it may not import posts any more.")


@shared_task
def forget_orphaned_feeds():
    services.forget_orphaned_feeds()
