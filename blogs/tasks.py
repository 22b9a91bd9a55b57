from celery import shared_task
from celery.exceptions import SoftTimeLimitExceeded
from django.core.exceptions import PermissionDenied

from blogs.models import ImportRun
from blogs.services import imports
from improvement_hub.accounts.actors import actor_of_person

LONGEST = {"soft_time_limit": 540, "time_limit": 570}  # less than after which the queue gives a task away again


@shared_task(**LONGEST)
def preview_import(run_id):
    within_time(imports.preview_import, run_id)


@shared_task(**LONGEST)
def take_import(run_id):
    within_time(imports.carry_out_import, run_id)


def within_time(service, run_id):
    run = ImportRun.objects.select_related("started_by").get(pk=run_id)
    try:
        service(run=run, by=actor_of_person(run.started_by))
    except SoftTimeLimitExceeded:
        imports.fail_import(run=run, sentence=imports.TOO_LONG)
    except PermissionDenied:
        imports.fail_import(run=run, sentence="Who asked for it may not import posts any more.")


@shared_task
def forget_orphaned_feeds():
    imports.forget_orphaned_feeds()
