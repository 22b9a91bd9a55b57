from celery import shared_task
from django.utils import timezone

from improvement_hub.digests import queries
from improvement_hub.digests.services import deliver_digest, end_digests_of_closed_accounts


@shared_task
def send_due_digests():
    """What the clock starts: a task for each digest that is due, one held up before included."""
    end_digests_of_closed_accounts()
    for subscription_id in queries.due(timezone.now()).values_list("pk", flat=True):
        send_digest.delay(str(subscription_id))


@shared_task
def send_digest(subscription_id):
    deliver_digest(subscription_id=subscription_id)
