from celery import shared_task

from blogs import queries, services
from improvement_hub.core.actor import CLOCK
from improvement_hub.core.audit import acting_as


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
def forget_orphaned_images():
    services.forget_orphaned_images()
