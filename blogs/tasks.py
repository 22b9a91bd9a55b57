from celery import shared_task
from celery.exceptions import SoftTimeLimitExceeded
from django.core.exceptions import PermissionDenied

from blogs import queries, services
from blogs.models import ImportRun
from blogs.services import imports
from improvement_hub.accounts.actors import actor_of_person
from improvement_hub.core.actor import CLOCK
from improvement_hub.core.audit import acting_as

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


@shared_task
def review_case_studies():
    """What the clock starts: a task for each case study that nobody confirmed in time."""
    for step, due in (("archive", queries.to_archive()), ("age", queries.to_age())):
        for pk in due.values_list("pk", flat=True):
            let_age.delay(str(pk), step)


@shared_task
def let_age(case_study_id, step):
    with acting_as(CLOCK, task="let_age"):
        services.let_age(case_study_id=case_study_id, step=step, by=CLOCK)


@shared_task
def publish_due():
    """What the clock starts: a task for each post whose moment has come, so that one that fails keeps back no other."""
    for post_id in queries.due_to_publish().values_list("pk", flat=True):
        publish_scheduled.delay(str(post_id))


@shared_task
def publish_scheduled(post_id):
    with acting_as(CLOCK, task="publish_scheduled"):
        services.publish_when_due(post_id=post_id)


@shared_task
def check_event_file(file_id):
    with acting_as(CLOCK, task="check_event_file"):
        services.check_event_file(file_id=file_id)


@shared_task
def check_waiting_event_files():
    """What a crash or the scanner kept back, and what came before there was a scanner; one task each."""
    for file_id in queries.event_files_to_check().values_list("pk", flat=True):
        check_event_file.delay(str(file_id))


@shared_task
def forget_orphaned_event_files():
    services.forget_orphaned_event_files()


@shared_task
def forget_orphaned_images():
    services.forget_orphaned_images()
